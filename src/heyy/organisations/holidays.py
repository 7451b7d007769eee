"""School holidays per region and public holidays in the Netherlands. Carnival is not among them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heyy.organisations.enums import HolidayRegion

_TABLE = Path(__file__).with_name("school-holidays.yaml")
_NAMES = {
    "autumn": gettext_lazy("Autumn break"),
    "christmas": gettext_lazy("Christmas break"),
    "spring": gettext_lazy("Spring break"),
    "may": gettext_lazy("May break"),
    "summer": gettext_lazy("Summer break"),
}
_DAYS = {"autumn": 9, "christmas": 16, "spring": 9, "may": 9, "summer": 44}


@dataclass(frozen=True)
class Holiday:
    """`start` and `end` both belong to it; a school holiday includes the weekends on both sides."""

    name: str
    start: date
    end: date


def school_holidays(region: HolidayRegion, start: date, end: date) -> list[Holiday]:
    """Those that touch the period, whole and in order. Outside the years of the table there are none."""
    return [
        Holiday(str(_NAMES[kind]), first, last)
        for kind, first, last in _breaks(region)
        if last >= start and first <= end
    ]


def public_holidays(start: date, end: date) -> list[Holiday]:
    """The official ones, each a day. Good Friday counts, Liberation Day once in five years, as the government does."""
    return [
        Holiday(name, day, day)
        for year in range(start.year, end.year + 1)
        for day, name in sorted(_public_days(year))
        if start <= day <= end
    ]


def days_off(start: date, end: date, region: HolidayRegion = HolidayRegion.SOUTH) -> dict[date, str]:
    """Each day of the period that is in a holiday, with its name; a public holiday goes before a break."""
    names = {}
    for holiday in school_holidays(region, start, end):
        first, last = max(holiday.start, start), min(holiday.end, end)
        names.update(dict.fromkeys(_days_from(first, last), holiday.name))
    return names | {holiday.start: holiday.name for holiday in public_holidays(start, end)}


def _days_from(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


@cache
def _breaks(region: HolidayRegion) -> tuple[tuple[str, date, date], ...]:
    """The table for one region: kind, first and last day."""
    years: dict[str, dict[str, Any]] = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    breaks = []
    for year in years.values():
        for kind, saturday in year.items():
            first: date = saturday[region.value] if isinstance(saturday, dict) else saturday
            breaks.append((kind, first, first + timedelta(days=_DAYS[kind] - 1)))
    return tuple(breaks)


def _public_days(year: int) -> Iterator[tuple[date, str]]:
    easter = _easter(year)
    kings_day = date(year, 4, 27)
    yield date(year, 1, 1), _("New Year's Day")
    yield easter - timedelta(days=2), _("Good Friday")
    yield easter, _("Easter Sunday")
    yield easter + timedelta(days=1), _("Easter Monday")
    yield (kings_day if kings_day.weekday() != 6 else date(year, 4, 26)), _("King's Day")
    if year % 5 == 0:
        yield date(year, 5, 5), _("Liberation Day")
    yield easter + timedelta(days=39), _("Ascension Day")
    yield easter + timedelta(days=49), _("Whit Sunday")
    yield easter + timedelta(days=50), _("Whit Monday")
    yield date(year, 12, 25), _("Christmas Day")
    yield date(year, 12, 26), _("Second Day of Christmas")


def _easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar, by the rule of Meeus, Jones and Butcher (Meeus 1991, chapter 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
