"""The stretches of time the figures are counted over: a school year, or everything since the start."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from heyy.core import clock


@dataclass(frozen=True)
class Period:
    """A school year, 1 August up to 31 July, by the year it began in; without a year: since the start."""

    year: int | None = None

    @property
    def label(self) -> str:
        return _("Since the start") if self.year is None else f"{self.year}–{self.year + 1}"

    @property
    def key(self) -> str:
        return "since_start" if self.year is None else f"from_{self.year}"

    def of_moment(self, field: str) -> Q:
        """Rows whose moment falls in the period, by the clock on the wall here."""
        if self.year is None:
            return Q(**{f"{field}__isnull": False})
        first, after = self._days(self.year)
        return Q(**{f"{field}__gte": clock.start_of_day(first), f"{field}__lt": clock.start_of_day(after)})

    def of_day(self, field: str) -> Q:
        if self.year is None:
            return Q(**{f"{field}__isnull": False})
        first, after = self._days(self.year)
        return Q(**{f"{field}__gte": first, f"{field}__lt": after})

    @staticmethod
    def _days(year: int) -> tuple[date, date]:
        return date(year, 8, 1), date(year + 1, 8, 1)


SINCE_START = Period()


def school_years(first: int, last: int) -> list[Period]:
    return [Period(year) for year in range(first, last + 1)]
