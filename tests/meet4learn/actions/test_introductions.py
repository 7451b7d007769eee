from datetime import timedelta
from typing import Any

import pytest

from heyy.core.errors import NotAllowed
from heyy.core.models import AuditEntry, OutboxMail
from heyy.core.queries.search import search
from heyy.meet4learn.actions.introductions import (
    accept_introduction,
    ask_for_coffee,
    decline_introduction,
    offer_help,
    propose_people,
    say_met,
)
from heyy.meet4learn.enums import IntroductionState, QuestionState
from heyy.meet4learn.errors import AskedAlready, NotWaitingForYou, PersonUnavailable, QuestionClosed
from heyy.meet4learn.models import Introduction, LearningQuestion
from heyy.people.enums import Audience
from heyy.people.models import Evidence, Person, Thanks
from tests.factories.meet4learn import NOW, IntroductionFactory, QuestionFactory
from tests.factories.organisations import SchoolFactory, ThemeFactory
from tests.factories.people import broker, funder, member, relation_manager
from tests.meet4learn.mailbox import empty_mailbox, mailbox

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=1)
TODAY = NOW.date()


@pytest.fixture
def question() -> LearningQuestion:
    return QuestionFactory(asker=member(email="anna@example.org"))


@pytest.fixture
def bas() -> Person:
    return member(email="bas@example.org")


def coffee(question: LearningQuestion, helper: Person, **changes: Any) -> Introduction:
    values = {"message": "Zin in koffie?", "actor": question.asker, "now": NOW, **changes}
    return ask_for_coffee(question=question, helper=helper, **values)


def accept(introduction: Introduction, actor: Person) -> Introduction:
    return accept_introduction(introduction=introduction, actor=actor, now=LATER)


def decline(introduction: Introduction, actor: Person) -> None:
    decline_introduction(introduction=introduction, actor=actor, now=LATER)


def met(introduction: Introduction, actor: Person, thanks: str = "") -> None:
    say_met(introduction=introduction, thanks=thanks, actor=actor, now=LATER)


def state(introduction: Introduction) -> str:
    return Introduction.objects.get(pk=introduction.pk).state


def timeline(question: LearningQuestion) -> list[str]:
    return list(question.events.values_list("kind", flat=True))


def test_ask_for_coffee_is_the_asker_s_yes_and_waits_for_the_helper_s(question: LearningQuestion, bas: Person) -> None:
    introduction = coffee(question, bas, message="  Zin in\nkoffie? ")
    assert (introduction.asker, introduction.helper, introduction.state, introduction.message) == (
        question.asker,
        bas,
        IntroductionState.ASKED,
        "Zin in koffie?",
    )
    assert (introduction.asker_yes_at, introduction.helper_yes_at, introduction.brokered_by) == (NOW, None, None)
    assert mailbox() == [("bas@example.org", "introduction ask")]
    assert timeline(question) == ["coffee_asked"]
    assert LearningQuestion.objects.get().state == QuestionState.EXPLORING


def test_ask_for_coffee_is_for_the_asker(question: LearningQuestion, bas: Person) -> None:
    for actor in (bas, relation_manager(), broker(question.organisation)):  # type: ignore[arg-type]  # it has one
        with pytest.raises(NotAllowed):
            coffee(question, bas, actor=actor)


@pytest.mark.parametrize("second", ["coffee", "offer", "proposal"])
def test_two_people_are_brought_together_around_a_question_once(
    question: LearningQuestion, bas: Person, second: str
) -> None:
    coffee(question, bas)
    if second == "coffee":
        with pytest.raises(AskedAlready):
            coffee(question, bas)
    elif second == "offer":
        with pytest.raises(AskedAlready):
            offer_help(question=question, message="", actor=bas, now=NOW)
    else:
        assert propose_people(question=question, helpers=[bas], actor=relation_manager(), now=NOW) == []
    assert Introduction.objects.count() == 1
    assert mailbox() == [("bas@example.org", "introduction ask")]


