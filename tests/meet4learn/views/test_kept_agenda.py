"""The kept agenda never shows a wrong number of places left."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from heyy.core import clock
from heyy.meet4learn.actions.activities import cancel_activity
from heyy.meet4learn.actions.registrations import register, withdraw
from heyy.meet4learn.models import Activity, Maker
from heyy.meet4learn.queries import agenda as agenda_queries
from heyy.meet4learn.views import kept_agenda
from tests.counting import statements
from tests.factories.meet4learn import ActivityFactory
from tests.factories.people import member
from tests.meet4learn.views.test_questions import signed_in

pytestmark = pytest.mark.django_db

AGENDA = "/agenda/"
STANDING = re.compile(r'<span class="tag" data-variant="(?:good|warn|plain)">([^<]+)</span>')
NOW = clock.now().replace(second=0, microsecond=0)


@pytest.fixture(autouse=True)
def moment(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """The clock stands still, unless it is set."""

    def set_clock(now: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: now)

    set_clock(NOW)
    return set_clock


def coming(**fields: Any) -> Activity:
    return ActivityFactory(first_at=NOW + timedelta(days=7), **fields)


def standings(client: Client | None = None) -> list[str]:
    """What the agenda says about places, twice: the second time it may be the kept page."""
    client = client or Client()
    first, second = (STANDING.findall(client.get(AGENDA).content.decode()) for _ in range(2))
    assert first == second
    return first


def test_a_page_that_still_holds_is_served_again() -> None:
    coming()
    assert statements(Client(), AGENDA) == 1


def test_every_place_taken_or_given_back_shows_at_once() -> None:
    activity, one, other, third = coming(places=2), member(), member(), member()
    seen = [standings()]
    for person in (one, other, third):
        register(activity=activity, person=person, actor=person, now=NOW)
        seen.append(standings())
    withdraw(activity=activity, person=one, actor=one, now=NOW)  # the third moves up
    seen.append(standings())
    withdraw(activity=activity, person=other, actor=other, now=NOW)
    seen.append(standings())
    assert seen == [
        ["nog 2 plekken"],
        ["nog 1 plek"],
        ["Vol"],
        ["Vol · 1 op de wachtlijst"],
        ["Vol"],
        ["nog 1 plek"],
    ]


def test_one_place_taken_here_and_one_given_back_there_shows_at_once() -> None:
    full, free, person = coming(places=1), coming(places=1), member()
    register(activity=full, person=person, actor=person, now=NOW)
    assert standings() == ["Vol", "nog 1 plek"]
    withdraw(activity=full, person=person, actor=person, now=NOW)
    register(activity=free, person=person, actor=person, now=NOW)
    assert standings() == ["nog 1 plek", "Vol"]


def test_what_is_cancelled_is_gone_at_once() -> None:
    activity = coming()
    coming(places=3)
    assert len(standings()) == 2
    owner = Maker.objects.get(activity=activity, is_owner=True).person
    cancel_activity(activity=activity, reason="Storm", actor=owner, now=NOW)
    assert standings() == ["nog 3 plekken"]


def test_what_is_over_is_gone_at_once(moment: Callable[[datetime], None]) -> None:
    coming()
    assert len(standings()) == 1
    moment(NOW + timedelta(days=7, hours=3))
    assert standings() == []


def test_names_may_lag_but_no_longer_than_a_minute(moment: Callable[[datetime], None]) -> None:
    activity = coming()
    maker = Maker.objects.get(activity=activity).person

    def shown() -> bool:
        return "Petra Nieuw" in Client().get(AGENDA).content.decode()

    assert not shown()
    type(maker).objects.filter(pk=maker.pk).update(first_name="Petra", last_name="Nieuw")
    assert not shown()
    moment(NOW + timedelta(minutes=1))
    assert shown()


def test_a_registration_while_the_page_is_made_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    activity, person = coming(places=2), member()
    how_full = agenda_queries.how_full

    def read_then_register(*, since: datetime) -> list[Any]:
        numbers = how_full(since=since)
        register(activity=activity, person=person, actor=person, now=NOW)
        return numbers

    with monkeypatch.context() as patched:
        patched.setattr(kept_agenda, "how_full", read_then_register)
        assert STANDING.findall(Client().get(AGENDA).content.decode()) == ["nog 1 plek"]
    assert kept_agenda.pages_by_language == {}
    withdraw(activity=activity, person=person, actor=person, now=NOW)
    assert standings() == ["nog 2 plekken"]


def test_each_language_has_its_own() -> None:
    coming(places=1)
    english = Client()
    english.cookies["django_language"] = "en"
    assert [standings(), standings(english), standings()] == [["nog 1 plek"], ["1 place left"], ["nog 1 plek"]]


def test_each_visitor_gets_a_form_key_that_works() -> None:
    coming()
    Client().get(AGENDA)
    keys = set()
    for _ in range(2):
        client = Client(enforce_csrf_checks=True)
        page = client.get(AGENDA).content.decode()
        [key] = set(re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page))
        answer = client.post(reverse("set_language"), {"language": "en", "next": AGENDA, "csrfmiddlewaretoken": key})
        assert (answer.status_code, answer["Location"]) == (302, AGENDA)
        keys.add(key)
    assert len(keys) == 2


def test_members_and_visitors_with_a_session_get_a_page_of_their_own() -> None:
    coming(audience="members")
    coming(places=3)
    assert standings() == ["nog 3 plekken"]
    assert len(standings(signed_in(member()))) == 2
    visitor = Client()
    visitor.cookies["messages"] = "x"
    assert statements(visitor, AGENDA) == 4
