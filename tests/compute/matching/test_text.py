import json
from collections import Counter
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from heyy.compute.matching import bm25
from tests.compute.matching.replay import community

REFEREE = Path(__file__).parents[1] / "reference" / "matching_bm25s.json"
EXPECTED: dict[str, Any] = json.loads(REFEREE.read_text(encoding="utf-8"))
DOCUMENTS = [Counter(text.split()) for text in EXPECTED["documents"]]


@pytest.mark.parametrize("case", EXPECTED["small"], ids=lambda c: f"{c['query']}, k1 {c['k1']}, b {c['b']}")
def test_bm25_agrees_with_bm25s_on_every_document(case: dict[str, Any]) -> None:
    scores = bm25(case["query"].split(), DOCUMENTS, k1=case["k1"], b=case["b"])

    assert scores == pytest.approx(case["scores"], rel=1e-12)


@pytest.mark.parametrize("case", EXPECTED["real"], ids=lambda c: str(c["question"]))
def test_bm25_agrees_with_bm25s_on_real_questions(case: dict[str, Any]) -> None:
    answers = community().answers
    question = next(q for q in community().questions if q.id == case["question"])

    scores = bm25(question.words, [answer.words for answer in answers])

    pairs = [(answer.id, score) for answer, score in zip(answers, scores, strict=True)]
    best = sorted(pairs, key=lambda pair: (-pair[1], pair[0]))[:10]
    assert [answer for answer, _ in best] == [answer for answer, _ in case["best"]]
    assert [s for _, s in best] == pytest.approx([s for _, s in case["best"]], rel=1e-12)
    assert sum(scores) == pytest.approx(case["sum"], rel=1e-12)


def test_bm25_is_the_same_in_any_order_of_query_and_documents() -> None:
    expected = dict(zip(map(str, DOCUMENTS), bm25(["de", "les", "toets"], DOCUMENTS), strict=True))

    for terms in permutations(["de", "les", "toets"]):
        found = bm25(terms, DOCUMENTS[::-1])
        assert dict(zip(map(str, DOCUMENTS[::-1]), found, strict=True)) == expected


def test_bm25_counts_a_set_of_terms_once() -> None:
    once, twice = bm25({"tuin"}, DOCUMENTS), bm25(["tuin", "tuin"], DOCUMENTS)

    assert [2 * score for score in once] == list(twice)


def test_bm25_gives_zero_for_empty_documents_and_queries() -> None:
    assert bm25(["tuin"], []) == ()
    assert bm25(["tuin"], [{}, {}]) == (0.0, 0.0)
    assert bm25([], DOCUMENTS) == (0.0,) * len(DOCUMENTS)


def test_bm25_stays_above_zero_for_a_word_in_every_document() -> None:
    assert min(bm25(["les"], [{"les": 1}, {"les": 1, "plan": 3}])) > 0


@pytest.mark.parametrize(
    ("k1", "b", "count", "message"),
    [
        (-0.1, 0.75, 1, "k1 must be a finite number of at least zero, not -0.1"),
        (float("nan"), 0.75, 1, "k1 must be a finite number of at least zero, not nan"),
        (1.2, 1.5, 1, "b must lie between 0 and 1, not 1.5"),
        (1.2, 0.75, 0, "documents must hold counts of at least one, not 0"),
    ],
)
def test_bm25_refuses_bad_input(k1: float, b: float, count: int, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        bm25(["les"], [{"les": count}], k1=k1, b=b)
