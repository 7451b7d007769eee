from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heyy.compute.matching.text import bm25
from heyy.core.actions.search import forget_texts, index_texts
from heyy.core.models import Posting, SearchDocument
from heyy.core.queries.search import K1, B, search
from heyy.core.stems import stem_counts, stems

pytestmark = pytest.mark.django_db

CORPUS = {
    1: "Gaf een workshop over formatief toetsen in de brugklas",
    2: "Toetsen nakijken met feedback die leerlingen gebruiken",
    3: "Begeleiding van startende leraren op de werkplek",
    4: "Beleid voor telefoons in de school, met ouders gemaakt",
    5: "Lessen over techniek samen met een bedrijf uit de regio",
    6: "Een les rekenen met materiaal uit de keuken",
    7: "Feedback geven: een toets, een gesprek, een volgende toets",
    8: "Pesten bespreekbaar maken in de mentorles",
    9: "Mentorgesprekken met ouders en leerlingen samen",
    10: "Niekée: onderwijs zonder cijfers, met ateliers",
}
EXPECTED = {
    "toetsen": [7, 1, 2],
    "toets met feedback": [7, 2, 1],
    "begeleiding": [3],
    "beleid": [4],
    "lessen in techniek": [5, 6],
    "NIEKEE atelier": [10],
    "ouders en leerlingen": [9, 2, 4],
    "feedback feedback feedback": [2, 7],
    "quantum": [],
    "de het een": [],
    "": [],
}


@pytest.fixture
def corpus() -> None:
    index_texts(kind="note", texts=CORPUS.items())


def found(text: str) -> list[int]:
    return [number for number, _ in search("note", text)]


@pytest.mark.parametrize("text", EXPECTED)
@pytest.mark.usefixtures("corpus")
def test_both_engines_find_the_same_in_the_same_order(text: str) -> None:
    """One list for all engines: the suite runs on SQLite and on PostgreSQL."""
    assert found(text) == EXPECTED[text]


@pytest.mark.usefixtures("corpus")
def test_both_engines_give_the_same_scores() -> None:
    assert search("note", "toetsen met feedback") == [(7, 2.767966), (2, 2.536505), (1, 1.105796)]


def reference(text: str, texts: dict[int, str]) -> list[tuple[int, float]]:
    """The same formula in plain Python, times the k1 + 1 of the textbooks."""
    numbers = sorted(texts)
    scores = bm25(sorted(set(stems(text))), [stem_counts(texts[number]) for number in numbers], k1=K1, b=B)
    scored = [(number, round(score * (K1 + 1), 6)) for number, score in zip(numbers, scores, strict=True) if score]
    return sorted(scored, key=lambda pair: (-pair[1], pair[0]))


@pytest.mark.parametrize("seed", range(5))
def test_search_equals_a_plain_reference(seed: int) -> None:
    random = Random(seed)
    words = [f"woord{n}" for n in range(40)]
    texts = {n: " ".join(random.choices(words, k=random.randint(1, 30))) for n in range(1, 121)}
    index_texts(kind="note", texts=texts.items())
    for _ in range(5):
        text = " ".join(random.sample(words, 3))
        hits, expected = search("note", text, most=200), reference(text, texts)
        assert dict(hits).keys() == dict(expected).keys()
        assert [score for _, score in hits] == pytest.approx([score for _, score in expected], abs=1e-6)
        assert hits == sorted(hits, key=lambda hit: (-hit[1], hit[0]))


def test_equal_texts_come_in_the_order_of_their_numbers() -> None:
    index_texts(kind="note", texts=[(number, "samen rekenen") for number in (30, 4, 12, 7)])
    assert found("rekenen") == [4, 7, 12, 30]


@pytest.mark.usefixtures("corpus")
def test_search_gives_no_more_than_asked() -> None:
    assert [number for number, _ in search("note", "toetsen", most=2)] == [7, 1]


@pytest.mark.usefixtures("corpus")
def test_search_stays_within_its_kind() -> None:
    index_texts(kind="letter", texts=[(1, "toetsen")])
    assert found("toetsen") == [7, 1, 2]
    assert [number for number, _ in search("letter", "toetsen")] == [1]


@pytest.mark.usefixtures("corpus")
def test_search_narrows_to_a_condition_without_changing_the_scores() -> None:
    scores = dict(search("note", "toetsen"))
    assert search("note", "toetsen", within="p.object_id IN (1, 2)") == [(1, scores[1]), (2, scores[2])]


@pytest.mark.usefixtures("corpus")
def test_indexing_again_replaces_the_old_text() -> None:
    index_texts(kind="note", texts=[(7, "Zonder cijfers")])
    assert found("toetsen") == [1, 2]
    assert found("cijfers") == [7, 10]
    assert SearchDocument.objects.count() == 10


@pytest.mark.usefixtures("corpus")
def test_adding_one_text_counts_in_the_scores_at_once() -> None:
    before = dict(search("note", "toetsen"))
    index_texts(kind="note", texts=[(11, "Toetsen")])
    assert found("toetsen")[0] == 11
    assert dict(search("note", "toetsen"))[1] < before[1]
    grown = {**CORPUS, 11: "Toetsen"}
    assert dict(search("note", "toetsen met feedback")) == pytest.approx(
        dict(reference("toetsen met feedback", grown)), abs=1e-6
    )


@pytest.mark.usefixtures("corpus")
def test_a_text_that_became_empty_is_no_longer_found() -> None:
    index_texts(kind="note", texts=[(7, "de het een")])
    assert found("toetsen") == [1, 2]
    assert not SearchDocument.objects.filter(object_id=7).exists()


@pytest.mark.usefixtures("corpus")
def test_forget_texts_takes_the_postings_with_it() -> None:
    forget_texts(kind="note", object_ids=[1, 7])
    assert found("toetsen") == [2]
    assert not Posting.objects.filter(object_id__in=[1, 7]).exists()


@pytest.mark.usefixtures("corpus")
def test_search_is_one_statement() -> None:
    with CaptureQueriesContext(connection) as queries:
        search("note", "toetsen met feedback over rekenen")
    assert len(queries) == 1


@pytest.mark.usefixtures("corpus")
def test_signs_that_mean_something_to_a_database_mean_nothing_here() -> None:
    assert found("'; DROP TABLE core_posting; -- % _ toetsen") == [7, 1, 2]
    assert found("100% ___ \\") == []


def test_a_very_long_text_is_searched_by_forty_words() -> None:
    index_texts(kind="note", texts=[(1, "woord00 woord39"), (2, "woord40 woord99")])
    assert found(" ".join(f"woord{n:02d}" for n in range(100))) == [1]
