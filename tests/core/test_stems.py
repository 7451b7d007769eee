import pytest

from heyy.core.stems import plain, stem, stem_counts, stems


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("toetsen", "toets"),
        ("toetsing", "toets"),
        ("lessen", "les"),
        ("klassen", "klas"),
        ("leerlingen", "leerling"),
        ("gesprekken", "gesprek"),
        ("leraren", "leraar"),
        ("docenten", "leerkracht"),
        ("rekenen", "rekenles"),
        ("lezen", "lees"),
        ("vragen", "vraag"),
        ("begeleiden", "begeleiding"),
        ("ateliers", "atelier"),
        ("mobieltjes", "telefoon"),
        ("samenwerken", "samenwerking"),
    ],
)
def test_two_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"), [("begeleiding", "beleid"), ("leraar", "leerling"), ("lezen", "les"), ("school", "scholing")]
)
def test_two_words_keep_two_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_plain_drops_capitals_and_accents() -> None:
    assert plain("Niekée CRÈME Brûlée ﬁets") == "niekee creme brulee fiets"


def test_stems_leave_out_stop_words_signs_and_single_letters() -> None:
    assert stems("Hoe loopt het, in de klas, met feedback? (a) 3") == ["loopt", "klas", "feedback"]


def test_stems_of_nothing_are_nothing() -> None:
    assert stems("") == stems("de het een?!") == []


def test_stem_counts_count_forms_together() -> None:
    assert stem_counts("Klas, klassen en les") == {"klas": 2, "les": 1}


def test_a_word_longer_than_the_column_is_cut() -> None:
    assert stems("a" * 500) == ["a" * 60]
