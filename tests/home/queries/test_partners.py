from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from heyy.home.queries.partners import PartnerCard, PartnerGroup, SharedActivity, partner_groups, partner_page
from heyy.meet4learn.enums import ActivityForm, ActivityState, PartnerPart
from heyy.meet4learn.models import Activity, PartnerRole
from heyy.organisations.enums import OrganisationKind
from heyy.organisations.models import BroughtIn, Organisation
from heyy.people.enums import Audience
from heyy.people.models import Person
from tests.factories.meet4learn import NOW, ActivityFactory
from tests.factories.organisations import LocationFactory, PartnerFactory, SchoolFactory, ThemeFactory
from tests.factories.people import funder, member

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english() -> object:
    with translation.override("en"):
        yield


def _together(partner: Organisation, *parts: PartnerPart, days: int = 7, **fields: object) -> Activity:
    activity: Activity = ActivityFactory(first_at=NOW + timedelta(days=days), **fields)
    for part in parts or (PartnerPart.GAVE,):
        PartnerRole.objects.create(activity=activity, organisation=partner, part=part)
    return activity


def test_partners_by_kind_with_the_number_of_activities() -> None:
    eci = PartnerFactory(slug="eci", name="ECI", kind=OrganisationKind.CULTURE)
    LocationFactory(organisation=eci, place="Roermond")
    PartnerFactory(slug="zolder", name="De Zolder", kind=OrganisationKind.CULTURE)
    vonk = PartnerFactory(slug="vonk", name="Werkplaats", daily_name="De Vonk")
    SchoolFactory()
    _together(eci, PartnerPart.GAVE, PartnerPart.HOSTED)
    _together(eci, state=ActivityState.HELD, days=-7)
    _together(vonk, state=ActivityState.CANCELLED)

    assert partner_groups(None) == [
        PartnerGroup("company", "Company", (PartnerCard("vonk", "De Vonk", "Werkplaats", "", 0),)),
        PartnerGroup(
            "culture",
            "Culture",
            (PartnerCard("zolder", "De Zolder", "", "", 0), PartnerCard("eci", "ECI", "", "Roermond", 2)),
        ),
    ]


def test_partner_page_has_what_comes_and_what_was_by_year() -> None:
    partner = PartnerFactory(slug="eci")
    _together(partner, days=14, slug="later", title="Later")
    _together(partner, PartnerPart.HAD_IDEA, PartnerPart.GAVE, slug="straks", title="Straks")
    _together(partner, days=-7, slug="pas", title="Pas", state=ActivityState.HELD)
    _together(partner, days=-100, slug="vorig-jaar", state=ActivityState.HELD, form=ActivityForm.TRAINING)
    _together(partner, days=-1, slug="gisteren")
    _together(PartnerFactory(), slug="van-een-ander")

    page = partner_page("eci", None, now=NOW)

    assert page is not None
    assert page.upcoming == (
        SharedActivity("straks", "Straks", "Bendecafé", NOW + timedelta(days=7), False, ["had the idea", "gives"]),
        SharedActivity("later", "Later", "Bendecafé", NOW + timedelta(days=14), False, ["gives"]),
    )
    assert [(year.year, [activity.slug for activity in year.activities]) for year in page.past] == [
        (2026, ["gisteren", "pas"]),
        (2025, ["vorig-jaar"]),
    ]
    assert (page.past_count, page.past_not_shown) == (3, 0)


def test_the_twelve_most_recent_are_shown_and_all_are_counted() -> None:
    partner = PartnerFactory(slug="eci")
    for days in range(1, 16):
        _together(partner, days=-days, slug=f"dag-{days}", state=ActivityState.HELD)

    page = partner_page("eci", None, now=NOW)

    assert page is not None
    assert [activity.slug for year in page.past for activity in year.activities] == [
        f"dag-{days}" for days in range(1, 13)
    ]
    assert (page.past_count, page.past_not_shown) == (15, 3)


@pytest.mark.parametrize(
    ("reader", "slugs"),
    [(None, ["voor-allen"]), (funder, ["voor-allen"]), (member, ["voor-allen", "voor-leden"])],
    ids=["visitor", "funder", "member"],
)
def test_activities_for_members_are_seen_by_members_only(reader: object, slugs: list[str]) -> None:
    person: Person | None = reader() if callable(reader) else None
    partner = PartnerFactory(slug="eci")
    _together(partner, slug="voor-allen")
    _together(partner, days=8, slug="voor-leden", audience=Audience.MEMBERS)
    _together(partner, slug="in-de-maak", state=ActivityState.MAKING)

    page = partner_page("eci", person, now=NOW)

    assert page is not None
    assert [activity.slug for activity in page.upcoming] == slugs
    assert partner_groups(person)[0].partners[0].activities == len(slugs)


def test_no_page_for_who_is_no_partner() -> None:
    SchoolFactory(slug="niekee")

    assert partner_page("niekee", None, now=NOW) is None
    assert partner_page("nergens", None, now=NOW) is None


def _world(number: int) -> None:
    """As many partners, and at the first one as many activities, themes and sentences."""
    first, *_ = partners = PartnerFactory.create_batch(number)
    for at, partner in enumerate(partners):
        LocationFactory(organisation=partner)
        _together(partner, slug=f"a-{at}-{number}")
        _together(first, slug=f"b-{at}-{number}", state=ActivityState.HELD, days=-at)
        ThemeFactory().carriers.add(first)
        BroughtIn.objects.create(organisation=first, place=at, sentence=f"Zin {at}")


def test_statements_do_not_grow_with_the_rows() -> None:
    counts = []
    for number in (3, 30):
        Activity.objects.all().delete()
        Organisation.objects.exclude(kind=OrganisationKind.SCHOOL).delete()
        _world(number)
        person = member()
        slug = Organisation.objects.exclude(kind=OrganisationKind.SCHOOL).order_by("pk")[0].slug
        with CaptureQueriesContext(connection) as index:
            groups = partner_groups(person)
        person = Person.objects.get(pk=person.pk)
        with CaptureQueriesContext(connection) as one:
            page = partner_page(slug, person, now=NOW)
        assert page is not None
        counts.append((len(index), len(one), len(groups[0].partners), len(page.facts.brought_in)))

    assert counts == [(4, 7, 3, 3), (4, 7, 30, 30)]
