import pytest
from django.utils import translation

from heyy.organisations.enums import OrganisationKind
from heyy.organisations.models import BroughtIn, EarlierName
from heyy.organisations.queries.organisations import PartnerPage, partner_page, partners_shown
from tests.factories.organisations import (
    BoardFactory,
    LocationFactory,
    PartnerFactory,
    SchoolFactory,
    TeamFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db


def test_partners_shown_are_those_from_outside_the_schools() -> None:
    BoardFactory()
    SchoolFactory()
    TeamFactory()
    company = PartnerFactory()
    culture = PartnerFactory(kind=OrganisationKind.CULTURE)

    assert list(partners_shown()) == [company, culture]


def test_partner_page_holds_what_is_known() -> None:
    partner = PartnerFactory(
        slug="eci",
        kind=OrganisationKind.CULTURE,
        name="ECI Cultuurfabriek",
        daily_name="ECI",
        website="https://example.org",
        description="Cultuurhuis.",
    )
    LocationFactory(organisation=partner, place="Roermond")
    theme = ThemeFactory(slug="kunst", name_nl="Kunst", name_en="Arts")
    theme.carriers.add(partner)
    EarlierName.objects.create(organisation=partner, name="Electro Chemische Industrie")
    for place, sentence in ((2, "Gaf een rondleiding."), (1, "Bildung.")):
        BroughtIn.objects.create(organisation=partner, place=place, sentence=sentence, source="Verslag 2018")

    with translation.override("en"):
        page = partner_page("eci")

    assert page == PartnerPage(
        pk=partner.pk,
        slug="eci",
        name="ECI",
        official_name="ECI Cultuurfabriek",
        earlier_names=("Electro Chemische Industrie",),
        kind_label="Culture",
        place="Roermond",
        addresses=("Kerkstraat 1, 6041 AB Roermond",),
        website="https://example.org",
        description="Cultuurhuis.",
        themes=(("kunst", "Arts"),),
        brought_in=("Bildung.", "Gaf een rondleiding."),
        sources=("Verslag 2018",),
    )


def test_official_name_is_left_out_when_people_use_it() -> None:
    PartnerFactory(slug="eci", name="ECI")

    page = partner_page("eci")

    assert page is not None
    assert (page.name, page.official_name) == ("ECI", "")


@pytest.mark.parametrize("factory", [SchoolFactory, BoardFactory])
def test_schools_and_boards_have_no_partner_page(factory: type[SchoolFactory]) -> None:
    factory(slug="niekee")

    assert partner_page("niekee") is None
    assert partner_page("bestaat-niet") is None
