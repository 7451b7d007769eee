"""What a person is, today: roles with their scopes, and where the person works. One query per request."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet, Value

from heyy.core import clock
from heyy.core.queries.prepared import prepared
from heyy.organisations.enums import OrganisationKind
from heyy.people.enums import Role
from heyy.people.models import Affiliation, Person, RoleAssignment
from heyy.people.models.affiliation import current_on

AGGREGATES_ONLY = frozenset({Role.FUNDER, Role.RESEARCHER, Role.ADMINISTRATOR})
_SCHOOL_KINDS = frozenset({OrganisationKind.SCHOOL, OrganisationKind.TEAM})


@dataclass(frozen=True)
class Standing:
    """`roles` maps a role to the organisations it holds for; a role over the whole centre maps to an empty set.

    `main` is the organisation that questions are asked from: the school, or the partner one works for.
    """

    person_id: int | None = None
    roles: Mapping[str, frozenset[int]] = field(default_factory=dict)
    teams: frozenset[int] = frozenset()
    organisations: frozenset[int] = frozenset()
    sectors: frozenset[str] = frozenset()
    main: int | None = None
    main_team: int | None = None
    works_at_school: bool = False

    @property
    def is_member(self) -> bool:
        """Signed in and allowed to read what members share; funders and the like see aggregates only."""
        return self.person_id is not None and (self.works_at_school or AGGREGATES_ONLY.isdisjoint(self.roles))

    @property
    def needs_second_factor(self) -> bool:
        return bool(self.roles)

    def has(self, role: str) -> bool:
        return role in self.roles

    def scope(self, *roles: str) -> frozenset[int]:
        return frozenset().union(*(self.roles.get(role, frozenset()) for role in roles))


VISITOR = Standing()


def standing_of(person: Any, today: date | None = None) -> Standing:
    """Read once and kept on the person object, which lives as long as the request."""
    if person is None or not getattr(person, "is_authenticated", False):
        return VISITOR
    kept: Standing | None = person.__dict__.get("_standing")
    if kept is None:
        kept = person.__dict__["_standing"] = _read(person, today or clock.today())
    return kept


@prepared
def _rows(*, person: int, today: date) -> QuerySet[Affiliation, tuple[Any, ...]]:
    """Where the person works (as far as confirmed), with an empty role, and the roles the person holds."""
    place = ("organisation_id", "organisation__kind", "organisation__parent_id", "organisation__sector", "since", "pk")
    works = Affiliation.objects.filter(current_on(today), person=person, is_confirmed=True).annotate(role=Value(""))
    holds = RoleAssignment.objects.filter(current_on(today), person=person)
    return works.values_list("role", *place).union(holds.values_list("role", *place), all=True)


def _read(person: Person, today: date) -> Standing:
    """Workplaces in the order in which they began: the longest-standing one is the main one."""
    rows = _rows(person=person.pk, today=today)
    jobs = sorted((row[1:] for row in rows if not row[0]), key=lambda job: job[4:])
    roles: dict[str, set[int]] = defaultdict(set)
    for role, organisation, *_rest in rows:
        if role:
            roles[role] |= {organisation} if organisation else set()
    teams = {job[0]: job[2] for job in jobs if job[1] == OrganisationKind.TEAM}
    own = [teams.get(job[0]) or job[0] for job in jobs]
    main = own[0] if own else None
    return Standing(
        person_id=person.pk,
        roles={role: frozenset(scope) for role, scope in roles.items()},
        teams=frozenset(teams),
        organisations=frozenset(own),
        sectors=frozenset(job[3] for job in jobs),
        main=main,
        main_team=next((team for team, school in teams.items() if school == main), next(iter(teams), None)),
        works_at_school=any(job[1] in _SCHOOL_KINDS for job in jobs),
    )
