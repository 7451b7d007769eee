"""Pieces of evidence vote for their owners."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from math import fsum

from heyy.compute.matching.records import Piece, Weights


@dataclass(frozen=True, slots=True)
class Vote:
    """What a person's evidence adds up to; `kinds` by strength, that of `best_piece` first."""

    total: float
    best_piece: int
    kinds: tuple[str, ...]

    @property
    def is_only_curious(self) -> bool:
        return self.kinds == ("curious",)


def votes(pieces: Iterable[Piece], *, owners: Collection[int], today: date, weights: Weights) -> dict[int, Vote]:
    """The vote for each of `owners` that has a piece; pieces of others are passed over.

    A person's n-th best piece counts 1/n of its own vote, so that a lot of evidence helps, yet ever
    less, and one piece to the point can stand up to many that touch on it.
    """
    by_owner: defaultdict[int, list[Piece]] = defaultdict(list)
    for piece in pieces:
        if piece.owner in owners:
            by_owner[piece.owner].append(piece)
    return {owner: _vote(own, today, weights) for owner, own in by_owner.items()}


def _vote(pieces: Iterable[Piece], today: date, weights: Weights) -> Vote:
    ranked = sorted(
        ((_strength(piece, today, weights), piece) for piece in pieces),
        key=lambda pair: (-pair[0], -pair[1].on.toordinal(), pair[1].id),
    )
    return Vote(
        total=fsum(strength / place for place, (strength, _) in enumerate(ranked, 1)),
        best_piece=ranked[0][1].id,
        kinds=tuple(dict.fromkeys(piece.kind for _, piece in ranked)),
    )


def _strength(piece: Piece, today: date, weights: Weights) -> float:
    """Halved every half-life; evidence dated ahead (an offer for June) counts in full."""
    age = max(0, (today - piece.on).days)
    return float(piece.score * weights.kinds[piece.kind] * 0.5 ** (age / weights.half_life_days))
