"""The results page: what was promised, what is counted now, and what was entered by hand before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from heyy.indicators.enums import Measure
from heyy.indicators.models import Figure, HistoryValue, Indicator
from heyy.indicators.queries.counting import Count, counts
from heyy.indicators.queries.periods import SINCE_START, Period
from heyy.indicators.queries.sources import years_so_far
from heyy.indicators.queries.tables import Cell, Head, Table, words
from heyy.indicators.queries.trend import Trend, trend_of


@dataclass(frozen=True)
class HandValue:
    """A value entered by hand. It counts in its own way, as its note tells, so no target is judged by it."""

    period: str
    value: Decimal
    is_approximate: bool


@dataclass(frozen=True)
class Target:
    """Judged by everything counted since the start, because a promise is kept by all that was done."""

    value: Decimal
    due: date | None
    is_met: bool
    missing: float


@dataclass(frozen=True)
class FigureCard:
    measure: Measure
    unit: str
    since_start: Count
    this_year: Count
    this_year_label: str
    first_year_label: str
    target: Target | None
    latest_by_hand: HandValue | None
    trend: Trend
    table: Table

    @property
    def label(self) -> str:
        return str(self.measure.label)


@dataclass(frozen=True)
class IndicatorBlock:
    code: str
    title: str
    text: str
    figures: Sequence[FigureCard]


@dataclass(frozen=True)
class ResultsPage:
    indicators: Sequence[IndicatorBlock]
    targets: int
    targets_met: int


def results_page(*, now: datetime) -> ResultsPage:
    """All indicators with their figures, in a fixed number of statements."""
    indicators = list(Indicator.objects.prefetch_related("figures__history"))
    figures = {Measure(figure.measure): figure for indicator in indicators for figure in indicator.figures.all()}
    cards = figure_cards(figures, years_so_far(now))
    targets = [card.target for card in cards.values() if card.target]
    blocks = [
        IndicatorBlock(
            code=indicator.code,
            title=indicator.title,
            text=indicator.text,
            figures=[cards[Measure(figure.measure)] for figure in indicator.figures.all()],
        )
        for indicator in indicators
    ]
    return ResultsPage(blocks, targets=len(targets), targets_met=sum(target.is_met for target in targets))


def figure_cards(figures: Mapping[Measure, Figure | None], years: Sequence[Period]) -> dict[Measure, FigureCard]:
    """The figures as counted now. `figures` tells how each is promised, with its history prefetched, or None."""
    counted = counts(list(figures), [SINCE_START, *years])
    return {measure: _card(measure, figure, counted[measure], years) for measure, figure in figures.items()}


def _card(
    measure: Measure, figure: Figure | None, counted: Mapping[Period, Count], years: Sequence[Period]
) -> FigureCard:
    values = list(figure.history.all()) if figure else []
    unit = figure.unit if figure else "%" if measure == Measure.PARTNER_SHARE else ""
    return FigureCard(
        measure=measure,
        unit=unit,
        since_start=counted[SINCE_START],
        this_year=counted[years[-1]],
        this_year_label=years[-1].label,
        first_year_label=years[0].label,
        target=_target(figure, counted[SINCE_START]) if figure else None,
        latest_by_hand=_hand_value(values[-1]) if values else None,
        trend=trend_of(values, counted, years, target=_drawn_target(measure, figure)),
        table=_table(measure, unit, values, counted, years),
    )


def _target(figure: Figure, so_far: Count) -> Target | None:
    if figure.target is None:
        return None
    missing = float(figure.target) - (so_far.value or 0)
    is_met = so_far.value is not None and missing <= 0
    return Target(figure.target, figure.due, is_met, max(missing, 0))


def _hand_value(value: HistoryValue) -> HandValue:
    return HandValue(value.period, value.value, value.approximate)


def _drawn_target(measure: Measure, figure: Figure | None) -> float | None:
    """Only a share is the same thing in a year as since the start, so only a share gets its target drawn."""
    if figure is None or figure.target is None or measure != Measure.PARTNER_SHARE:
        return None
    return float(figure.target)


def _table(
    measure: Measure,
    unit: str,
    values: Sequence[HistoryValue],
    counted: Mapping[Period, Count],
    years: Sequence[Period],
) -> Table:
    """The same figures as the drawing, in words and numbers, each with how it is known."""
    is_share = measure == Measure.PARTNER_SHARE
    value_head = _("Value (%(unit)s)") % {"unit": unit} if unit else _("Value")
    heads = [Head(_("Period")), Head(value_head, is_number=True), Head(_("How we know"))]
    rows = [[words(value.period), Cell(number=float(value.value)), words(_by_hand(value))] for value in values]
    for period in [*years, SINCE_START]:
        label = _("%(year)s, so far") % {"year": period.label} if period == years[-1] else period.label
        rows.append([words(label), _number(counted[period]), words(_by_count(counted[period], is_share))])
    return Table("years", _("Per school year: %(figure)s") % {"figure": measure.label}, heads, rows)


def _by_hand(value: HistoryValue) -> str:
    start = _("Entered by hand, about this value") if value.approximate else _("Entered by hand")
    return f"{start}: {value.note}"


def _by_count(count: Count, is_share: bool) -> str:
    if not is_share:
        return _("Counted from the rows")
    return _("Counted from the rows: %(part)d of %(whole)d activities") % {"part": count.part, "whole": count.whole}


def _number(count: Count) -> Cell:
    return words("–") if count.value is None else Cell(number=count.value)
