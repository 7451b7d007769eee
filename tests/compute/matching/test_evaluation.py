"""Known answers; the sources are named where they are not worked out by hand in the test."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heyy.compute.matching import (
    Report,
    busiest_share,
    gini,
    hit_at,
    mean_reciprocal_rank,
    ndcg_at,
    report,
)

LOADS = st.lists(st.integers(0, 1000), min_size=1, max_size=30)


def test_mean_reciprocal_rank_matches_the_textbook_example() -> None:
    """Wikipedia, "Mean reciprocal rank": right answers in places 3, 2 and 1 give 11/18."""
    rankings = [[1, 2, 3], [1, 2, 3], [1, 2, 3]]

    assert mean_reciprocal_rank(rankings, [{3: 1}, {2: 1}, {1: 1}]) == pytest.approx(11 / 18)


def test_mean_reciprocal_rank_counts_only_the_first_relevant_person() -> None:
    assert mean_reciprocal_rank([[1, 2, 3]], [{2: 1, 3: 2}]) == 0.5


def test_mean_reciprocal_rank_gives_zero_for_a_question_without_a_relevant_person() -> None:
    assert mean_reciprocal_rank([[1], [], [1]], [{1: 1}, {1: 1}, {1: 0}]) == pytest.approx(1 / 3)


def test_hit_at_looks_no_further_than_k() -> None:
    assert [hit_at(k, [9, 8, 7, 6], {7: 1, 6: 2}) for k in (1, 2, 3, 4, 5)] == [0, 0, 1, 1, 1]


def test_ndcg_matches_the_textbook_example() -> None:
    """Wikipedia, "Discounted cumulative gain": DCG 6.861 over the ideal 8.740."""
    grades = {1: 3, 2: 2, 3: 3, 4: 0, 5: 1, 6: 2, 7: 3, 8: 2}

    assert round(ndcg_at(6, [1, 2, 3, 4, 5, 6], grades), 3) == 0.785


def test_ndcg_is_one_for_the_best_order_and_zero_without_relevant_people() -> None:
    assert ndcg_at(3, [5, 4, 3], {5: 2, 4: 1}) == 1.0
    assert ndcg_at(3, [5, 4, 3], {}) == 0.0


def test_ndcg_holds_a_relevant_person_who_is_not_ranked_against_the_ranking() -> None:
    assert ndcg_at(5, [4], {5: 2, 4: 1}) == pytest.approx(1 / (2 + 1 / 1.5849625007211562))


@pytest.mark.parametrize(
    ("loads", "expected"),
    [
        ([1, 2, 3, 4, 5], 4 / 15),
        ([5, 1, 4, 2, 3], 4 / 15),
        ([0, 0, 0, 1], 3 / 4),
        ([7, 7, 7], 0.0),
        ([0, 0], 0.0),
        ([3], 0.0),
        ([0, 1, 1, 2], 3 / 8),
    ],
)
def test_gini_of_known_loads(loads: list[int], expected: float) -> None:
    assert gini(loads) == pytest.approx(expected, abs=1e-15)


@given(LOADS)
def test_gini_is_half_the_mean_difference_over_the_mean(loads: list[int]) -> None:
    n, total = len(loads), sum(loads)
    differences = sum(abs(one - other) for one in loads for other in loads)

    assert gini(loads) == pytest.approx(differences / (2 * n * total) if total else 0.0)


@given(LOADS)
def test_gini_stays_the_same_when_everybody_doubles(loads: list[int]) -> None:
    assert gini([2 * load for load in loads]) == pytest.approx(gini(loads))


def test_busiest_share_of_known_loads() -> None:
    assert [busiest_share(loads) for loads in ([4, 0, 0], [2, 1, 1], [0, 0])] == [1.0, 0.5, 0.0]


def test_report_holds_every_figure() -> None:
    found = report([[1, 2], [1, 2]], [{1: 1}, {2: 2}], [3, 1, 0, 0], k=1)

    assert found == Report(questions=2, people=4, mrr=0.75, hit=0.5, ndcg=0.5, gini=0.625, busiest=0.75, reached=0.5)


def test_evaluation_refuses_bad_input() -> None:
    with pytest.raises(ValueError, match=r"^k must be at least 1, not 0$"):
        hit_at(0, [1], {1: 1})
    with pytest.raises(ValueError, match=r"^k must be at least 1, not -1$"):
        ndcg_at(-1, [1], {1: 1})
    with pytest.raises(ValueError, match=r"^ranking must not hold a person twice, not \[1, 1\]$"):
        ndcg_at(5, [1, 1], {1: 1})
    with pytest.raises(ValueError, match=r"^grades must not be negative, not \{1: -1\}$"):
        ndcg_at(5, [1], {1: -1})
    with pytest.raises(ValueError, match=r"^rankings must be as many as grades, and some"):
        mean_reciprocal_rank([], [])
    with pytest.raises(ValueError, match=r"not 1 to 2$"):
        report([[1]], [{}, {}], [1])
    with pytest.raises(ValueError, match=r"^loads must hold at least one person$"):
        gini([])
    with pytest.raises(ValueError, match=r"^loads must not be negative, not -2$"):
        busiest_share([1, -2])
