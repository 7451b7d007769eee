from datetime import date
from decimal import Decimal

from django.utils import translation

from heyy.indicators.models import HistoryValue
from heyy.indicators.queries.counting import Count
from heyy.indicators.queries.periods import school_years
from heyy.indicators.queries.trend import Trend, trend_of


def _by_hand(on: date, value: int) -> HistoryValue:
    return HistoryValue(on=on, value=Decimal(value), period_en=f"in {on.year}")


def _trend(values: list[HistoryValue], first: int, counts: list[float | None], target: float | None = None) -> Trend:
    years = school_years(first, first + len(counts) - 1)
    counted = {year: Count(value) for year, value in zip(years, counts, strict=True)}
    with translation.override("en"):
        return trend_of(values, counted, years, target=target)


def test_values_by_hand_and_counted_stand_apart_in_their_school_years() -> None:
    trend = _trend([_by_hand(date(2015, 12, 31), 50), _by_hand(date(2018, 7, 31), 80)], 2019, [3, 7])
    assert trend == Trend(
        by_hand=[50, None, 80, None, None, None],
        counted=[[None, None, None, None, 3, 7]],
        top=80,
        target=None,
        first="in 2015",
        last="2020–2021",
    )


def test_they_may_overlap() -> None:
    trend = _trend([_by_hand(date(2018, 8, 31), 80)], 2017, [3, 90, 7])
    assert (trend.by_hand, trend.counted, trend.top) == ([None, 80, None], [[3, 90, 7]], 90)


def test_a_year_with_nothing_to_take_a_share_of_breaks_the_line() -> None:
    trend = _trend([], 2020, [10, 20, None, None, 30], target=50)
    assert trend.counted == [[10, 20, None, None, None], [None, None, None, None, 30]]
    assert (trend.by_hand, trend.top, trend.target, trend.first) == ([None] * 5, 50, 50, "")


def test_without_any_value_there_is_no_line() -> None:
    assert _trend([], 2025, [None]).counted == []
