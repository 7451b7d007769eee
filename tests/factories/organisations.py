"""Boards, schools, teams, partners, locations and themes."""

import factory
from factory.django import DjangoModelFactory

from heyy.organisations.enums import OrganisationKind, Sector
from heyy.organisations.models import Location, Organisation, Theme


class SchoolFactory(DjangoModelFactory[Organisation]):
    class Meta:
        model = Organisation

    kind = OrganisationKind.SCHOOL
    sector = Sector.VO
    key = factory.Sequence(lambda n: f"{n:02d}XX00")
    slug = factory.Sequence(lambda n: f"school-{n}")
    name = factory.Sequence(lambda n: f"School {n}")


class BoardFactory(SchoolFactory):
    kind = OrganisationKind.BOARD
    key = factory.Sequence(lambda n: f"{90000 + n}")
    slug = factory.Sequence(lambda n: f"bestuur-{n}")
    name = factory.Sequence(lambda n: f"Bestuur {n}")


class TeamFactory(SchoolFactory):
    kind = OrganisationKind.TEAM
    parent = factory.SubFactory(SchoolFactory)
    key = factory.Sequence(lambda n: f"team-{n}")
    slug = factory.Sequence(lambda n: f"team-{n}")
    name = factory.Sequence(lambda n: f"Team {n}")


class PartnerFactory(SchoolFactory):
    kind = OrganisationKind.COMPANY
    sector = Sector.BUSINESS
    key = factory.Sequence(lambda n: f"partner-{n}")
    slug = factory.Sequence(lambda n: f"partner-{n}")
    name = factory.Sequence(lambda n: f"Partner {n}")


class LocationFactory(DjangoModelFactory[Location]):
    class Meta:
        model = Location

    organisation = factory.SubFactory(SchoolFactory)
    key = factory.Sequence(lambda n: f"location-{n}")
    name = factory.Sequence(lambda n: f"Gebouw {n}")
    street = "Kerkstraat"
    number = "1"
    postcode = "6041 AB"
    place = "Roermond"


class ThemeFactory(DjangoModelFactory[Theme]):
    class Meta:
        model = Theme

    slug = factory.Sequence(lambda n: f"thema-{n}")
    name_nl = factory.Sequence(lambda n: f"Thema {n}")
    name_en = factory.Sequence(lambda n: f"Theme {n}")
