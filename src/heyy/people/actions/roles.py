"""Roles begin and end on a date, and somebody gave them."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from heyy.core.actions.audit import record
from heyy.organisations.enums import OrganisationKind
from heyy.organisations.models import Organisation
from heyy.people.enums import CENTRE_ROLES, Role
from heyy.people.errors import NotAWorkplace, RoleNeedsScope
from heyy.people.models import Affiliation, Person, RoleAssignment
from heyy.people.policies import PERSON


@transaction.atomic
def give_role(
    *, person: Person, role: Role, organisation: Organisation | None, since: date, actor: Any, now: datetime
) -> RoleAssignment:
    """Gives a role on its scope. Giving it twice changes nothing."""
    PERSON.check(actor, "give_role", person)
    if (role in CENTRE_ROLES) != (organisation is None):
        raise RoleNeedsScope
    assignment, is_new = RoleAssignment.objects.get_or_create(
        person=person,
        role=role,
        organisation=organisation,
        until=None,
        defaults={"since": since, "given_by": actor},
    )
    if is_new:
        record(actor=actor, verb="give_role", thing=assignment, now=now, role=role)
    return assignment


@transaction.atomic
def end_role(*, assignment: RoleAssignment, until: date, actor: Any, now: datetime) -> None:
    PERSON.check(actor, "give_role", assignment.person)
    assignment.until = max(until, assignment.since)
    assignment.save(update_fields=["until"])
    record(actor=actor, verb="end_role", thing=assignment, now=now, role=assignment.role)


@transaction.atomic
def affiliate(
    *, person: Person, organisation: Organisation, function: str, since: date, actor: Any, now: datetime
) -> Affiliation:
    """Says where somebody works. What one says oneself waits for a confirmation and is never a team or board."""
    PERSON.check(actor, "affiliate", person)
    is_own_word = not PERSON.allows(actor, "confirm_workplace", person)
    if is_own_word and organisation.kind in (OrganisationKind.TEAM, OrganisationKind.BOARD):
        raise NotAWorkplace
    affiliation, _ = Affiliation.objects.update_or_create(
        person=person,
        organisation=organisation,
        until=None,
        defaults={"function": function},
        create_defaults={"function": function, "since": since, "is_confirmed": not is_own_word},
    )
    record(actor=actor, verb="affiliate", thing=affiliation, now=now)
    return affiliation


@transaction.atomic
def confirm_affiliation(*, affiliation: Affiliation, actor: Any, now: datetime) -> None:
    """From now on the person belongs to this school or partner, and reads what its circle shares."""
    PERSON.check(actor, "confirm_workplace", affiliation.person)
    affiliation.is_confirmed = True
    affiliation.save(update_fields=["is_confirmed"])
    record(actor=actor, verb="confirm_affiliation", thing=affiliation, now=now)


@transaction.atomic
def end_affiliation(*, affiliation: Affiliation, until: date, actor: Any, now: datetime) -> None:
    PERSON.check(actor, "affiliate", affiliation.person)
    affiliation.until = max(until, affiliation.since)
    affiliation.save(update_fields=["until"])
    record(actor=actor, verb="end_affiliation", thing=affiliation, now=now)
