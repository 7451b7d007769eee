"""Moments as people here write them: wall time in Limburg, in Dutch or English form."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils import dateformat, timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True)
class ClockForm:
    hour: str
    after: str


DUTCH_CLOCK = ClockForm(hour="H.i", after=" uur")
ENGLISH_CLOCK = ClockForm(hour="H:i", after="")


def when(start: date, end: date | None = None) -> str:
    """`do 12 maart, 15.30–18.00 uur`; a day without a clock when given dates. Names the year unless it is this one."""
    return _when(start, end, get_language() or "", _this_year())


@lru_cache(maxsize=4096)
def _when(start: date, end: date | None, language: str, this_year: int) -> str:
    """The same few moments are written again and again, in every list; language and year are part of the key."""
    if not isinstance(start, datetime):
        return _days(start, end)
    clock = DUTCH_CLOCK if language == "nl" else ENGLISH_CLOCK
    begin = start.astimezone(AMSTERDAM)
    first = f"{day_text(begin)}, {_clock(begin, clock)}"
    if not isinstance(end, datetime):
        return first + clock.after
    until = end.astimezone(AMSTERDAM)
    if until.date() == begin.date():
        return f"{first}–{_clock(until, clock)}{clock.after}"
    return f"{first} – {day_text(until)}, {_clock(until, clock)}{clock.after}"


def clock_text(moment: datetime) -> str:
    clock = DUTCH_CLOCK if get_language() == "nl" else ENGLISH_CLOCK
    return _clock(moment.astimezone(AMSTERDAM), clock) + clock.after


def day_text(day: date, *, full: bool = False) -> str:
    """`do 12 maart`, or `donderdag 12 maart` in full."""
    day = local_day(day)
    year = "" if day.year == _this_year() else " Y"
    return dateformat.format(day, f"{'l' if full else 'D'} j F{year}")


def month_short(day: date) -> str:
    """`mrt` or `Mar`: Dutch months begin with a small letter."""
    return dateformat.format(local_day(day), "b" if get_language() == "nl" else "M")


def local_day(day: date) -> date:
    return day.astimezone(AMSTERDAM).date() if isinstance(day, datetime) else day


def ago(moment: date, now: datetime) -> str:
    """How long ago, in the largest unit that fits; `today` and `yesterday` for whole days."""
    if isinstance(moment, datetime):
        gone = now - moment
        if gone < timedelta(minutes=2):
            return _("just now")
        if gone < timedelta(hours=1):
            minutes = gone.seconds // 60
            return ngettext("%(n)d minute ago", "%(n)d minutes ago", minutes) % {"n": minutes}
    days = (local_day(now) - local_day(moment)).days
    if days <= 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    number, unit = _largest(days)
    return {
        "day": ngettext("%(n)d day ago", "%(n)d days ago", number),
        "week": ngettext("%(n)d week ago", "%(n)d weeks ago", number),
        "month": ngettext("%(n)d month ago", "%(n)d months ago", number),
        "year": ngettext("%(n)d year ago", "%(n)d years ago", number),
    }[unit] % {"n": number}


def waited(moment: date, now: datetime) -> str:
    """How long somebody waits since then: `3 days`."""
    days = (local_day(now) - local_day(moment)).days
    if days <= 0:
        return _("since today")
    number, unit = _largest(days)
    return {
        "day": ngettext("%(n)d day", "%(n)d days", number),
        "week": ngettext("%(n)d week", "%(n)d weeks", number),
        "month": ngettext("%(n)d month", "%(n)d months", number),
        "year": ngettext("%(n)d year", "%(n)d years", number),
    }[unit] % {"n": number}


def _this_year() -> int:
    return timezone.now().astimezone(AMSTERDAM).year


def _largest(days: int) -> tuple[int, str]:
    if days < 14:
        return days, "day"
    if days < 61:
        return days // 7, "week"
    if days < 730:
        return days * 12 // 365, "month"
    return days // 365, "year"


def _clock(moment: datetime, clock: ClockForm) -> str:
    return dateformat.time_format(moment.time(), clock.hour)


def _days(start: date, end: date | None) -> str:
    if end is None or end == start:
        return day_text(start)
    return f"{day_text(start)} – {day_text(end)}"
