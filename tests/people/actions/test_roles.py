from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from heyy.core.errors import NotAllowed
from heyy.core.models import AuditEntry
from heyy.people.actions.roles import affiliate, end_affiliation, end_role, give_role
from heyy.people.enums import CENTRE_ROLES, Role
from heyy.people.errors import RoleNeedsScope
from heyy.people.models import Affiliation, Person, RoleAssignment
from tests.factories.organisations import SchoolFactory
from tests.factories.people import AffiliationFactory, RoleAssignmentFactory, administrator, broker, funder, member

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 11, 9, 0, tzinfo=UTC)
TODAY = date(2026, 3, 11)


@pytest.mark.parametrize("role", Role)
def test_give_role_writes_scope_start_and_giver(role: Role) -> None:
    admin, anna = administrator(), member()
    school = None if role in CENTRE_ROLES else SchoolFactory()
    given = give_role(person=anna, role=role, organisation=school, since=TODAY, actor=admin, now=NOW)
    given.refresh_from_db()
    assert (given.person, given.role, given.organisation, given.since, given.until, given.given_by) == (
        anna,
        role,
        school,
        TODAY,
        None,
        admin,
    )
    assert AuditEntry.objects.get().about == {"role": role}


def test_give_role_twice_changes_nothing() -> None:
    admin, anna, school = administrator(), member(), SchoolFactory()
    values = {"person": anna, "organisation": school, "since": TODAY, "actor": admin, "now": NOW}
    assert give_role(role=Role.BROKER, **values) == give_role(role=Role.BROKER, **values)  # type: ignore[arg-type]
    assert AuditEntry.objects.count() == 1


@pytest.mark.parametrize("role", Role)
def test_give_role_refuses_a_role_without_its_scope(role: Role) -> None:
    school = SchoolFactory() if role in CENTRE_ROLES else None
    with pytest.raises(RoleNeedsScope):
        give_role(person=member(), role=role, organisation=school, since=TODAY, actor=administrator(), now=NOW)


@pytest.mark.parametrize("role", Role)
def test_the_database_refuses_a_role_without_its_scope(role: Role) -> None:
    school = SchoolFactory() if role in CENTRE_ROLES else None
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleAssignmentFactory(role=role, organisation=school)


@pytest.mark.parametrize("other", [member, funder, lambda: broker(SchoolFactory())])
def test_only_an_administrator_gives_and_ends_roles(other: type[Person]) -> None:
    assignment, actor = RoleAssignmentFactory(), other()
    with pytest.raises(NotAllowed):
        give_role(person=actor, role=Role.ADMINISTRATOR, organisation=None, since=TODAY, actor=actor, now=NOW)
    with pytest.raises(NotAllowed):
        end_role(assignment=assignment, until=TODAY, actor=actor, now=NOW)
    assert not AuditEntry.objects.exists()


def test_end_role_keeps_the_row_with_its_end() -> None:
    assignment = RoleAssignmentFactory()
    end_role(assignment=assignment, until=TODAY, actor=administrator(), now=NOW)
    assert RoleAssignment.objects.get(pk=assignment.pk).until == TODAY
    assert AuditEntry.objects.get().verb == "end_role"


def test_end_role_never_ends_before_it_began() -> None:
    assignment = RoleAssignmentFactory(since=TODAY)
    end_role(assignment=assignment, until=date(2020, 1, 1), actor=administrator(), now=NOW)
    assert RoleAssignment.objects.get(pk=assignment.pk).until == TODAY


def test_an_ended_role_can_be_given_again() -> None:
    old = RoleAssignmentFactory(until=date(2025, 7, 31))
    new = give_role(
        person=old.person, role=Role.RELATION_MANAGER, organisation=None, since=TODAY, actor=administrator(), now=NOW
    )
    assert new.pk != old.pk


def test_affiliate_says_where_somebody_works() -> None:
    anna, school = member(), SchoolFactory()
    job = affiliate(person=anna, organisation=school, function="leraar", since=TODAY, actor=anna, now=NOW)
    assert (job.organisation, job.function, job.since, job.until) == (school, "leraar", TODAY, None)
    assert anna.affiliations.count() == 2


def test_affiliate_again_changes_the_function_and_keeps_the_start() -> None:
    job = AffiliationFactory(function="leraar")
    affiliate(
        person=job.person,
        organisation=job.organisation,
        function="mentor",
        since=TODAY,
        actor=job.person,
        now=NOW,
    )
    again = Affiliation.objects.get()
    assert (again.function, again.since) == ("mentor", job.since)


def test_affiliate_after_an_end_begins_anew() -> None:
    job = AffiliationFactory(until=date(2025, 7, 31))
    affiliate(
        person=job.person,
        organisation=job.organisation,
        function="mentor",
        since=TODAY,
        actor=job.person,
        now=NOW,
    )
    assert list(Affiliation.objects.order_by("since").values_list("since", "until")) == [
        (job.since, date(2025, 7, 31)),
        (TODAY, None),
    ]


def test_nobody_says_where_a_colleague_works() -> None:
    anna = member()
    with pytest.raises(NotAllowed):
        affiliate(person=anna, organisation=SchoolFactory(), function="", since=TODAY, actor=member(), now=NOW)
    with pytest.raises(NotAllowed):
        end_affiliation(affiliation=anna.affiliations.get(), until=TODAY, actor=member(), now=NOW)


def test_end_affiliation_keeps_the_row_with_its_end() -> None:
    job = AffiliationFactory()
    end_affiliation(affiliation=job, until=TODAY, actor=job.person, now=NOW)
    assert Affiliation.objects.get().until == TODAY
    assert AuditEntry.objects.get().verb == "end_affiliation"
