from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heyy.organisations.enums import Sector
from heyy.people.enums import Role
from heyy.people.models import Person
from heyy.people.standing import VISITOR, Standing, standing_of
from tests.factories.organisations import PartnerFactory, SchoolFactory, TeamFactory
from tests.factories.people import (
    AffiliationFactory,
    PersonFactory,
    RoleAssignmentFactory,
    administrator,
    broker,
    funder,
    member,
    person_with,
    relation_manager,
)

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 11)
ONE = timedelta(days=1)


def on(person: Person, day: date = DAY) -> Standing:
    """As a request on that day finds it, with nothing kept from before."""
    return standing_of(Person.objects.get(pk=person.pk), day)


@pytest.mark.parametrize("nobody", [None, AnonymousUser()])
def test_a_visitor_is_no_member_and_has_no_role(nobody: Any) -> None:
    assert standing_of(nobody) == VISITOR
    assert not VISITOR.is_member
    assert not VISITOR.needs_second_factor


def test_somebody_without_school_or_role_is_a_member() -> None:
    anna = PersonFactory()
    assert on(anna) == Standing(person_id=anna.pk)
    assert on(anna).is_member


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [
        (DAY, None, True),
        (DAY + ONE, None, False),
        (DAY - ONE, DAY + ONE, True),
        (DAY - ONE, DAY, False),
        (DAY, DAY, False),
    ],
    ids=["from today", "from tomorrow", "until tomorrow", "ended today", "given and ended today"],
)
def test_a_role_holds_from_its_start_until_the_day_it_ends(since: date, until: date | None, holds: bool) -> None:
    anna = RoleAssignmentFactory(role=Role.RELATION_MANAGER, since=since, until=until).person
    assert on(anna).has(Role.RELATION_MANAGER) is holds
    assert on(anna).needs_second_factor is holds


def test_an_affiliation_holds_from_its_start_until_the_day_it_ends() -> None:
    job = AffiliationFactory(since=DAY, until=DAY + ONE)
    school = frozenset({job.organisation_id})
    days = [DAY - ONE, DAY, DAY + ONE]
    assert [on(job.person, day).organisations for day in days] == [frozenset(), school, frozenset()]


def test_a_role_has_the_scope_of_its_assignments_only() -> None:
    here, there, elsewhere = SchoolFactory.create_batch(3)
    anna = broker(here)
    RoleAssignmentFactory(person=anna, role=Role.BROKER, organisation=there)
    RoleAssignmentFactory(person=anna, role=Role.SCHOOL_LEADER, organisation=elsewhere)
    standing = on(anna)
    assert standing.scope(Role.BROKER) == {here.pk, there.pk}
    assert standing.scope(Role.SCHOOL_LEADER) == {elsewhere.pk}
    assert standing.scope(Role.BROKER, Role.SCHOOL_LEADER) == {here.pk, there.pk, elsewhere.pk}
    assert standing.scope(Role.TEAM_LEADER) == frozenset()


def test_a_role_over_the_whole_centre_has_an_empty_scope() -> None:
    standing = on(relation_manager())
    assert standing.has(Role.RELATION_MANAGER)
    assert standing.scope(Role.RELATION_MANAGER) == frozenset()


def test_who_works_in_a_team_works_at_its_school() -> None:
    team = TeamFactory()
    standing = on(member(team))
    assert standing.teams == {team.pk}
    assert standing.organisations == {team.parent_id}
    assert (standing.main, standing.main_team, standing.works_at_school) == (team.parent_id, team.pk, True)


def test_main_school_is_the_one_where_somebody_works_longest_whatever_the_order_of_rows() -> None:
    first, second = SchoolFactory(sector=Sector.PO), SchoolFactory(sector=Sector.VO)
    anna = PersonFactory()
    AffiliationFactory(person=anna, organisation=second, since=DAY - ONE)
    AffiliationFactory(person=anna, organisation=first, since=DAY - 10 * ONE)
    standing = on(anna)
    assert standing.main == first.pk
    assert standing.organisations == {first.pk, second.pk}
    assert standing.sectors == {Sector.PO, Sector.VO}


def test_main_team_belongs_to_the_main_school() -> None:
    old, new = TeamFactory(), TeamFactory()
    anna = PersonFactory()
    AffiliationFactory(person=anna, organisation=new, since=DAY - ONE)
    AffiliationFactory(person=anna, organisation=old.parent, since=DAY - 10 * ONE)
    AffiliationFactory(person=anna, organisation=old, since=DAY)
    standing = on(anna)
    assert (standing.main, standing.main_team) == (old.parent_id, old.pk)


def test_a_partner_is_where_somebody_works_yet_no_school() -> None:
    partner = PartnerFactory()
    standing = on(member(partner))
    assert (standing.main, standing.works_at_school, standing.is_member) == (partner.pk, False, True)


@pytest.mark.parametrize("role", [Role.FUNDER, Role.RESEARCHER, Role.ADMINISTRATOR])
def test_who_sees_aggregates_only_is_no_member(role: Role) -> None:
    assert not on(person_with(role)).is_member


def test_a_funder_from_a_partner_is_no_member_either() -> None:
    person = funder()
    AffiliationFactory(person=person, organisation=PartnerFactory())
    assert not on(person).is_member


def test_a_teacher_who_does_research_stays_a_member() -> None:
    person = person_with(Role.RESEARCHER)
    AffiliationFactory(person=person)
    assert on(person).is_member


@pytest.mark.parametrize("make", [relation_manager, administrator, funder])
def test_every_role_needs_a_second_factor(make: Any) -> None:
    assert on(make()).needs_second_factor


def test_a_member_without_role_needs_no_second_factor() -> None:
    assert not on(member()).needs_second_factor


def test_standing_is_read_once_per_request_in_one_statement() -> None:
    anna = Person.objects.get(pk=broker(SchoolFactory()).pk)
    with CaptureQueriesContext(connection) as queries:
        assert standing_of(anna, DAY) is standing_of(anna, DAY)
    assert len(queries) == 1


def test_a_role_that_ends_is_gone_at_the_next_request() -> None:
    assignment = RoleAssignmentFactory()
    before = on(assignment.person)
    assignment.until = DAY
    assignment.save()
    assert before.has(Role.RELATION_MANAGER)
    assert not on(assignment.person).has(Role.RELATION_MANAGER)
