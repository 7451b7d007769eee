"""Expected dates: rijksoverheid.nl, vastgestelde schoolvakanties, as listed by the OpenHolidays API (ODbL 1.0)."""

import itertools
from datetime import date

import pytest
from django.utils import translation

from heyy.organisations.enums import HolidayRegion
from heyy.organisations.holidays import Holiday, days_off, public_holidays, school_holidays

NORTH, MIDDLE, SOUTH = HolidayRegion.NORTH, HolidayRegion.MIDDLE, HolidayRegion.SOUTH


@pytest.fixture(autouse=True)
def _english() -> object:
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("region", "day", "name", "start", "end"),
    [
        (SOUTH, date(2024, 2, 12), "Spring break", date(2024, 2, 10), date(2024, 2, 18)),
        (NORTH, date(2024, 8, 31), "Summer break", date(2024, 7, 20), date(2024, 9, 1)),
        (SOUTH, date(2026, 10, 19), "Autumn break", date(2026, 10, 17), date(2026, 10, 25)),
        (NORTH, date(2026, 10, 14), "Autumn break", date(2026, 10, 10), date(2026, 10, 18)),
        (MIDDLE, date(2027, 1, 1), "Christmas break", date(2026, 12, 19), date(2027, 1, 3)),
        (SOUTH, date(2027, 2, 15), "Spring break", date(2027, 2, 13), date(2027, 2, 21)),
        (SOUTH, date(2029, 2, 18), "Spring break", date(2029, 2, 10), date(2029, 2, 18)),
        (MIDDLE, date(2028, 5, 1), "May break", date(2028, 4, 29), date(2028, 5, 7)),
        (SOUTH, date(2030, 8, 18), "Summer break", date(2030, 7, 6), date(2030, 8, 18)),
    ],
)
def test_school_holiday_on_a_day(region: HolidayRegion, day: date, name: str, start: date, end: date) -> None:
    assert school_holidays(region, day, day) == [Holiday(name, start, end)]


def test_school_year_has_five_holidays_in_order() -> None:
    year = school_holidays(SOUTH, date(2026, 8, 24), date(2027, 8, 31))

    assert [holiday.name for holiday in year] == [
        "Autumn break",
        "Christmas break",
        "Spring break",
        "May break",
        "Summer break",
    ]


@pytest.mark.parametrize("region", HolidayRegion)
def test_breaks_run_from_saturday_to_sunday_and_never_overlap(region: HolidayRegion) -> None:
    breaks = school_holidays(region, date(2000, 1, 1), date(2050, 1, 1))

    assert len(breaks) == 7 * 5
    assert {(holiday.start.weekday(), holiday.end.weekday()) for holiday in breaks} == {(5, 6)}
    assert all(earlier.end < later.start for earlier, later in itertools.pairwise(breaks))


def test_no_school_holidays_outside_the_table() -> None:
    assert school_holidays(SOUTH, date(2031, 7, 1), date(2031, 9, 1)) == []


def test_public_holidays_of_a_year() -> None:
    days = [(holiday.start, holiday.name) for holiday in public_holidays(date(2025, 1, 1), date(2025, 12, 31))]

    assert days == [
        (date(2025, 1, 1), "New Year's Day"),
        (date(2025, 4, 18), "Good Friday"),
        (date(2025, 4, 20), "Easter Sunday"),
        (date(2025, 4, 21), "Easter Monday"),
        (date(2025, 4, 26), "King's Day"),
        (date(2025, 5, 5), "Liberation Day"),
        (date(2025, 5, 29), "Ascension Day"),
        (date(2025, 6, 8), "Whit Sunday"),
        (date(2025, 6, 9), "Whit Monday"),
        (date(2025, 12, 25), "Christmas Day"),
        (date(2025, 12, 26), "Second Day of Christmas"),
    ]


def test_days_off_name_each_day_and_public_holidays_go_first() -> None:
    assert days_off(date(2026, 4, 24), date(2026, 4, 28)) == {
        date(2026, 4, 25): "May break",
        date(2026, 4, 26): "May break",
        date(2026, 4, 27): "King's Day",
        date(2026, 4, 28): "May break",
    }
    assert days_off(date(2026, 3, 9), date(2026, 3, 15)) == {}
