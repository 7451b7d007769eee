from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from heyy.core.errors import NotAllowed
from heyy.core.models import AuditEntry
from heyy.organisations.actions.organisations import record_daily_name, save_partner
from heyy.organisations.enums import OrganisationKind, Sector
from heyy.organisations.errors import NotAPartner, PlaceInUse
from heyy.organisations.models import Organisation
from tests.factories.meet4learn import ActivityFactory
from tests.factories.organisations import LocationFactory, SchoolFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 11, 9, 0, tzinfo=UTC)
MANAGER = SimpleNamespace(pk=7, role_names=frozenset({"relation_manager"}))


def _save(**changes: Any) -> Organisation:
    fields: dict[str, Any] = {
        "slug": "eci",
        "name": "ECI Cultuurfabriek",
        "daily_name": "ECI",
        "kind": OrganisationKind.CULTURE,
        "sector": Sector.CULTURE,
        "place": "Roermond",
        "description": "Cultuurhuis.",
        "contributions": ["Bildung, op het Bendecafé.", "Gaf een rondleiding."],
        "source": "Eindverslag Heyy, 2018",
        "website": "https://example.org",
        "actor": MANAGER,
        "now": NOW,
    }
    return save_partner(**(fields | changes))


def test_save_partner_adds_it_with_place_and_sentences() -> None:
    partner = _save()

    partner.refresh_from_db()
    assert (partner.key, partner.slug, partner.name, partner.daily_name) == (
        "eci",
        "eci",
        "ECI Cultuurfabriek",
        "ECI",
    )
    assert (partner.kind, partner.sector, partner.is_outside_education) == ("culture", "culture", True)
    assert (partner.description, partner.website) == ("Cultuurhuis.", "https://example.org")
    assert list(partner.locations.values_list("key", "name", "place")) == [("eci", "ECI", "Roermond")]
    assert list(partner.brought_in.values_list("place", "sentence", "source")) == [
        (1, "Bildung, op het Bendecafé.", "Eindverslag Heyy, 2018"),
        (2, "Gaf een rondleiding.", "Eindverslag Heyy, 2018"),
    ]
    assert list(AuditEntry.objects.values_list("actor", "verb", "object_id")) == [(7, "save_partner", partner.pk)]


def test_save_partner_again_changes_the_same_one() -> None:
    first = _save()

    second = _save(name="ECI Huis", daily_name="", place="Swalmen", contributions=["Iets nieuws."])

    assert second.pk == first.pk
    assert Organisation.objects.count() == 1
    assert list(second.earlier_names.values_list("name", "until")) == [("ECI Cultuurfabriek", date(2026, 3, 11))]
    assert list(second.locations.values_list("name", "place")) == [("ECI Huis", "Swalmen")]
    assert list(second.brought_in.values_list("sentence", flat=True)) == ["Iets nieuws."]


def test_a_name_that_comes_back_is_no_earlier_name_any_more() -> None:
    for name in ("ECI", "Huis", "ECI"):
        partner = _save(name=name)

    assert list(partner.earlier_names.values_list("name", flat=True)) == ["Huis"]


def test_a_partner_that_works_everywhere_has_no_place() -> None:
    partner = _save()
    _save(place="")

    assert partner.locations.count() == 0


def test_the_place_stays_while_activities_are_held_there() -> None:
    partner = _save()
    location = partner.locations.get()
    ActivityFactory().sessions.update(location=location)

    with pytest.raises(PlaceInUse):
        _save(place="", name="Anders")

    partner.refresh_from_db()
    assert partner.name == "ECI Cultuurfabriek"


@pytest.mark.parametrize("kind", [OrganisationKind.BOARD, OrganisationKind.SCHOOL, OrganisationKind.TEAM])
def test_schools_are_no_partners(kind: OrganisationKind) -> None:
    with pytest.raises(NotAPartner):
        _save(kind=kind)


def test_a_school_cannot_be_turned_into_a_partner() -> None:
    school = SchoolFactory(slug="eci", name="Basisschool ECI")

    with pytest.raises(NotAPartner):
        _save()

    school.refresh_from_db()
    assert (school.kind, school.name) == ("school", "Basisschool ECI")


@pytest.mark.parametrize("roles", [{"broker", "partner_contact", "funder"}, set()])
def test_others_may_not_edit_partners(roles: set[str]) -> None:
    actor = SimpleNamespace(pk=8, role_names=frozenset(roles))

    with pytest.raises(NotAllowed):
        _save(actor=actor)

    assert Organisation.objects.count() == 0


def test_record_daily_name_also_names_the_own_location() -> None:
    school = SchoolFactory(key="03XF04", name="Mundium College, locatie Wings")
    own = LocationFactory(organisation=school, key="03XF04")
    other = LocationFactory(organisation=school, name="Gymzaal")

    record_daily_name(organisation=school, daily_name="Niekée", actor=MANAGER, now=NOW)

    school.refresh_from_db()
    own.refresh_from_db()
    other.refresh_from_db()
    assert (str(school), own.name, other.name) == ("Niekée", "Niekée", "Gymzaal")
    assert AuditEntry.objects.get().about == {"daily_name": "Niekée"}


def test_record_an_empty_daily_name_goes_back_to_the_official_one() -> None:
    school = SchoolFactory(name="Mundium College", daily_name="Mundium")

    record_daily_name(organisation=school, daily_name="", actor=None, now=NOW + timedelta(days=1))

    school.refresh_from_db()
    assert str(school) == "Mundium College"


def test_others_may_not_record_a_daily_name() -> None:
    school = SchoolFactory()

    with pytest.raises(NotAllowed):
        record_daily_name(organisation=school, daily_name="X", actor=SimpleNamespace(pk=8), now=NOW)
