"""Lists stay flat: as many SQL statements with 3 rows as with 30 or 300."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from heyy.core import clock
from heyy.meet4learn.enums import QuestionEventKind, RegistrationState
from heyy.meet4learn.models import Activity, LearningQuestion, MeToo, PartnerRole, QuestionEvent, Suggestion
from heyy.people.enums import Audience
from heyy.people.models import Person
from tests.counting import statements
from tests.factories.meet4learn import (
    ActivityFactory,
    IntroductionFactory,
    MakerFactory,
    QuestionFactory,
    RegistrationFactory,
    SessionFactory,
)
from tests.factories.organisations import LocationFactory, PartnerFactory, ThemeFactory
from tests.factories.people import member
from tests.meet4learn.views.test_questions import signed_in

pytestmark = pytest.mark.django_db

OF_THE_SIGN_IN = 3  # the session, the person, and what the person is


def counts(client: Client, address: str, add: Callable[[int], None], sizes: tuple[int, ...] = (3, 30)) -> list[int]:
    """The number of statements at each size; `add` adds one more row of everything the page shows."""
    found, size = [], 0
    for wanted in sizes:
        while size < wanted:
            add(size)
            size += 1
        found.append(statements(client, address))
    return found


def add_activity(number: int) -> None:
    """With two makers, a partner, a theme and a meeting at a location of its own."""
    activity = ActivityFactory(first_at=clock.now() + timedelta(minutes=30 + number))
    activity.sessions.update(location=LocationFactory())
    MakerFactory(activity=activity)
    PartnerRole.objects.create(activity=activity, organisation=PartnerFactory())
    activity.themes.add(ThemeFactory())


def test_agenda() -> None:
    address = reverse("meet4learn:agenda") + "?when=month"
    assert counts(Client(), address, add_activity, sizes=(3, 30, 300)) == [4, 4, 4]


def test_agenda_that_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = clock.now()
    monkeypatch.setattr(clock, "now", lambda: moment)
    assert counts(Client(), reverse("meet4learn:agenda"), add_activity) == [1, 1]


def test_agenda_of_a_member() -> None:
    found = counts(signed_in(member()), reverse("meet4learn:agenda"), add_activity)
    assert found == [OF_THE_SIGN_IN + 4] * 2


def test_agenda_with_words() -> None:
    assert counts(Client(), reverse("meet4learn:agenda") + "?text=feedback", add_activity) == [5, 5]


def test_week() -> None:
    assert counts(Client(), reverse("meet4learn:this_week"), add_activity) == [1, 1]


def _grow(activity: Activity) -> Callable[[int], None]:
    """Makers, partners, themes, meetings, public questions it grew from, and people who wait."""

    def add(number: int) -> None:
        MakerFactory(activity=activity)
        PartnerRole.objects.create(activity=activity, organisation=PartnerFactory())
        activity.themes.add(ThemeFactory())
        starts_at = clock.now() + timedelta(days=30 + number)
        SessionFactory(activity=activity, starts_at=starts_at, location=LocationFactory())
        activity.grew_from.add(QuestionFactory(audience=Audience.PUBLIC))
        RegistrationFactory(activity=activity, state=RegistrationState.WAITING)

    return add


def test_activity_page_of_a_visitor() -> None:
    activity = ActivityFactory(first_at=clock.now() + timedelta(days=7))
    address = reverse("meet4learn:activity", args=[activity.slug])
    assert counts(Client(), address, _grow(activity)) == [4, 4]


@pytest.mark.parametrize("is_maker", [False, True])
def test_activity_page_of_a_member_who_waits(is_maker: bool) -> None:
    activity, person = ActivityFactory(first_at=clock.now() + timedelta(days=7)), member()
    RegistrationFactory(activity=activity, person=person, state=RegistrationState.WAITING)
    if is_maker:
        MakerFactory(activity=activity, person=person)
    address = reverse("meet4learn:activity", args=[activity.slug])
    assert counts(signed_in(person), address, _grow(activity)) == [OF_THE_SIGN_IN + 5] * 2


def test_question_list() -> None:
    def add(number: int) -> None:
        QuestionFactory(audience=Audience.PUBLIC).themes.add(ThemeFactory())

    assert counts(Client(), reverse("meet4learn:questions"), add) == [3, 3]


def _follow(question: LearningQuestion) -> Callable[[int], None]:
    """People who have it too, suggestions, introductions, what happened, and activities that grew from it."""
    at = clock.now()

    def add(number: int) -> None:
        helper = member()
        MeToo.objects.create(question=question, person=member(), at=at)
        Suggestion.objects.create(question=question, person=helper, place=number, at=at)
        IntroductionFactory(question=question, helper=helper)
        QuestionEvent.objects.create(question=question, at=at, kind=QuestionEventKind.COFFEE_ASKED)
        add_activity(number)
        Activity.objects.latest("pk").grew_from.add(question)

    return add


@pytest.mark.parametrize("who", ["asker", "another"])
def test_question_page(who: str) -> None:
    question = QuestionFactory(me_toos=1)
    reader: Person = question.asker if who == "asker" else member()
    address = reverse("meet4learn:question", args=[question.slug])
    with_3, with_30 = counts(signed_in(reader), address, _follow(question))
    assert with_3 == with_30
