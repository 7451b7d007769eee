"""From evidence and people to at most three suggestions with reasons."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum

from heyy.compute.matching.records import (
    DEFAULT_WEIGHTS,
    Asker,
    Candidate,
    Piece,
    Suggestion,
    Weights,
)
from heyy.compute.matching.votes import Vote, votes

__all__ = ["Asker", "Candidate", "Piece", "Suggestion", "Weights", "suggest"]


def suggest(
    asker: Asker,
    pieces: Iterable[Piece],
    candidates: Iterable[Candidate],
    *,
    today: date,
    places: int = 3,
    cap: int = 2,
    weights: Weights = DEFAULT_WEIGHTS,
) -> tuple[Suggestion, ...]:
    """At most `places` people to ask, best first; fewer when fewer have something to say.

    Never suggested: the asker, who is paused or hidden, who has `cap` open asks, and who has
    neither evidence nor a theme of the question. From two places on, the last one goes to the best
    candidate with a real text vote who is rarely asked and is not in the places before; without
    such a person it goes by score like the others. With a single place nothing is reserved.

    Ties in score go to who was asked less last year, then to the lowest person number; the order of
    `pieces` and `candidates` never matters. Pieces of people who are no candidates are passed over.
    Raises ValueError for a person or piece given twice and for places or cap below zero.

    >>> from dataclasses import replace
    >>> day, nothing = date(2026, 3, 2), frozenset()
    >>> anna = Candidate(1, None, "", nothing, 0, 0, 0, 0, False, None, False, False)
    >>> bram = replace(anna, person=2, open_asks=2)
    >>> found = [Piece(10, 1, 3.0, day, "did"), Piece(11, 2, 9.0, day, "offers")]
    >>> people = suggest(Asker(7, None, "", nothing), found, [anna, bram], today=day)
    >>> [(one.person, one.best_piece, one.reasons) for one in people]
    [(1, 10, ('did',))]
    """
    pieces, candidates = tuple(pieces), tuple(candidates)
    _check(pieces, candidates, places, cap)
    free = {c.person: c for c in candidates if _can_be_asked(c, asker, cap)}
    found = votes(pieces, owners=free, today=today, weights=weights)
    ranked = sorted(_rated(asker, free, found, weights), key=lambda r: r.order)
    chosen, last_is_reserved = _with_reserved_place(ranked, places, weights)
    return tuple(
        _suggestion(asker, rated, weights, is_reserved=last_is_reserved and rated is chosen[-1]) for rated in chosen
    )


def _check(pieces: Sequence[Piece], candidates: Sequence[Candidate], places: int, cap: int) -> None:
    for name, number in (("places", places), ("cap", cap)):
        if number < 0:
            raise ValueError(f"{name} must not be negative, not {number!r}")
    _check_once("pieces", [piece.id for piece in pieces])
    _check_once("candidates", [candidate.person for candidate in candidates])


def _check_once(name: str, numbers: Iterable[int]) -> None:
    repeated = sorted(number for number, times in Counter(numbers).items() if times > 1)
    if repeated:
        raise ValueError(f"{name} must hold each number once, not again {repeated!r}")


def _can_be_asked(candidate: Candidate, asker: Asker, cap: int) -> bool:
    is_away = candidate.paused or candidate.hidden
    return not is_away and candidate.person != asker.person and candidate.open_asks < cap


@dataclass(frozen=True, slots=True)
class _Rated:
    candidate: Candidate
    vote: Vote | None
    share: float
    """Of the strongest vote, 0-1."""
    terms: tuple[tuple[str, float], ...]

    @property
    def score(self) -> float:
        return fsum(value for _, value in self.terms)

    @property
    def order(self) -> tuple[float, int, int]:
        return (-self.score, self.candidate.asks_last_year, self.candidate.person)

    def has_real_vote(self, weights: Weights) -> bool:
        return self.vote is not None and not self.vote.is_only_curious and self.share >= weights.real_vote


def _rated(asker: Asker, free: Mapping[int, Candidate], found: Mapping[int, Vote], weights: Weights) -> list[_Rated]:
    """Everyone with evidence or a shared theme, with the terms of their score."""
    strongest = max((vote.total for vote in found.values()), default=0.0)
    rated = []
    for person, candidate in free.items():
        vote = found.get(person)
        if vote is None and not asker.themes & candidate.themes:
            continue
        share = vote.total / strongest if vote and strongest else 0.0
        rated.append(_Rated(candidate, vote, share, _terms(asker, candidate, share, weights)))
    return rated


def _terms(asker: Asker, person: Candidate, share: float, w: Weights) -> tuple[tuple[str, float], ...]:
    return (
        ("text", w.text * share),
        ("themes", w.themes * _shared_themes(asker, person)),
        ("other_school", w.other_school * _is_elsewhere(asker.school, person.school)),
        ("other_sector", w.other_sector * _is_elsewhere(asker.sector, person.sector)),
        ("near", w.near * _nearness(person, w)),
        ("answered", w.answered * _reliability(person, w)),
        ("met_before", w.met_before * person.met_before),
        ("open_asks", 0.0 - w.open_ask * person.open_asks),  # "0.0 -": nothing reads 0.0, not -0.0
        ("load", 0.0 - w.load * person.asks_last_year / (person.asks_last_year + w.busy_asks)),
    )


def _shared_themes(asker: Asker, person: Candidate) -> float:
    """Share of the question's themes, 0-1."""
    return len(asker.themes & person.themes) / len(asker.themes) if asker.themes else 0.0