def test_a_closed_question_brings_nobody_together(bas: Person) -> None:
    question = QuestionFactory(state=QuestionState.CLOSED)
    with pytest.raises(QuestionClosed):
        coffee(question, bas)
    with pytest.raises(QuestionClosed):
        offer_help(question=question, message="", actor=bas, now=NOW)
    with pytest.raises(QuestionClosed):
        propose_people(question=question, helpers=[bas], actor=relation_manager(), now=NOW)


@pytest.mark.parametrize(
    "unfit",
    [
        {"paused_until": TODAY},
        {"paused_until": TODAY + timedelta(days=30)},
        {"is_findable": False},
        {"is_active": False},
    ],
    ids=["paused today", "paused for a month", "hidden", "gone"],
)
def test_who_paused_hid_or_left_is_not_asked(question: LearningQuestion, unfit: dict[str, Any]) -> None:
    helper = member(**unfit)
    with pytest.raises(PersonUnavailable):
        coffee(question, helper)
    with pytest.raises(PersonUnavailable):
        propose_people(question=question, helpers=[helper], actor=relation_manager(), now=NOW)
    assert mailbox() == []


def test_a_pause_that_ended_yesterday_is_over(question: LearningQuestion) -> None:
    assert coffee(question, member(paused_until=TODAY - timedelta(days=1))).state == IntroductionState.ASKED


def test_nobody_gets_a_third_open_ask(question: LearningQuestion, bas: Person) -> None:
    first, _second = IntroductionFactory(helper=bas), IntroductionFactory(helper=bas)
    with pytest.raises(PersonUnavailable):
        coffee(question, bas)
    decline(first, bas)
    assert coffee(question, bas).state == IntroductionState.ASKED


def test_own_offers_and_answered_asks_leave_room(question: LearningQuestion, bas: Person) -> None:
    for _ in range(3):
        offer_help(question=QuestionFactory(), message="", actor=bas, now=NOW)
    accept(IntroductionFactory(helper=bas), bas)
    assert coffee(question, bas).state == IntroductionState.ASKED


def test_offer_help_is_the_helper_s_yes_and_waits_for_the_asker_s(question: LearningQuestion, bas: Person) -> None:
    introduction = offer_help(question=question, message="Kom kijken!", actor=bas, now=NOW)
    assert (introduction.helper, introduction.state, introduction.message) == (
        bas,
        IntroductionState.ASKED,
        "Kom kijken!",
    )
    assert (introduction.asker_yes_at, introduction.helper_yes_at) == (None, NOW)
    assert mailbox() == [("anna@example.org", "introduction offer")]


def test_offer_help_is_for_members_and_not_for_the_asker(question: LearningQuestion) -> None:
    for actor in (question.asker, funder()):
        with pytest.raises(NotAllowed):
            offer_help(question=question, message="", actor=actor, now=NOW)


def test_propose_people_asks_both_sides_and_keeps_who_brokered(question: LearningQuestion, bas: Person) -> None:
    rob = relation_manager()
    (introduction,) = propose_people(question=question, helpers=[bas], actor=rob, now=NOW)
    assert (introduction.state, introduction.brokered_by) == (IntroductionState.PROPOSED, rob)
    assert (introduction.asker_yes_at, introduction.helper_yes_at) == (None, None)
    assert mailbox() == [("bas@example.org", "introduction ask"), ("anna@example.org", "introduction proposal")]
    assert timeline(question) == ["proposed"]
    assert LearningQuestion.objects.get().state == QuestionState.EXPLORING


def test_propose_people_passes_over_the_asker_and_who_is_in_touch(question: LearningQuestion, bas: Person) -> None:
    coffee(question, bas)
    carla = member()
    proposed = propose_people(
        question=question, helpers=[question.asker, bas, carla], actor=relation_manager(), now=NOW
    )
    assert [introduction.helper for introduction in proposed] == [carla]


