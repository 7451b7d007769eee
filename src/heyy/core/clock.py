"""The moment. Read here once at the edge (a view, a job) and passed on as `now`."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def now() -> datetime:
    return timezone.now()


def today() -> date:
    return wall(now()).date()


def wall(moment: datetime, zone: ZoneInfo = AMSTERDAM) -> datetime:
    """The moment as the clock on the wall shows it."""
    return moment.astimezone(zone)


def at_wall(day: date, clock: time, zone: ZoneInfo = AMSTERDAM) -> datetime:
    """The moment at which the wall clock shows `clock` on `day`."""
    return datetime.combine(day, clock, tzinfo=zone)


def start_of_day(day: date, zone: ZoneInfo = AMSTERDAM) -> datetime:
    return at_wall(day, time.min, zone)


def school_year(day: date) -> int:
    """The year in which the school year of `day` began: 1 August 2026 up to 31 July 2027 is 2026."""
    return day.year if day.month >= 8 else day.year - 1


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())
