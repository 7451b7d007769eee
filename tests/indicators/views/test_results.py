import csv
from io import StringIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from heyy.core import clock
from heyy.indicators.enums import Measure
from heyy.people.enums import Audience
from heyy.people.middleware import SECOND_FACTOR_DONE
from heyy.people.models import Person
from tests.factories.indicators import FigureFactory, HistoryValueFactory, IndicatorFactory, attend, held, staff
from tests.factories.meet4learn import NOW
from tests.factories.organisations import PartnerFactory, SchoolFactory
from tests.factories.people import funder, member, relation_manager

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_that_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def english(client: Client) -> Client:
    client.cookies["django_language"] = "en"
    return client


def _sign_in(client: Client, person: Person) -> Client:
    client.force_login(person)
    session = client.session
    session[SECOND_FACTOR_DONE] = person.pk
    session.save()
    return client


def _csv(response: Any) -> list[list[str]]:
    text = response.content.decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(StringIO(text[1:], newline=""), delimiter=";"))


def test_the_results_page_quotes_counts_and_links(english: Client) -> None:
    indicator = IndicatorFactory(code="2", text_en="In at least half of the activities.")
    figure = FigureFactory(indicator=indicator, measure=Measure.PARTNER_SHARE, unit="%", target=50)
    HistoryValueFactory(figure=figure, value=59, note_en="End report, page 9")
    held(partner=PartnerFactory())
    held()
    page = english.get(reverse("indicators:results")).content.decode()
    assert "<blockquote><p>In at least half of the activities.</p></blockquote>" in page
    assert '<p class="value">50<span class="unit"> %</span></p>' in page
    assert "1 of 2 held activities" in page
    assert "Target met" in page
    assert "Entered by hand: End report, page 9" in page
    assert f'href="{reverse("indicators:figure", args=["partner_share"])}">Where does this come from?' in page


def test_a_centre_without_promises_says_so(english: Client) -> None:
    assert "Nothing is promised yet" in english.get(reverse("indicators:results")).content.decode()


def test_an_unmet_target_is_told_in_words(english: Client) -> None:
    FigureFactory(measure=Measure.SCHOOLS, target=20)
    attend(held(), member())
    page = english.get(reverse("indicators:results")).content.decode()
    assert "Not yet: 19 to go" in page
    assert "0 of 1 targets are met today" in page


def test_an_indicator_in_words_only(english: Client) -> None:
    IndicatorFactory(code="sub4", text_en="It goes on after the project.")
    page = english.get(reverse("indicators:results")).content.decode()
    assert "It goes on after the project." in page
    assert "This promise has no figure: it is told in words." in page


def test_the_figure_page_shows_rule_years_and_rows(english: Client) -> None:
    held(title="Spelende leraar", slug="spelende-leraar")
    page = english.get(reverse("indicators:figure", args=["activities"])).content.decode()
    assert "An activity counts once its maker has closed it as held" in page
    assert "2025–2026, so far" in page
    assert f'<a href="{reverse("meet4learn:activity", args=["spelende-leraar"])}">Spelende leraar</a>' in page


def test_a_visitor_reads_no_title_for_members(english: Client) -> None:
    held(title="Achter de deur", audience=Audience.MEMBERS)
    address = reverse("indicators:figure", args=["activities"])
    download = reverse("indicators:figure_csv", args=["activities"])
    assert "Achter de deur" not in english.get(address).content.decode()
    assert "Achter de deur" not in english.get(download).content.decode()
    assert "1 activity for members only" in english.get(download).content.decode()
    _sign_in(english, member())
    assert "Achter de deur" in english.get(address).content.decode()


def test_small_groups_are_hidden_on_the_page_and_in_the_file_for_every_reader(english: Client) -> None:
    big, small, smaller = (SchoolFactory(name=name) for name in ("Groot", "Klein", "Kleinst"))
    attend(held(), *staff(big, 7), *staff(small, 4), *staff(smaller, 1))
    expected = [
        ["Where they worked", "People", "Board", "Sector"],
        ["Groot", "7", "", "secondary education"],
        ["2 other groups together", "5", "", ""],
    ]
    for reader in (None, member(), funder(), relation_manager()):
        if reader:
            _sign_in(english, reader)
        page = english.get(reverse("indicators:figure", args=["reached_persons"])).content.decode()
        assert "Groot" in page
        assert "Klein" not in page
        download = english.get(reverse("indicators:figure_csv", args=["reached_persons"]))
        assert _csv(download) == expected


def test_the_file_of_each_table(english: Client) -> None:
    held(partner=PartnerFactory())
    address = reverse("indicators:figure_csv", args=["partner_share"])
    response = english.get(address)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="heyy-partner_share-kinds.csv"'
    assert _csv(response) == [["Kind of partner", "Held activities"], ["Company", "1"]]
    assert _csv(english.get(address, {"table": "years"}))[-1][:2] == ["Since the start", "100"]
    assert _csv(english.get(address, {"table": "activities", "year": "2025"}))[1][-1] == "Yes"
    assert english.get(address, {"table": "people"}).status_code == 404


@pytest.mark.parametrize(
    "address", ["hugs/", "activities/?year=1999", "activities/?year=x", "activities/?year=²²²²", "schools/?year=2025"]
)
def test_what_is_not_counted_is_not_found(client: Client, address: str) -> None:
    assert client.get(reverse("indicators:results") + address).status_code == 404


def test_the_page_speaks_dutch_unless_chosen_otherwise(client: Client) -> None:
    IndicatorFactory()
    response = client.get(reverse("indicators:results"))
    assert response["Content-Language"] == "nl"
    assert "Wat we beloofden" in response.content.decode()


@pytest.mark.parametrize("reader", [None, funder])
def test_the_results_page_takes_few_statements(client: Client, reader: Any) -> None:
    for position, measure in enumerate(Measure):
        HistoryValueFactory(figure=FigureFactory(measure=measure, position=position))
    if reader:
        _sign_in(client, reader())
    numbers = []
    for more in (3, 27, 270):
        for _ in range(more):
            attend(held(partner=PartnerFactory()), member())
        with CaptureQueriesContext(connection) as statements:
            client.get(reverse("indicators:results"))
        numbers.append(len(statements))
    assert numbers == [numbers[0]] * 3
    assert numbers[0] <= 12
