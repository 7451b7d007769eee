"""The page behind one figure: where does this come from?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from heyy.indicators.enums import Measure
from heyy.indicators.models import Figure, Indicator
from heyy.indicators.policies import INDICATOR
from heyy.indicators.queries.counting import RULES
from heyy.indicators.queries.periods import SINCE_START, Period
from heyy.indicators.queries.results import FigureCard, figure_cards
from heyy.indicators.queries.rows import BY_YEAR, tables_behind
from heyy.indicators.queries.sources import years_so_far
from heyy.indicators.queries.tables import Table

_TWINS = {
    Measure.REACHED_PERSONS: Measure.PARTICIPATIONS,
    Measure.PARTICIPATIONS: Measure.REACHED_PERSONS,
}


@dataclass(frozen=True)
class FigurePage:
    """`periods` holds the choices where the rows can be read per school year; `period` is the chosen one.

    `twin` is the figure that is easily taken for this one: people against participations.
    """

    indicator: Indicator | None
    figure: Figure | None
    card: FigureCard
    twin: FigureCard | None
    rule: str
    periods: Sequence[Period]
    period: Period
    tables: Sequence[Table]
    may_enter_value: bool


def figure_page(measure: Measure, viewer: Any, *, year: int | None, now: datetime) -> FigurePage | None:
    """None when the figure has no rows of that school year to show."""
    years = years_so_far(now)
    periods = [SINCE_START, *reversed(years)] if measure in BY_YEAR else [SINCE_START]
    period = Period(year)
    if period not in periods:
        return None
    figures = Figure.objects.select_related("indicator").prefetch_related("history")
    figure = figures.filter(measure=measure).first()
    twin = _TWINS.get(measure)
    cards = figure_cards({measure: figure} | ({twin: None} if twin else {}), years)
    return FigurePage(
        indicator=figure.indicator if figure else None,
        figure=figure,
        card=cards[measure],
        twin=cards[twin] if twin else None,
        rule=str(RULES[measure]),
        periods=periods if len(periods) > 2 else [],
        period=period,
        tables=tables_behind(measure, viewer, period),
        may_enter_value=figure is not None and viewer is not None and INDICATOR.allows(viewer, "enter_value", None),
    )