def test_propose_people_proposes_all_or_nobody(question: LearningQuestion, bas: Person) -> None:
    with pytest.raises(PersonUnavailable):
        propose_people(question=question, helpers=[bas, member(is_findable=False)], actor=relation_manager(), now=NOW)
    assert not Introduction.objects.exists()
    assert mailbox() == []


def test_propose_people_is_for_brokers(question: LearningQuestion, bas: Person) -> None:
    for actor in (question.asker, bas, broker(SchoolFactory())):
        with pytest.raises(NotAllowed):
            propose_people(question=question, helpers=[bas], actor=actor, now=NOW)


def test_contact_data_are_shared_when_both_said_yes(question: LearningQuestion, bas: Person) -> None:
    introduction = coffee(question, bas)
    assert not introduction.shows_contact
    introduction = accept(introduction, bas)
    assert introduction.shows_contact
    assert state(introduction) == IntroductionState.ACCEPTED
    assert mailbox()[1:] == [("anna@example.org", "introduction contact"), ("bas@example.org", "introduction contact")]
    assert timeline(question) == ["coffee_asked", "introduced"]
    assert LearningQuestion.objects.get().state == QuestionState.PLANNED


def test_an_offer_is_accepted_by_the_asker(question: LearningQuestion, bas: Person) -> None:
    introduction = accept(offer_help(question=question, message="", actor=bas, now=NOW), question.asker)
    assert introduction.shows_contact


@pytest.mark.parametrize("first", ["asker", "helper"])
def test_a_proposal_needs_the_yes_of_both_in_either_order(question: LearningQuestion, bas: Person, first: str) -> None:
    (introduction,) = propose_people(question=question, helpers=[bas], actor=relation_manager(), now=NOW)
    one, other = (question.asker, bas) if first == "asker" else (bas, question.asker)
    half = accept(introduction, one)
    assert (half.state, half.shows_contact) == (IntroductionState.PROPOSED, False)
    assert all(kind != "introduction contact" for _, kind in mailbox())
    assert accept(introduction, other).shows_contact


def test_no_mail_before_both_said_yes_holds_an_address_or_telephone(question: LearningQuestion, bas: Person) -> None:
    for person in (bas, question.asker):
        person.profile_fields.create(name="phone", value="06-12345678", audience=Audience.PUBLIC)
    offer_help(question=question, message="", actor=member(), now=NOW)
    coffee(question, bas)
    propose_people(question=question, helpers=[member()], actor=relation_manager(), now=NOW)
    for mail in OutboxMail.objects.all():
        assert "@" not in mail.subject + mail.body
        assert "06-1234" not in mail.body
    introduction = Introduction.objects.get(helper=bas)
    empty_mailbox()
    accept(introduction, bas)
    assert all("@" in mail.body for mail in OutboxMail.objects.all())  # so that the lines above could fail


def test_nobody_says_yes_twice_for_oneself_or_for_the_other(question: LearningQuestion, bas: Person) -> None:
    introduction = coffee(question, bas)
    with pytest.raises(NotWaitingForYou):
        accept(introduction, question.asker)
    for actor in (member(), relation_manager()):
        with pytest.raises(NotAllowed):
            accept(introduction, actor)
        with pytest.raises(NotAllowed):
            decline(introduction, actor)
    accept(introduction, bas)
    with pytest.raises(NotWaitingForYou):
        accept(introduction, bas)


def test_who_asked_hears_that_it_did_not_work_out_and_no_reason(question: LearningQuestion, bas: Person) -> None:
    introduction = coffee(question, bas)
    decline(introduction, bas)
    assert state(introduction) == IntroductionState.DECLINED
    assert mailbox()[1:] == [("anna@example.org", "introduction no")]
    assert not Introduction.objects.get().shows_contact


