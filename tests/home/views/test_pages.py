"""The wiring of the front page, Mijn Heyy, the desk, administration and the language."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from heyy.core import clock
from heyy.meet4learn.enums import QuestionState
from heyy.meet4learn.models import LearningQuestion
from heyy.people.enums import Audience, Role
from heyy.people.models import RoleAssignment
from tests.factories.meet4learn import ActivityFactory, IntroductionFactory, QuestionFactory, RegistrationFactory
from tests.factories.organisations import SchoolFactory
from tests.factories.people import administrator, broker, member, relation_manager
from tests.meet4learn.views.test_questions import signed_in

pytestmark = pytest.mark.django_db


def test_front_page_shows_what_is_soon_and_public_questions() -> None:
    activity = ActivityFactory(first_at=clock.now() + timedelta(days=2))
    public, inner = QuestionFactory(audience=Audience.PUBLIC), QuestionFactory()
    page = Client().get("/").context["page"]
    assert [card.slug for card in page.cards] == [activity.slug]
    assert [question.pk for question in page.questions] == [public.pk]
    assert {question.pk for question in signed_in(member()).get("/").context["page"].questions} == {
        public.pk,
        inner.pk,
    }


def test_mine_sorts_what_is_today_what_waits_and_what_comes() -> None:
    person, now = member(), clock.now()
    later = ActivityFactory(first_at=now + timedelta(days=3))
    begun = ActivityFactory(first_at=now - timedelta(minutes=30), owner__person=person)
    RegistrationFactory(activity=later, person=person)
    waiting = IntroductionFactory(helper=person)
    page = signed_in(person).get(reverse("home:mine")).context["page"]
    assert [entry.slug for entry in page.coming] == [later.slug]
    assert [entry.slug for entry in page.to_tick] == [begun.slug]
    assert [one.pk for one in page.to_answer] == [waiting.pk]
    assert page.waits == 2


def test_mine_needs_a_sign_in() -> None:
    assert Client().get(reverse("home:mine"))["Location"] == "/account/login/?next=/mijn/"


def test_desk_shows_a_broker_the_own_school_and_a_relation_manager_all() -> None:
    school = SchoolFactory()
    here, there = QuestionFactory(asker=member(school)), QuestionFactory()
    answered = QuestionFactory(asker=member(school))
    LearningQuestion.objects.filter(pk=answered.pk).update(state=QuestionState.ANSWERED, outcome_kind="talk")

    def shown(client: Client) -> dict[str, set[int]]:
        columns = client.get(reverse("home:desk")).context["page"].columns
        return {state: {card.question.pk for card in cards} for state, _, cards in columns if cards}

    assert shown(signed_in(broker(school))) == {"open": {here.pk}, "answered": {answered.pk}}
    assert shown(signed_in(relation_manager()))["open"] == {here.pk, there.pk}
    assert signed_in(member()).get(reverse("home:desk")).status_code == 404


def test_administration_gives_and_ends_a_role() -> None:
    school, person = SchoolFactory(), member(email="makelaar@example.org")
    client = signed_in(administrator())
    data = {"email": "makelaar@example.org", "role": "broker", "organisation": school.name}
    client.post(reverse("home:give_role"), data)
    role = RoleAssignment.objects.get(person=person)
    assert (role.role, role.organisation) == (Role.BROKER, school)
    assert signed_in(person).get(reverse("home:desk")).status_code == 200
    client.post(reverse("home:end_role", args=[role.pk]))
    assert signed_in(person).get(reverse("home:desk")).status_code == 404
    assert signed_in(member()).get(reverse("home:administration")).status_code == 404


def test_administration_refuses_a_role_without_its_scope() -> None:
    member(email="makelaar@example.org")
    signed_in(administrator()).post(
        reverse("home:give_role"), {"email": "makelaar@example.org", "role": "broker", "organisation": ""}
    )
    assert RoleAssignment.objects.filter(role=Role.BROKER).count() == 0


def test_language_is_dutch_until_somebody_chooses() -> None:
    client = Client(headers={"accept-language": "de,en;q=0.8"})
    assert client.get("/over/")["Content-Language"] == "nl"
    client.post(reverse("set_language"), {"language": "en", "next": "/over/"})
    assert client.get("/over/")["Content-Language"] == "en"


def test_language_is_kept_with_the_person_for_mails() -> None:
    person = member()
    signed_in(person).post(reverse("set_language"), {"language": "en", "next": "/"})
    person.refresh_from_db()
    assert person.language == "en"


@pytest.mark.parametrize("name", ["about", "accessibility", "privacy"])
def test_pages_about_heyy_open_for_everyone(name: str) -> None:
    assert Client().get(reverse(f"home:{name}")).status_code == 200
