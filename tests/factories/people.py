"""People, where they work, the roles they hold and what they did. Plain: nothing is added that is not said."""

from datetime import date
from typing import Any

import factory
from factory.django import DjangoModelFactory

from heyy.organisations.models import Organisation
from heyy.people.enums import EvidenceKind, Role
from heyy.people.models import Affiliation, Evidence, Person, RoleAssignment
from tests.factories.organisations import SchoolFactory

LONG_AGO = date(2020, 8, 1)


class PersonFactory(DjangoModelFactory[Person]):
    class Meta:
        model = Person

    email = factory.Sequence(lambda n: f"persoon{n}@example.org")
    first_name = "Anna"
    last_name = factory.Sequence(lambda n: f"Nummer{n}")
    password = "!"  # nobody signs in with it


class AffiliationFactory(DjangoModelFactory[Affiliation]):
    class Meta:
        model = Affiliation

    person = factory.SubFactory(PersonFactory)
    organisation = factory.SubFactory(SchoolFactory)
    function = "leraar"
    since = LONG_AGO


class RoleAssignmentFactory(DjangoModelFactory[RoleAssignment]):
    class Meta:
        model = RoleAssignment

    person = factory.SubFactory(PersonFactory)
    role = Role.RELATION_MANAGER
    since = LONG_AGO


class EvidenceFactory(DjangoModelFactory[Evidence]):
    """A line that is not indexed; `say_evidence` and `add_evidence` are the actions that do."""

    class Meta:
        model = Evidence

    person = factory.SubFactory(PersonFactory)
    kind = EvidenceKind.DID
    line = "Gaf een workshop over feedback in de klas"
    on = date(2026, 1, 15)


def member(school: Organisation | None = None, **fields: Any) -> Person:
    """Somebody who works at a school (or partner, or team), without a role."""
    person = PersonFactory(**fields)
    AffiliationFactory(person=person, organisation=school or SchoolFactory())
    return person


def person_with(role: Role, organisation: Organisation | None = None, **fields: Any) -> Person:
    """Somebody with a role and nothing else: no school, no team."""
    person = PersonFactory(**fields)
    RoleAssignmentFactory(person=person, role=role, organisation=organisation)
    return person


def relation_manager(**fields: Any) -> Person:
    return person_with(Role.RELATION_MANAGER, **fields)


def broker(school: Organisation, **fields: Any) -> Person:
    """A broker for a school, who works there too."""
    person = member(school, **fields)
    RoleAssignmentFactory(person=person, role=Role.BROKER, organisation=school)
    return person


def funder(**fields: Any) -> Person:
    return person_with(Role.FUNDER, **fields)


def administrator(**fields: Any) -> Person:
    return person_with(Role.ADMINISTRATOR, **fields)
