from datetime import UTC, date, datetime, time, timedelta

import pytest

from heyy.core import clock

SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]  # year, month, day, hour, minute


def test_wall_shows_winter_and_summer_time() -> None:
    assert clock.wall(utc(2026, 1, 15, 9, 0)).isoformat() == "2026-01-15T10:00:00+01:00"
    assert clock.wall(utc(2026, 7, 15, 9, 0)).isoformat() == "2026-07-15T11:00:00+02:00"


def test_wall_jumps_from_two_to_three_in_spring() -> None:
    assert clock.wall(utc(2026, 3, 29, 0, 59)).time() == time(1, 59)
    assert clock.wall(utc(2026, 3, 29, 1, 0)).time() == time(3, 0)


def test_wall_shows_half_past_two_twice_in_autumn() -> None:
    assert [clock.wall(utc(2026, 10, 25, hour, 30)).time() for hour in (0, 1)] == [time(2, 30), time(2, 30)]


def test_at_wall_keeps_ten_o_clock_on_both_sides_of_each_switch() -> None:
    days = [SPRING - timedelta(days=1), SPRING, AUTUMN - timedelta(days=1), AUTUMN]
    assert [clock.at_wall(day, time(10)).astimezone(UTC).hour for day in days] == [9, 8, 8, 9]


def test_at_wall_moves_a_time_that_spring_skips_one_hour_ahead() -> None:
    assert clock.at_wall(SPRING, time(2, 30)).astimezone(UTC) == utc(2026, 3, 29, 1, 30)


def test_at_wall_takes_the_first_of_two_equal_times_in_autumn() -> None:
    assert clock.at_wall(AUTUMN, time(2, 30)).astimezone(UTC) == utc(2026, 10, 25, 0, 30)


@pytest.mark.parametrize(("day", "hours"), [(SPRING, 23), (AUTUMN, 25), (date(2028, 2, 29), 24)])
def test_start_of_day_leaves_as_many_hours_as_the_day_has(day: date, hours: int) -> None:
    begins, ends = clock.start_of_day(day), clock.start_of_day(day + timedelta(days=1))
    assert ends.astimezone(UTC) - begins.astimezone(UTC) == timedelta(hours=hours)


def test_today_is_the_day_in_amsterdam_at_the_year_s_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: utc(2026, 12, 31, 22, 59))
    assert clock.today() == date(2026, 12, 31)
    monkeypatch.setattr(clock, "now", lambda: utc(2026, 12, 31, 23, 0))
    assert clock.today() == date(2027, 1, 1)


def test_now_is_the_moment_in_utc() -> None:
    assert clock.now().utcoffset() == timedelta(0)


def test_school_year_begins_on_the_first_of_august() -> None:
    assert [clock.school_year(day) for day in (date(2026, 7, 31), date(2026, 8, 1), date(2027, 1, 1))] == [
        2025,
        2026,
        2026,
    ]


def test_monday_of_goes_back_over_the_year_s_end_and_the_leap_day() -> None:
    assert clock.monday_of(date(2027, 1, 1)) == date(2026, 12, 28)
    assert clock.monday_of(date(2028, 3, 1)) == date(2028, 2, 28)
    assert clock.monday_of(date(2026, 12, 28)) == date(2026, 12, 28)
