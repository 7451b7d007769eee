"""Partners with what they did together with the schools: organisations and activities on one page."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import Count, QuerySet

from heyy.core import clock
from heyy.meet4learn.enums import ActivityForm, ActivityState, PartnerPart
from heyy.meet4learn.models import Activity, PartnerRole
from heyy.meet4learn.queries.visible import activities_visible_to
from heyy.organisations.enums import OrganisationKind
from heyy.organisations.models import Organisation
from heyy.organisations.queries.organisations import PartnerPage as PartnerFacts
from heyy.organisations.queries.organisations import official_name_of, partners_shown, place_of
from heyy.organisations.queries.organisations import partner_page as partner_facts

MOST_PAST = 12


@dataclass(frozen=True)
class PartnerCard:
    """`official_name` is empty when people use it."""

    slug: str
    name: str
    official_name: str
    place: str
    activities: int


@dataclass(frozen=True)
class PartnerGroup:
    kind: str
    label: str
    partners: tuple[PartnerCard, ...]


@dataclass
class SharedActivity:
    """An activity with the part the partner had in it; a partner may have more than one part."""

    slug: str
    title: str
    form_label: str
    starts_at: datetime
    is_past: bool
    parts: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class YearOfActivities:
    year: int
    activities: tuple[SharedActivity, ...]


@dataclass(frozen=True)
class PartnerPage:
    """`past` holds the most recent ones by year, latest first; `past_count` counts all of them."""

    facts: PartnerFacts
    upcoming: tuple[SharedActivity, ...]
    past: tuple[YearOfActivities, ...]
    past_count: int

    @property
    def past_not_shown(self) -> int:
        return self.past_count - sum(len(year.activities) for year in self.past)


def partner_groups(person: Any) -> list[PartnerGroup]:
    """Every partner by kind, with the number of activities this reader may see."""
    rows = PartnerRole.objects.filter(activity__in=_shared(person)).values_list("organisation")
    counts = Counter(dict(rows.annotate(Count("activity", distinct=True))))
    groups: dict[str, list[PartnerCard]] = defaultdict(list)
    for partner in partners_shown():
        groups[partner.kind].append(_card(partner, counts[partner.pk]))
    return [
        PartnerGroup(kind.value, str(kind.label), tuple(sorted(groups[kind], key=lambda card: card.name.lower())))
        for kind in OrganisationKind
        if kind in groups
    ]


def _card(partner: Organisation, activities: int) -> PartnerCard:
    return PartnerCard(
        slug=partner.slug,
        name=str(partner),
        official_name=official_name_of(partner),
        place=place_of(partner),
        activities=activities,
    )


def partner_page(slug: str, person: Any, *, now: datetime) -> PartnerPage | None:
    """None when there is no such partner."""
    facts = partner_facts(slug)
    if facts is None:
        return None
    activities = _activities_with(facts.pk, person, now)
    past = [activity for activity in reversed(activities) if activity.is_past]
    return PartnerPage(
        facts=facts,
        upcoming=tuple(activity for activity in activities if not activity.is_past),
        past=_by_year(past[:MOST_PAST]),
        past_count=len(past),
    )


def _shared(person: Any) -> QuerySet[Activity]:
    """What counts as done together: open or held, and visible to this reader."""
    return activities_visible_to(person).filter(state__in=[ActivityState.OPEN, ActivityState.HELD])


def _activities_with(partner: int, person: Any, now: datetime) -> list[SharedActivity]:
    """From early to late, in one statement."""
    rows = PartnerRole.objects.filter(organisation=partner, activity__in=_shared(person)).order_by(
        "activity__first_at", "activity", "pk"
    )
    found: dict[str, SharedActivity] = {}
    for slug, title, form, first_at, last_at, part in rows.values_list(
        "activity__slug",
        "activity__title",
        "activity__form",
        "activity__first_at",
        "activity__last_at",
        "part",
    ):
        if first_at is None:
            continue
        label = str(ActivityForm(form).label)
        shared = found.setdefault(slug, SharedActivity(slug, title, label, first_at, (last_at or first_at) < now))
        shared.parts.append(str(PartnerPart(part).label))
    return list(found.values())


def _by_year(activities: Iterable[SharedActivity]) -> tuple[YearOfActivities, ...]:
    """Calendar years on the wall; the order of the activities is kept."""
    years = groupby(activities, key=lambda activity: clock.wall(activity.starts_at).year)
    return tuple(YearOfActivities(year, tuple(group)) for year, group in years)
