import pytest
from django.test import Client
from django.urls import reverse

from heyy.meet4learn.enums import ActivityState, PartnerPart
from heyy.meet4learn.models import PartnerRole
from heyy.organisations.enums import OrganisationKind
from heyy.organisations.models import BroughtIn
from tests.factories.meet4learn import ActivityFactory
from tests.factories.organisations import LocationFactory, PartnerFactory, SchoolFactory, ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client: Client) -> Client:
    client.cookies["django_language"] = "en"
    return client


def _page(reader: Client, slug: str) -> str:
    response = reader.get(reverse("home:partner", args=[slug]))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_page_of_a_partner_tells_what_it_brings_and_did(reader: Client) -> None:
    partner = PartnerFactory(
        slug="hoek-en-lijn",
        kind=OrganisationKind.COMPANY,
        name='Bureau "Hoek & Lijn"',
        description="Tekent <em>scholen</em>.",
        website="https://example.org",
    )
    LocationFactory(organisation=partner, place="Roermond")
    ThemeFactory(slug="kunst", name_en="Arts").carriers.add(partner)
    BroughtIn.objects.create(organisation=partner, place=1, sentence="Leende maquettes uit.", source="Verslag 2018")
    for slug, state in (("straks", ActivityState.OPEN), ("geweest", ActivityState.HELD)):
        activity = ActivityFactory(slug=slug, title=f"Titel {slug}", state=state)
        PartnerRole.objects.create(activity=activity, organisation=partner, part=PartnerPart.HOSTED)

    page = _page(reader, "hoek-en-lijn")

    for text in (
        "<h1>Bureau &quot;Hoek &amp; Lijn&quot;</h1>",
        "Company",
        "Tekent &lt;em&gt;scholen&lt;/em&gt;.",
        "Leende maquettes uit.",
        "Verslag 2018",
        "Kerkstraat 1, 6041 AB Roermond",
        'href="https://example.org"',
        f'href="{reverse("meet4learn:agenda")}?theme=kunst"',
        f'href="{reverse("meet4learn:activity", args=["straks"])}"',
        f'href="{reverse("meet4learn:activity", args=["geweest"])}"',
        f'href="{reverse("meet4learn:ask")}?partner=hoek-en-lijn"',
        "hosts",
    ):
        assert text in page


def test_a_partner_without_anything_still_has_a_page(reader: Client) -> None:
    PartnerFactory(slug="nieuw", name="Nieuw")

    page = _page(reader, "nieuw")

    assert "No activities together yet." in page
    assert "What this partner brings" not in page
    assert "Where to find them" not in page


def test_the_index_lists_partners_by_kind(reader: Client) -> None:
    PartnerFactory(slug="vonk", name="De Vonk", kind=OrganisationKind.COMPANY)
    eci = PartnerFactory(slug="eci", name="ECI", kind=OrganisationKind.CULTURE)
    PartnerRole.objects.create(activity=ActivityFactory(), organisation=eci)

    page = " ".join(reader.get(reverse("home:partners")).content.decode().split())

    assert page.index("Company</h2>") < page.index("De Vonk") < page.index("Culture</h2>") < page.index("1 activity")
    assert f'href="{reverse("home:partner", args=["eci"])}"' in page


def test_the_index_without_partners_invites(reader: Client) -> None:
    assert "No partners yet" in reader.get(reverse("home:partners")).content.decode()


@pytest.mark.parametrize("slug", ["niekee", "bestaat-niet"])
def test_who_is_no_partner_is_not_found(reader: Client, slug: str) -> None:
    SchoolFactory(slug="niekee")

    assert reader.get(reverse("home:partner", args=[slug])).status_code == 404
