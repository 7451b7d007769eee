from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from heyy.indicators.enums import Measure
from heyy.indicators.models import HistoryValue
from heyy.people.middleware import SECOND_FACTOR_DONE
from heyy.people.models import Person
from tests.factories.indicators import FigureFactory
from tests.factories.people import funder, member, relation_manager

pytestmark = pytest.mark.django_db

ADDRESS = reverse("indicators:enter_value", args=["themes"])
FILLED = {
    "on": "2018-08-31",
    "value": "12",
    "period_nl": "augustus 2018",
    "period_en": "August 2018",
    "note_nl": "Eindverslag",
    "note_en": "End report",
}


@pytest.fixture(autouse=True)
def _promised() -> None:
    FigureFactory(measure=Measure.THEMES)


def _signed_in(client: Client, person: Person) -> Client:
    client.cookies["django_language"] = "en"
    client.force_login(person)
    session = client.session
    session[SECOND_FACTOR_DONE] = person.pk
    session.save()
    return client


def test_a_value_is_entered_and_shown(client: Client) -> None:
    _signed_in(client, relation_manager())
    assert "Save the value" in client.get(ADDRESS).content.decode()
    page = client.post(ADDRESS, FILLED, follow=True)
    assert page.redirect_chain == [(reverse("indicators:figure", args=["themes"]), 302)]
    assert "Entered by hand: End report" in page.content.decode()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [({"value": "a dozen"}, "“a dozen” is not a number Heyy can keep."), ({"note_en": ""}, "This field is required.")],
)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(client: Client, change: dict[str, Any], sentence: str) -> None:
    page = _signed_in(client, relation_manager()).post(ADDRESS, FILLED | change).content.decode()
    assert sentence in page
    assert 'value="augustus 2018"' in page
    assert not HistoryValue.objects.exists()


@pytest.mark.parametrize("person", [member, funder])
def test_others_may_not(client: Client, person: Any) -> None:
    _signed_in(client, person())
    assert client.get(ADDRESS).status_code == 403
    assert client.post(ADDRESS, FILLED).status_code == 403
    assert not HistoryValue.objects.exists()


def test_a_visitor_signs_in_first(client: Client) -> None:
    assert client.get(ADDRESS)["Location"] == f"{reverse('account_login')}?next={ADDRESS}"


def test_a_figure_nobody_promised_takes_no_value(client: Client) -> None:
    _signed_in(client, relation_manager())
    assert client.get(reverse("indicators:enter_value", args=["schools"])).status_code == 404