def _is_elsewhere(of_asker: int | str | None, of_person: int | str | None) -> bool:
    unknown = (None, "")
    return of_asker not in unknown and of_person not in unknown and of_asker != of_person


def _nearness(person: Candidate, w: Weights) -> float:
    """1 next door, 0 from `far_minutes` on or when unknown."""
    return 0.0 if person.minutes is None else max(0.0, 1.0 - person.minutes / w.far_minutes)


def _reliability(person: Candidate, w: Weights) -> float:
    """Mean of the Beta prior updated with the asks seen, minus its mean before."""
    prior = w.prior_answered + w.prior_silent
    return (person.answered + w.prior_answered) / (person.asked + prior) - w.prior_answered / prior


def _with_reserved_place(ranked: Sequence[_Rated], places: int, weights: Weights) -> tuple[Sequence[_Rated], bool]:
    """The people for the places, and whether the last of them holds the reserved place."""
    if places >= 2:
        for rated in ranked[places - 1 :]:
            if rated.candidate.asks_last_year <= weights.rarely and rated.has_real_vote(weights):
                return [*ranked[: places - 1], rated], True
    return ranked[:places], False


def _suggestion(asker: Asker, rated: _Rated, weights: Weights, *, is_reserved: bool) -> Suggestion:
    return Suggestion(
        person=rated.candidate.person,
        score=rated.score,
        best_piece=rated.vote.best_piece if rated.vote else None,
        reasons=_reasons(asker, rated, weights, is_reserved),
        terms=rated.terms,
    )


def _reasons(asker: Asker, rated: _Rated, weights: Weights, is_reserved: bool) -> tuple[str, ...]:
    """From facts: a weight of zero must not hide that someone is from another school."""
    person = rated.candidate
    facts = (
        ("shares_theme", bool(asker.themes & person.themes)),
        ("met_before", person.met_before),
        ("near", person.minutes is not None and person.minutes <= weights.near_minutes),
        ("other_school", _is_elsewhere(asker.school, person.school)),
        ("other_sector", _is_elsewhere(asker.sector, person.sector)),
        ("rarely_asked", is_reserved),
    )
    kinds = rated.vote.kinds if rated.vote else ()
    return (*kinds, *(code for code, is_so in facts if is_so))
