"""Days on which there is school in Limburg, and moments at which people write."""

from datetime import date, datetime, time, timedelta
from random import Random

from heyy.core.clock import at_wall, wall
from heyy.organisations.enums import HolidayRegion
from heyy.organisations.holidays import public_holidays, school_holidays

DAY = timedelta(days=1)
CARNIVAL_BEFORE_EASTER = timedelta(days=49)


class SchoolDays:
    """No weekends, no holidays of region South, no carnival: in Limburg nobody comes then."""

    def __init__(self, first: date, last: date) -> None:
        self._off: set[date] = set()
        holidays = public_holidays(first, last)
        for holiday in [*school_holidays(HolidayRegion.SOUTH, first, last), *holidays]:
            self._take_off(holiday.start, holiday.end)
        for holiday in holidays:
            if holiday.name in {"Eerste paasdag", "Easter Sunday"}:
                carnival = holiday.start - CARNIVAL_BEFORE_EASTER
                self._take_off(carnival, carnival + 2 * DAY)

    def _take_off(self, start: date, end: date) -> None:
        while start <= end:
            self._off.add(start)
            start += DAY

    def has(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self._off

    def on_or_after(self, day: date) -> date:
        while not self.has(day):
            day += DAY
        return day

    def on_or_before(self, day: date) -> date:
        while not self.has(day):
            day -= DAY
        return day

    def between(self, first: date, last: date) -> list[date]:
        days = (first + number * DAY for number in range((last - first).days + 1))
        return [day for day in days if self.has(day)]

    def is_first_week(self, day: date) -> bool:
        """The week after a long holiday: nobody plans a meeting then."""
        return not any(self.has(day - number * DAY) for number in range(7, 15))

    def series(self, first: date, times: int, every: int = 14) -> list[date]:
        """Meetings on the same weekday every so many days; a week later where there is no school."""
        days = [first]
        while len(days) < times:
            day = days[-1] + every * DAY
            while not self.has(day):
                day += 7 * DAY
            days.append(day)
        return days


def writing_moment(random: Random, day: date) -> datetime:
    """A moment on that day at which a teacher writes: before the lessons, after them, or in the evening."""
    early, late = random.choice([(7, 8), (12, 13), (15, 17), (15, 17), (19, 22)])
    return at_wall(day, time(random.randint(early, late - 1), random.randrange(60)))


def later(random: Random, moment: datetime, least_hours: float, most_hours: float) -> datetime:
    """So many hours later, but not in the night."""
    moment += timedelta(hours=random.uniform(least_hours, most_hours))
    clock = wall(moment)
    if clock.hour < 7:
        moment += timedelta(hours=7 - clock.hour, minutes=random.randrange(50))
    elif clock.hour >= 22:
        moment += timedelta(hours=32 - clock.hour)
    return moment
