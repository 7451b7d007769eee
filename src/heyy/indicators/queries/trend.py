"""The line beside a figure: school years from left to right, what was entered by hand apart from what is counted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from heyy.core import clock
from heyy.indicators.models import HistoryValue
from heyy.indicators.queries.counting import Count
from heyy.indicators.queries.periods import Period

Line = Sequence[float | None]


@dataclass(frozen=True)
class Trend:
    """Every line has one place per school year. What is counted breaks off where there is nothing to count."""

    by_hand: Line
    counted: Sequence[Line]
    top: float
    target: float | None
    first: str
    last: str

    @property
    def scale(self) -> Sequence[float]:
        return [self.top]


def trend_of(
    values: Sequence[HistoryValue],
    counted: Mapping[Period, Count],
    years: Sequence[Period],
    *,
    target: float | None,
) -> Trend:
    hand = {clock.school_year(value.on): float(value.value) for value in values}
    count = {year.year: counted[year].value for year in years}
    places = range(min([*hand, *(year.year or 0 for year in years)]), max([*hand, years[-1].year or 0]) + 1)
    return Trend(
        by_hand=[hand.get(place) for place in places],
        counted=_unbroken([count.get(place) for place in places]),
        top=max([*hand.values(), *(value or 0 for value in count.values()), target or 0]),
        target=target,
        first=values[0].period if values else "",
        last=years[-1].label,
    )


def _unbroken(line: Line) -> Sequence[Line]:
    """One line per stretch with values, each as long as the whole."""
    stretches: Iterable[list[int]] = (
        list(places) for known, places in groupby(range(len(line)), lambda place: line[place] is not None) if known
    )
    return [[line[place] if place in stretch else None for place in range(len(line))] for stretch in stretches]