def test_declining_is_silent_when_nobody_waits_for_it(question: LearningQuestion, bas: Person) -> None:
    (proposal,) = propose_people(question=question, helpers=[bas], actor=relation_manager(), now=NOW)
    offer = offer_help(question=question, message="", actor=member(), now=NOW)
    empty_mailbox()
    decline(proposal, bas)
    decline(offer, question.asker)
    assert mailbox() == []
    assert timeline(question) == ["proposed"]


def test_a_declined_introduction_stays_declined(question: LearningQuestion, bas: Person) -> None:
    introduction = coffee(question, bas)
    decline(introduction, bas)
    for again in (accept, decline, met):
        with pytest.raises(NotWaitingForYou):
            again(introduction, bas)


def test_an_accepted_introduction_is_not_declined_any_more(question: LearningQuestion, bas: Person) -> None:
    introduction = coffee(question, bas)
    accept(introduction, bas)
    with pytest.raises(NotWaitingForYou):
        decline(introduction, bas)


def test_say_met_closes_the_introduction_whoever_says_it(question: LearningQuestion, bas: Person) -> None:
    introduction = accept(coffee(question, bas), bas)
    met(introduction, bas)
    met(introduction, question.asker)
    introduction.refresh_from_db()
    assert (introduction.state, introduction.closed_at) == (IntroductionState.MET, LATER)
    assert timeline(question) == ["coffee_asked", "introduced", "met"]


def test_say_met_waits_for_both_yeses(question: LearningQuestion, bas: Person) -> None:
    with pytest.raises(NotWaitingForYou):
        met(coffee(question, bas), bas)


def test_thanks_after_meeting_become_evidence_of_the_helper(question: LearningQuestion, bas: Person) -> None:
    theme = ThemeFactory()
    question.themes.add(theme)
    introduction = accept(coffee(question, bas), bas)
    met(introduction, bas)
    met(introduction, question.asker, thanks="Dankjewel, Bas!")
    assert state(introduction) == IntroductionState.HELPED
    assert (Thanks.objects.get().sender, Thanks.objects.get().receiver) == (question.asker, bas)
    evidence = Evidence.objects.get()
    assert (evidence.person, evidence.line, list(evidence.themes.all())) == (bas, question.text, [theme])
    assert mailbox()[-1] == ("bas@example.org", "thanks introduction")
    with pytest.raises(NotWaitingForYou):
        met(introduction, question.asker, thanks="Nog eens")


def test_the_helper_does_not_thank_oneself(question: LearningQuestion, bas: Person) -> None:
    introduction = accept(coffee(question, bas), bas)
    met(introduction, bas, thanks="Goed gedaan, ik")
    assert state(introduction) == IntroductionState.MET
    assert not Thanks.objects.exists()


@pytest.mark.parametrize("audience", [Audience.ME, Audience.TEAM, Audience.SCHOOL])
@pytest.mark.parametrize("themes", [0, 2])
def test_a_question_kept_in_a_small_circle_leaves_no_word_in_evidence(audience: Audience, themes: int) -> None:
    question = QuestionFactory(text="Hoe ga ik om met mijn dyslexie als docent?", audience=audience)
    question.themes.set(ThemeFactory.create_batch(themes))
    bas = member()
    met(accept(coffee(question, bas), bas), question.asker, thanks="Dank!")
    line = Evidence.objects.get().line
    names = ", ".join(theme.name_nl for theme in question.themes.all())
    assert line == (names or "Een vraag van een collega")
    assert search("evidence", "dyslexie") == []
    assert "dyslexie" not in str(AuditEntry.objects.values())


@pytest.mark.parametrize("audience", [Audience.MEMBERS, Audience.PUBLIC])
def test_an_open_question_becomes_the_line_of_evidence(audience: Audience) -> None:
    question, bas = QuestionFactory(text="Hoe help ik een leerling met dyslexie?", audience=audience), member()
    met(accept(coffee(question, bas), bas), question.asker, thanks="Dank!")
    assert [number for number, _ in search("evidence", "dyslexie")] == [Evidence.objects.get().pk]
