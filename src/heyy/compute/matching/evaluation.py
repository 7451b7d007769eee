"""How good suggestions are beside how evenly the asking is spread: never read one alone.

A ranking lists person numbers, best first, nobody twice. Its grades say how relevant each person
was to that question: higher is more, absent or zero is not at all. `rankings` and `grades` run over
the questions in the same order. `loads` are asks per person, with a zero for everybody who could
have been asked and never was.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum, log2

Ranking = Sequence[int]
Grades = Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Report:
    """Quality (0-1, higher is better) beside spread of load (0-1, lower is more even)."""

    questions: int
    people: int
    mrr: float
    hit: float
    ndcg: float
    gini: float
    busiest: float
    """Share of all asks that went to the person asked most."""
    reached: float
    """Share of the people asked at least once."""


def report(rankings: Sequence[Ranking], grades: Sequence[Grades], loads: Sequence[int], *, k: int = 5) -> Report:
    """All figures of one method in one go, hit and nDCG over the first `k`."""
    _check_pairs(rankings, grades)
    return Report(
        questions=len(rankings),
        people=len(loads),
        mrr=mean_reciprocal_rank(rankings, grades),
        hit=_mean([hit_at(k, *pair) for pair in zip(rankings, grades, strict=True)]),
        ndcg=_mean([ndcg_at(k, *pair) for pair in zip(rankings, grades, strict=True)]),
        gini=gini(loads),
        busiest=busiest_share(loads),
        reached=sum(load > 0 for load in loads) / len(loads),
    )


def mean_reciprocal_rank(rankings: Sequence[Ranking], grades: Sequence[Grades]) -> float:
    """Mean of 1 / place of the first relevant person, 0 when none is ranked (Voorhees 1999).

    >>> mean_reciprocal_rank([[7, 8], [7, 8]], [{7: 1}, {8: 1}])
    0.75
    """
    _check_pairs(rankings, grades)
    return _mean([_reciprocal_rank(*pair) for pair in zip(rankings, grades, strict=True)])


def _reciprocal_rank(ranking: Ranking, grades: Grades) -> float:
    return next((1 / place for place, person in enumerate(ranking, 1) if grades.get(person, 0) > 0), 0.0)


def hit_at(k: int, ranking: Ranking, grades: Grades) -> float:
    """1.0 when somebody relevant is among the first `k`, else 0.0.

    >>> hit_at(1, [7, 8], {8: 1}), hit_at(2, [7, 8], {8: 1})
    (0.0, 1.0)
    """
    _check_k(k)
    return float(any(grades.get(person, 0) > 0 for person in ranking[:k]))


def ndcg_at(k: int, ranking: Ranking, grades: Grades) -> float:
    """Discounted gain of the first `k` over the best possible; 0 when nobody is relevant.

    Sum of grade / log2(place + 1): the grade itself is the gain, as in Järvelin & Kekäläinen (2002)
    and trec_eval, not 2^grade - 1. The best order is over all of `grades`, also those not ranked.
    Raises ValueError for k below one, a grade below zero or a person ranked twice.

    >>> round(ndcg_at(2, [7, 8], {7: 1, 8: 2}), 4)
    0.8597
    """
    _check_k(k)
    if len(set(ranking)) < len(ranking):
        raise ValueError(f"ranking must not hold a person twice, not {list(ranking)!r}")
    if min(grades.values(), default=0) < 0:
        raise ValueError(f"grades must not be negative, not {dict(grades)!r}")
    best = _discounted(sorted(grades.values(), reverse=True)[:k])
    return _discounted([grades.get(person, 0) for person in ranking[:k]]) / best if best else 0.0


def _discounted(gains: Sequence[float]) -> float:
    return fsum(gain / log2(place + 1) for place, gain in enumerate(gains, 1))


def gini(loads: Sequence[int]) -> float:
    """0 when all carry the same, or nothing; (n - 1) / n when one of n carries all.

    Half the mean absolute difference over the mean, without small-sample correction: with loads
    ascending, 2 * sum(i * load_i) / (n * sum(load)) - (n + 1) / n. Raises ValueError for no people
    or a load below zero.

    >>> gini([5, 5, 5, 5]), gini([0, 0, 0, 8])
    (0.0, 0.75)
    """
    _check_loads(loads)
    n, total = len(loads), sum(loads)
    if total == 0:
        return 0.0
    weighted = sum(place * load for place, load in enumerate(sorted(loads), 1))
    return (2 * weighted - (n + 1) * total) / (n * total)


def busiest_share(loads: Sequence[int]) -> float:
    """The largest load as a share of all; 0 when nobody carries anything. Raises as `gini`.

    >>> busiest_share([1, 2, 1])
    0.5
    """
    _check_loads(loads)
    return max(loads) / total if (total := sum(loads)) else 0.0


def _mean(values: Sequence[float]) -> float:
    return fsum(values) / len(values)


def _check_k(k: int) -> None:
    if k < 1:
        raise ValueError(f"k must be at least 1, not {k!r}")


def _check_pairs(rankings: Sequence[Ranking], grades: Sequence[Grades]) -> None:
    if len(rankings) != len(grades) or not rankings:
        raise ValueError(f"rankings must be as many as grades, and some, not {len(rankings)} to {len(grades)}")


def _check_loads(loads: Sequence[int]) -> None:
    if not loads:
        raise ValueError("loads must hold at least one person")
    if min(loads) < 0:
        raise ValueError(f"loads must not be negative, not {min(loads)!r}")
