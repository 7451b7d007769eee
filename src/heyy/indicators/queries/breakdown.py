"""Where the people behind a figure worked, when they did what counts. Numbers only, and never of a small group."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from heyy.indicators.enums import Measure
from heyy.indicators.queries.small_groups import Protected, protect
from heyy.indicators.queries.sources import (
    help_after_introduction,
    makers_of_held,
    presences,
    thanked_help,
    with_workplace,
)
from heyy.organisations.enums import EDUCATION_KINDS, OrganisationKind, Sector
from heyy.organisations.models import Organisation


@dataclass(frozen=True)
class Group:
    """People who worked at one school or board, at the organisations of one other sector, or nobody knows where."""

    order: tuple[int, str]
    name: str
    board: str
    sector: str


@dataclass(frozen=True)
class Source:
    """Rows about persons: the paths to the person, and to the moment or day on which it happened."""

    rows: QuerySet[Any]
    person: str
    moment: str = ""
    day: str = ""


def people_by_workplace(measure: Measure) -> Protected[Group] | None:
    """Unique people per workplace since the start; somebody with two workplaces counts at both.

    Only since the start: two periods side by side would give small groups away.
    """
    people: set[int] = set()
    workplaces: dict[int, set[int]] = defaultdict(set)
    for source in _sources(measure):
        people |= set(source.rows.values_list(source.person, flat=True).distinct())
        at_work = with_workplace(source.rows, person=source.person, moment=source.moment, day=source.day)
        for person, workplace in at_work.values_list(source.person, "workplace").distinct():
            workplaces[workplace].add(person)
    return protect(_sizes(people, workplaces))


def _sources(measure: Measure) -> Iterable[Source]:
    if measure == Measure.CORE_PERSONS:
        return (
            Source(makers_of_held(), "person", "activity__first_at"),
            Source(help_after_introduction(), "helper", "at"),
            Source(thanked_help(), "person", day="on"),
        )
    return (Source(presences(), "registration__person", "session__starts_at"),)


def _sizes(people: set[int], workplaces: dict[int, set[int]]) -> Sequence[tuple[Group, int]]:
    members: dict[Group, set[int]] = defaultdict(set)
    for workplace in Organisation.objects.filter(pk__in=workplaces).select_related("parent"):
        members[_group_of(workplace)] |= workplaces[workplace.pk]
    unplaced = people.difference(*workplaces.values())
    if unplaced:
        members[Group((len(_SECTORS), ""), _("Workplace not known"), "", "")] = unplaced
    sizes = [(group, len(members[group])) for group in members]
    return sorted(sizes, key=lambda pair: pair[0].order)


def _group_of(workplace: Organisation) -> Group:
    """Schools by name; organisations outside the schools by sector, because some have one person here."""
    sector = Sector(workplace.sector)
    place = _SECTORS.index(sector)
    if workplace.kind not in EDUCATION_KINDS:
        name = _("Organisations outside the schools: %(sector)s") % {"sector": sector.label}
        return Group((place, "~"), name, "", str(sector.label))
    parent = workplace.parent if workplace.kind == OrganisationKind.SCHOOL else None
    return Group((place, str(workplace).casefold()), str(workplace), str(parent or ""), str(sector.label))


_SECTORS = list(Sector)
