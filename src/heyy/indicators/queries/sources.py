"""The rows the figures are counted from. Every count and every drill-down starts here."""

from datetime import datetime
from typing import Any

from django.db.models import Case, DateTimeField, Exists, F, Min, OuterRef, Q, QuerySet, When
from django.db.models.functions import Coalesce, TruncDate

from heyy.core import clock
from heyy.indicators.queries.periods import Period, school_years
from heyy.meet4learn.enums import ActivityState, IntroductionState, RegistrationState
from heyy.meet4learn.models import Activity, Attendance, Introduction, Maker, PartnerRole
from heyy.organisations.enums import EDUCATION_KINDS, OrganisationKind
from heyy.people.enums import EvidenceKind
from heyy.people.models import Evidence


def held_activities() -> QuerySet[Activity]:
    return Activity.objects.filter(state=ActivityState.HELD)


def outside_partners() -> QuerySet[PartnerRole]:
    return PartnerRole.objects.exclude(organisation__kind__in=EDUCATION_KINDS)


def with_outside_partner() -> Exists:
    return Exists(outside_partners().filter(activity=OuterRef("pk")))


def makers_of_held() -> QuerySet[Maker]:
    return Maker.objects.filter(activity__state=ActivityState.HELD)


def help_after_introduction() -> QuerySet[Introduction]:
    """Introductions that led to a meeting, with `at` as the moment they did."""
    met = Introduction.objects.filter(state__in=(IntroductionState.MET, IntroductionState.HELPED))
    return met.annotate(at=Coalesce("closed_at", "created_at", output_field=DateTimeField()))


def thanked_help() -> QuerySet[Evidence]:
    """Help a colleague gave thanks for. What people only say of themselves has no source and doesn't count."""
    return Evidence.objects.filter(kind=EvidenceKind.HELPED).exclude(source="")


def presences() -> QuerySet[Attendance]:
    """Who was there, meeting by meeting; a series that still runs counts, a cancelled one doesn't."""
    return Attendance.objects.filter(
        present=True,
        registration__state=RegistrationState.CONFIRMED,
        session__activity__state__in=(ActivityState.OPEN, ActivityState.HELD),
    )


def with_workplace(rows: QuerySet[Any], *, person: str, moment: str = "", day: str = "") -> QuerySet[Any]:
    """One row per place where `person` worked at that `moment` (or `day`), as `workplace`; `school` if it is one.

    All three are paths. A team counts as its school. Who worked nowhere that day drops out; who worked at two
    places comes twice. All paths are annotated before they are filtered on, so that they share one join.
    """
    job = f"{person}__affiliations"
    place = f"{job}__organisation"
    team_of_school = {f"{place}__kind": OrganisationKind.TEAM, f"{place}__parent__kind": OrganisationKind.SCHOOL}
    school = Case(
        When(**{f"{place}__kind": OrganisationKind.SCHOOL}, then=F(place)),
        When(**team_of_school, then=F(f"{place}__parent")),
    )
    rows = rows.annotate(
        day=TruncDate(moment, tzinfo=clock.AMSTERDAM) if moment else F(day),
        since=F(f"{job}__since"),
        until=F(f"{job}__until"),
        school=school,
        workplace=Coalesce(school, F(place)),
    )
    exactly = Q(since__lte=F("day")) & (Q(until=None) | Q(until__gt=F("day")))
    return rows.filter(_runs_still(moment) | exactly if moment else exactly)


def _runs_still(moment: str) -> Q:
    """Never wrongly yes, because our days begin before UTC's: it spares SQLite working out the day on the wall."""
    return Q(since__lte=F(moment), until=None)


def years_so_far(now: datetime) -> list[Period]:
    """The school years from the first thing that counts up to the present one."""
    held = Activity.objects.filter(state__in=(ActivityState.OPEN, ActivityState.HELD), first_at__lte=now)
    firsts = held.order_by().values("state").annotate(first=Min("first_at")).values_list("first")
    met = help_after_introduction().order_by().values("state").annotate(first=Min("at")).values_list("first")
    moments = [first for (first,) in firsts.union(met, all=True)]
    this_year = clock.school_year(clock.wall(now).date())
    first_year = min((clock.school_year(clock.wall(moment).date()) for moment in moments), default=this_year)
    return school_years(min(first_year, this_year), this_year)
