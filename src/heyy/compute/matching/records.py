"""What goes into matching and what comes out: plain frozen records, identified by numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from math import inf, isfinite
from types import MappingProxyType

KINDS = ("offers", "did", "helped", "wrote", "curious")
"""Kinds of evidence: what someone offers, did, helped with, wrote, or only wants to learn about."""

_KIND_WEIGHTS: Mapping[str, float] = MappingProxyType(
    {"offers": 1.0, "did": 1.0, "helped": 1.0, "wrote": 0.8, "curious": 0.2}
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One line of evidence that the text search found for the question.

    `score` is the search's own score, above zero; only proportions between scores matter. `on` is
    the day the evidence is from, not the day it was typed in.
    """

    id: int
    owner: int
    score: float
    on: date
    kind: str

    def __post_init__(self) -> None:
        if not (isfinite(self.score) and self.score > 0):
            raise ValueError(f"score must be a finite number above zero, not {self.score!r}")
        if self.kind not in KINDS:
            raise ValueError(f"kind must be one of {', '.join(KINDS)}, not {self.kind!r}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Someone who might be suggested, as they stand today.

    `school` None, `sector` "" and `minutes` None (travel, one way) mean unknown, which neither
    helps nor harms. `asked` counts the asks that should have had a reply by now, `answered` those
    that had one: a friendly "no" is a reply, because declining costs nothing. `open_asks` wait for
    a reply now; `asks_last_year` includes them.
    """

    person: int
    school: int | None
    sector: str
    themes: frozenset[int]
    open_asks: int
    asks_last_year: int
    answered: int
    asked: int
    met_before: bool
    minutes: int | None
    paused: bool
    hidden: bool

    def __post_init__(self) -> None:
        for name in ("open_asks", "asks_last_year", "answered", "asked"):
            if (count := getattr(self, name)) < 0:
                raise ValueError(f"{name} must not be negative, not {count!r}")
        if self.answered > self.asked:
            raise ValueError(f"answered must be at most asked, not {self.answered} of {self.asked}")
        if self.minutes is not None and self.minutes < 0:
            raise ValueError(f"minutes must not be negative, not {self.minutes!r}")


@dataclass(frozen=True, slots=True)
class Asker:
    """The person who asks, with the themes of this question."""

    person: int
    school: int | None
    sector: str
    themes: frozenset[int]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One of the people suggested, with why.

    `reasons` are codes for a sentence: the kinds of evidence, the best piece's own kind first, then
    what else is true of this person. `rarely_asked` marks who holds the place kept free for that.
    `terms` are the parts of the score, always all of them and in one order, so that they can be
    logged as columns; they add up to `score` with `math.fsum`.
    """

    person: int
    score: float
    best_piece: int | None
    reasons: tuple[str, ...]
    terms: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How much each part of the score counts: choices that a reader can check, not estimates.

    The unit is the text vote of the person with the strongest evidence among those who can be
    asked. With the defaults text leads, and load can overrule it: someone with three quarters of
    the strongest vote who is never asked comes level with the strongest one, when that person is
    asked `busy_asks` times a year and has one ask open.
    """

    text: float = 1.0
    """For the strongest text vote; others in proportion."""
    themes: float = 0.3
    """For sharing all themes of the question; in proportion for sharing some."""
    other_school: float = 0.1
    """For a view that the asker cannot get in the own staff room."""
    other_sector: float = 0.1
    """The same, on top, for another sector (primary, secondary, company ...)."""
    near: float = 0.15
    """For zero travel minutes, falling in a straight line to nothing at `far_minutes`."""
    answered: float = 0.3
    """Times the smoothed share answered, minus what is expected of a newcomer."""
    met_before: float = 0.1
    """Small: a known face says yes sooner, yet the centre exists for new ties."""
    open_ask: float = 0.1
    """Taken off for each ask that is open now."""
    load: float = 0.3
    """Taken off for being asked very often; half of it at `busy_asks` a year."""

    half_life_days: float = 730.0
    """Evidence counts half after two years, a quarter after four: people and practice change."""
    real_vote: float = 0.1
    """Share of the strongest vote that the place for the rarely asked needs; never by curiosity."""
    rarely: int = 1
    """Asked at most this often last year is rarely."""
    busy_asks: float = 6.0
    far_minutes: float = 60.0
    near_minutes: int = 20
    """Up to here "near" is given as a reason."""
    prior_answered: float = 3.0
    """Beta prior: everybody starts as if three of four earlier asks were answered."""
    prior_silent: float = 1.0
    kinds: Mapping[str, float] = field(default_factory=lambda: _KIND_WEIGHTS, hash=False)
    """What a piece of each kind counts. Curiosity finds a fellow learner, hardly a helper."""

    def __post_init__(self) -> None:
        for name in (f.name for f in fields(self) if f.name != "kinds"):
            value = getattr(self, name)
            if not isfinite(value) or value < 0 or (value == 0 and name in _DIVISORS):
                bound = "above" if name in _DIVISORS else "at least"
                raise ValueError(f"{name} must be a number {bound} zero, not {value!r}")
        if set(self.kinds) != set(KINDS) or not all(0 <= w < inf for w in self.kinds.values()):
            raise ValueError(f"kinds must weigh each kind at zero or more, not {dict(self.kinds)!r}")


_DIVISORS = frozenset({"half_life_days", "busy_asks", "far_minutes", "prior_answered", "prior_silent"})

DEFAULT_WEIGHTS = Weights()
