"""The wiring of the question pages: the rules themselves are tested at the actions."""

import pytest
from django.test import Client
from django.urls import reverse

from heyy.meet4learn.enums import IntroductionState, QuestionState
from heyy.meet4learn.models import Introduction, LearningQuestion, MeToo, Suggestion
from heyy.people.enums import Audience
from heyy.people.models import Person
from tests.factories.meet4learn import NOW, IntroductionFactory, QuestionFactory
from tests.factories.organisations import SchoolFactory, ThemeFactory
from tests.factories.people import broker, funder, member

pytestmark = pytest.mark.django_db
ASK = {"text": "Hoe krijg ik mijn brugklas aan het lezen?", "audience": "members", "once": "k1"}


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    session = client.session
    session["second_factor_done"] = person.pk
    session.save()
    return client


def test_ask_asks_the_question_and_shows_its_page() -> None:
    person = member()
    response = signed_in(person).post(reverse("meet4learn:ask"), ASK)
    question = LearningQuestion.objects.get()
    assert (question.text, question.asker, question.audience) == (ASK["text"], person, "members")
    assert response["Location"] == reverse("meet4learn:question", args=[question.slug])


def test_ask_twice_with_one_key_makes_one_question() -> None:
    client = signed_in(member())
    first, second = client.post(reverse("meet4learn:ask"), ASK), client.post(reverse("meet4learn:ask"), ASK)
    assert first["Location"] == second["Location"]
    assert LearningQuestion.objects.count() == 1


def test_ask_without_signing_in_keeps_the_text() -> None:
    client = Client()
    response = client.post(reverse("meet4learn:ask"), ASK)
    assert response["Location"] == "/account/login/?next=/vragen/stel/"
    assert ASK["text"] in client.get(reverse("meet4learn:ask")).content.decode()
    assert LearningQuestion.objects.count() == 0


def test_ask_with_too_few_words_shows_the_sentence_and_keeps_the_text() -> None:
    response = signed_in(member()).post(reverse("meet4learn:ask"), {**ASK, "text": "Lezen?"})
    assert response.status_code == 422
    assert "Lezen?" in response.content.decode()
    assert LearningQuestion.objects.count() == 0


def test_ask_by_a_funder_is_refused_with_a_sentence() -> None:
    assert signed_in(funder()).post(reverse("meet4learn:ask"), ASK).status_code == 409
    assert LearningQuestion.objects.count() == 0


def test_question_of_a_team_is_not_found_by_others() -> None:
    question = QuestionFactory(audience=Audience.TEAM)
    assert signed_in(member()).get(reverse("meet4learn:question", args=[question.slug])).status_code == 404


def test_question_shows_suggestions_to_its_asker_only() -> None:
    question = QuestionFactory()
    helper = member(first_name="Bertine", last_name="Helpt")
    Suggestion.objects.create(question=question, person=helper, place=1, reasons=["offers"], at=NOW)
    address = reverse("meet4learn:question", args=[question.slug])
    assert "Bertine Helpt" in signed_in(question.asker).get(address).content.decode()
    assert "Bertine" not in signed_in(member()).get(address).content.decode()


def test_public_question_shows_no_names_to_visitors() -> None:
    question = QuestionFactory(audience=Audience.PUBLIC, asker=member(first_name="Carolien", last_name="Vraagt"))
    page = Client().get(reverse("meet4learn:question", args=[question.slug])).content.decode()
    assert question.text in page
    assert "Carolien" not in page


def test_question_list_filters_by_theme_and_state() -> None:
    theme = ThemeFactory()
    with_theme, answered = QuestionFactory(text="Vraag met een thema"), QuestionFactory(text="Vraag met antwoord")
    with_theme.themes.add(theme)
    LearningQuestion.objects.filter(pk=answered.pk).update(state=QuestionState.ANSWERED, outcome_kind="talk")
    client = signed_in(member())
    by_theme = client.get(reverse("meet4learn:questions"), {"theme": theme.slug}).context["questions"]
    by_state = client.get(reverse("meet4learn:questions"), {"state": "answered"}).context["questions"]
    assert ([one.pk for one in by_theme], [one.pk for one in by_state]) == ([with_theme.pk], [answered.pk])


def test_me_too_joins_and_leaves() -> None:
    question, person = QuestionFactory(), member()
    client, address = signed_in(person), reverse("meet4learn:me_too", args=[question.slug])
    client.post(address)
    assert MeToo.objects.filter(question=question, person=person).count() == 1
    client.post(address, {"undo": "1"})
    assert MeToo.objects.count() == 0


def test_coffee_can_be_asked_of_suggested_people_only() -> None:
    question, stranger, suggested = QuestionFactory(), member(), member()
    Suggestion.objects.create(question=question, person=suggested, place=1, reasons=[], at=NOW)
    client = signed_in(question.asker)
    assert client.post(reverse("meet4learn:coffee", args=[question.slug, stranger.pk])).status_code == 404
    client.post(reverse("meet4learn:coffee", args=[question.slug, suggested.pk]), {"message": "Dinsdag?"})
    introduction = Introduction.objects.get()
    assert (introduction.helper, introduction.message) == (suggested, "Dinsdag?")


def test_accept_shows_contact_only_after_both_said_yes() -> None:
    introduction = IntroductionFactory(helper=member(email="helper@example.org"))
    page = reverse("meet4learn:question", args=[introduction.question.slug])
    asker = signed_in(introduction.asker)
    assert "helper@example.org" not in asker.get(page).content.decode()
    signed_in(introduction.helper).post(reverse("meet4learn:accept", args=[introduction.pk]))
    assert "helper@example.org" in asker.get(page).content.decode()


def test_introductions_of_others_are_not_found() -> None:
    introduction = IntroductionFactory()
    client = signed_in(member())
    statuses = [
        client.post(reverse(f"meet4learn:{verb}", args=[introduction.pk])).status_code
        for verb in ("accept", "decline", "met")
    ]
    assert statuses == [404, 404, 404]


def test_decline_goes_back_to_my_heyy() -> None:
    introduction = IntroductionFactory()
    response = signed_in(introduction.helper).post(reverse("meet4learn:decline", args=[introduction.pk]))
    introduction.refresh_from_db()
    assert (response["Location"], introduction.state) == ("/mijn/", IntroductionState.DECLINED)


def test_broker_proposes_takes_and_hands_over() -> None:
    school = SchoolFactory()
    question, helper, colleague = QuestionFactory(asker=member(school)), member(), broker(school)
    Suggestion.objects.create(question=question, person=helper, place=1, reasons=[], at=NOW)
    me = broker(school)
    client = signed_in(me)
    client.post(reverse("meet4learn:propose", args=[question.slug]), {"person": [helper.pk]})
    client.post(reverse("meet4learn:take", args=[question.slug]))
    question.refresh_from_db()
    assert (Introduction.objects.get().brokered_by, question.broker) == (me, me)
    client.post(reverse("meet4learn:hand_over", args=[question.slug]), {"to": colleague.pk})
    question.refresh_from_db()
    assert question.broker == colleague


def test_close_asks_what_helped() -> None:
    question = QuestionFactory()
    client, address = signed_in(question.asker), reverse("meet4learn:close_question", args=[question.slug])
    assert client.post(address, {"helped": "yes"}).status_code == 422
    client.post(address, {"helped": "yes", "outcome": "talk", "text": "Een half uur praten."})
    question.refresh_from_db()
    assert (question.state, question.outcome_kind, question.outcome_text) == (
        QuestionState.ANSWERED,
        "talk",
        "Een half uur praten.",
    )
