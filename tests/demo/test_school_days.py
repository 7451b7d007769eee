from datetime import date, time
from random import Random

from heyy.core import clock
from heyy.demo.school_days import SchoolDays, later, writing_moment

DAYS = SchoolDays(date(2025, 8, 1), date(2026, 12, 31))


def test_weekends_holidays_and_carnival_are_no_school_days() -> None:
    off = {
        "a Saturday": date(2026, 3, 7),
        "autumn": date(2025, 10, 14),
        "Christmas": date(2025, 12, 24),
        "carnival Monday": date(2026, 2, 16),
        "Easter Monday": date(2026, 4, 6),
        "summer": date(2026, 8, 5),
    }

    assert [name for name, day in off.items() if DAYS.has(day)] == []
    assert DAYS.has(date(2026, 3, 4))


def test_carnival_outside_the_spring_holiday_is_off_too() -> None:
    year = SchoolDays(date(2027, 1, 1), date(2027, 6, 30))

    assert [year.has(date(2027, 2, day)) for day in (8, 9, 10)] == [False, False, True]


def test_nearest_school_days() -> None:
    assert DAYS.on_or_after(date(2025, 12, 24)) == date(2026, 1, 5)
    assert DAYS.on_or_before(date(2025, 12, 24)) == date(2025, 12, 19)
    assert DAYS.on_or_after(date(2026, 3, 4)) == date(2026, 3, 4)


def test_series_keeps_its_weekday_and_passes_over_holidays() -> None:
    assert DAYS.series(date(2025, 12, 9), 3) == [date(2025, 12, 9), date(2026, 1, 6), date(2026, 1, 20)]


def test_first_week_comes_after_two_weeks_off_only() -> None:
    assert [DAYS.is_first_week(day) for day in (date(2026, 1, 6), date(2026, 1, 20), date(2026, 3, 4))] == [
        True,
        False,
        False,
    ]


def test_people_write_by_day() -> None:
    random = Random(1)
    hours = {clock.wall(writing_moment(random, date(2026, 3, 4))).hour for _ in range(500)}
    answers = {clock.wall(later(random, clock.at_wall(date(2026, 3, 4), time(21)), 0.1, 40)).hour for _ in range(500)}

    assert hours <= set(range(7, 22))
    assert answers <= set(range(7, 22))
