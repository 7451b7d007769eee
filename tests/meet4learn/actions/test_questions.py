from datetime import timedelta
from typing import Any

import pytest

from heyy.core.errors import NotAllowed
from heyy.core.models import AuditEntry, Posting
from heyy.core.queries.search import search
from heyy.meet4learn.actions.questions import (
    ask_question,
    choose_audience,
    choose_themes,
    close_question,
    delete_question,
    hand_over_question,
    reopen_question,
    say_me_too,
    take_question,
    undo_me_too,
)
from heyy.meet4learn.enums import Helped, OutcomeKind, QuestionState
from heyy.meet4learn.errors import (
    BrokerUnfit,
    OutcomeMissing,
    QuestionClosed,
    QuestionTooLong,
    QuestionTooShort,
    TeamOrSchoolMissing,
)
from heyy.meet4learn.models import LearningQuestion, MeToo, Suggestion
from heyy.people.actions.evidence import add_evidence
from heyy.people.enums import Audience, EvidenceKind
from heyy.people.models import Person
from tests.factories.meet4learn import NOW, QuestionFactory
from tests.factories.organisations import SchoolFactory, TeamFactory, ThemeFactory
from tests.factories.people import PersonFactory, administrator, broker, funder, member, relation_manager
from tests.meet4learn.mailbox import mailbox

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=3)
TEXT = "Hoe geef ik feedback waar leerlingen iets mee doen?"


def ask(actor: Person, text: str = TEXT, audience: Audience = Audience.MEMBERS, **more: Any) -> LearningQuestion:
    return ask_question(actor=actor, text=text, audience=audience, now=NOW, **more)


def fresh(question: LearningQuestion) -> LearningQuestion:
    return LearningQuestion.objects.get(pk=question.pk)


def timeline(question: LearningQuestion) -> list[str]:
    return list(question.events.values_list("kind", flat=True))


def test_ask_question_keeps_the_text_and_where_the_asker_works() -> None:
    team, theme = TeamFactory(), ThemeFactory()
    anna = member(team)
    question = fresh(ask(anna, "  Hoe geef ik  feedback\nwaar leerlingen iets mee doen? ", themes=[theme.pk]))
    assert (question.text, question.asker, question.organisation, question.team) == (TEXT, anna, team.parent, team)
    assert (question.state, question.audience, question.asked_at, question.state_since, question.me_toos) == (
        QuestionState.OPEN,
        Audience.MEMBERS,
        NOW,
        NOW,
        0,
    )
    assert list(question.themes.all()) == [theme]
    assert timeline(question) == ["asked"]
    assert search("question", "feedback") != []
    assert AuditEntry.objects.get().about == {"audience": "members"}


def test_ask_question_leaves_its_text_out_of_the_audit_trail() -> None:
    ask(member())
    assert "feedback" not in str(AuditEntry.objects.values())


def test_ask_question_shows_people_at_once() -> None:
    bas = member()
    add_evidence(
        person_id=bas.pk, kind=EvidenceKind.DID, line="Gaf feedback in 2 vwo", source="activity:1", themes=[], now=NOW
    )
    question = ask(member())
    assert [(row.person, row.place, row.at) for row in Suggestion.objects.filter(question=question)] == [(bas, 1, NOW)]


def test_two_questions_of_the_same_words_have_addresses_of_their_own() -> None:
    anna = member()
    one, other = ask(anna), ask(anna)
    assert one.slug != other.slug
    assert one.slug.startswith("hoe-geef-ik-feedback-waar-leerlingen-iets-mee-doen-")


def test_a_question_without_letters_has_an_address_too() -> None:
    assert ask(member(), "???????????").slug.startswith("vraag-")


@pytest.mark.parametrize(
    ("text", "problem"),
    [("", QuestionTooShort), ("   Waarom? ", QuestionTooShort), ("x" * 401, QuestionTooLong)],
)
def test_ask_question_refuses_what_is_too_short_or_too_long(text: str, problem: type[Exception]) -> None:
    with pytest.raises(problem):
        ask(member(), text)
    assert not LearningQuestion.objects.exists()


@pytest.mark.parametrize("length", [10, 400])
def test_ask_question_takes_the_shortest_and_the_longest(length: int) -> None:
    assert len(ask(member(), "x" * length).text) == length


@pytest.mark.parametrize("audience", [Audience.TEAM, Audience.SCHOOL])
def test_ask_question_refuses_a_circle_that_nobody_is_in(audience: Audience) -> None:
    with pytest.raises(TeamOrSchoolMissing):
        ask(PersonFactory(), audience=audience)
    assert not LearningQuestion.objects.exists()


@pytest.mark.parametrize("other", [funder, administrator])
def test_ask_question_is_for_members(other: Any) -> None:
    with pytest.raises(NotAllowed):
        ask(other())


def test_choose_audience_is_dated_on_the_timeline() -> None:
    anna = member()
    question = ask(anna)
    choose_audience(question=question, audience=Audience.SCHOOL, actor=anna, now=LATER)
    assert fresh(question).audience == Audience.SCHOOL
    assert timeline(question) == ["asked", "audience"]


def test_choose_audience_again_adds_nothing() -> None:
    anna = member()
    question = ask(anna)
    choose_audience(question=question, audience=Audience.MEMBERS, actor=anna, now=LATER)
    assert timeline(question) == ["asked"]


def test_choose_audience_goes_by_where_the_question_was_asked_from() -> None:
    """Who found a school later asked this one from nowhere: no school would read it."""
    question = ask(PersonFactory(email="anna@example.org"))
    anna = Person.objects.get(email="anna@example.org")
    anna.affiliations.create(organisation=SchoolFactory(), since=NOW.date())
    with pytest.raises(TeamOrSchoolMissing):
        choose_audience(question=question, audience=Audience.SCHOOL, actor=anna, now=LATER)
    assert fresh(question).audience == Audience.MEMBERS


def test_choose_themes_looks_for_people_again_and_keeps_what_was_shown() -> None:
    bas, theme, anna = member(), ThemeFactory(), member()
    add_evidence(
        person_id=bas.pk, kind=EvidenceKind.DID, line="Feedback in de klas", source="a:1", themes=[theme.pk], now=NOW
    )
    question = ask(anna)
    choose_themes(question=question, themes=[theme.pk], actor=anna, now=LATER)
    rows = question.suggestions.order_by("at")
    assert [(row.at, "shares_theme" in row.reasons) for row in rows] == [(NOW, False), (LATER, True)]


def test_me_too_counts_a_person_once() -> None:
    question, bas, carla = QuestionFactory(), member(), member()
    for actor in (bas, bas, carla):
        say_me_too(question=question, actor=actor, now=NOW)
    assert fresh(question).me_toos == MeToo.objects.count() == 2


def test_undo_me_too_counts_back_once() -> None:
    question, bas, carla = QuestionFactory(), member(), member()
    say_me_too(question=question, actor=bas, now=NOW)
    say_me_too(question=question, actor=carla, now=NOW)
    for actor in (bas, bas, member()):
        undo_me_too(question=question, actor=actor, now=NOW)
    assert fresh(question).me_toos == 1
    assert list(MeToo.objects.values_list("person", flat=True)) == [carla.pk]


def test_me_too_is_for_members_and_not_for_the_asker() -> None:
    question = QuestionFactory(audience=Audience.PUBLIC)
    for actor in (question.asker, funder()):
        with pytest.raises(NotAllowed):
            say_me_too(question=question, actor=actor, now=NOW)
    assert fresh(question).me_toos == 0


def test_take_question_gives_it_a_broker_and_starts_exploring() -> None:
    question, rob = QuestionFactory(), relation_manager()
    take_question(question=question, actor=rob, now=LATER)
    taken = fresh(question)
    assert (taken.broker, taken.state, taken.state_since) == (rob, QuestionState.EXPLORING, LATER)
    assert timeline(question) == ["taken"]


def test_take_question_twice_is_told_once() -> None:
    question, rob = QuestionFactory(), relation_manager()
    take_question(question=question, actor=rob, now=LATER)
    take_question(question=fresh(question), actor=rob, now=LATER)
    assert timeline(question) == ["taken"]


def test_take_question_from_another_broker_keeps_the_state() -> None:
    question = QuestionFactory(broker=relation_manager(), state=QuestionState.PLANNED)
    rob = relation_manager()
    take_question(question=question, actor=rob, now=LATER)
    assert (fresh(question).broker, fresh(question).state) == (rob, QuestionState.PLANNED)


def test_a_broker_takes_questions_of_the_own_school_only() -> None:
    question = QuestionFactory()
    take_question(question=question, actor=broker(question.organisation), now=LATER)
    for actor in (broker(SchoolFactory()), member(question.organisation), question.asker, funder()):
        with pytest.raises(NotAllowed):
            take_question(question=fresh(question), actor=actor, now=LATER)


@pytest.mark.parametrize("audience", [Audience.ME, Audience.TEAM])
def test_nobody_brokers_what_is_kept_to_oneself_or_the_team(audience: Audience) -> None:
    question = QuestionFactory(audience=audience)
    for actor in (relation_manager(), broker(question.organisation)):
        with pytest.raises(NotAllowed):
            take_question(question=question, actor=actor, now=LATER)


def test_hand_over_gives_the_question_and_mails_the_new_broker() -> None:
    rob, eva = relation_manager(), relation_manager(email="eva@example.org")
    question = QuestionFactory(broker=rob)
    hand_over_question(question=question, to=eva, actor=rob, now=LATER)
    assert fresh(question).broker == eva
    assert timeline(question) == ["handed_over"]
    assert mailbox() == [("eva@example.org", "handover")]


def test_hand_over_refuses_somebody_who_is_no_broker_for_it() -> None:
    rob = relation_manager()
    question = QuestionFactory(broker=rob)
    for to in (member(), broker(SchoolFactory()), question.asker, funder()):
        with pytest.raises(BrokerUnfit):
            hand_over_question(question=question, to=to, actor=rob, now=LATER)
    assert fresh(question).broker == rob
    assert mailbox() == []


def test_hand_over_is_for_brokers() -> None:
    question = QuestionFactory()
    for actor in (question.asker, member()):
        with pytest.raises(NotAllowed):
            hand_over_question(question=question, to=relation_manager(), actor=actor, now=LATER)


def close(question: LearningQuestion, outcome: OutcomeKind | None, helped: Helped | None, **changes: Any) -> None:
    values = {"text": "Een gesprek bij de koffie", "actor": question.asker, "now": LATER, **changes}
    close_question(question=question, outcome=outcome, helped=helped, **values)


@pytest.mark.parametrize(
    ("outcome", "helped", "state"),
    [
        (OutcomeKind.TALK, Helped.YES, QuestionState.ANSWERED),
        (OutcomeKind.VISIT, Helped.PARTLY, QuestionState.ANSWERED),
        (OutcomeKind.MATERIAL, None, QuestionState.ANSWERED),
        (OutcomeKind.ACTIVITY, Helped.NO, QuestionState.CLOSED),
        (None, Helped.NO, QuestionState.CLOSED),
        (None, None, QuestionState.CLOSED),
    ],
)
def test_close_question_ends_it_with_or_without_an_answer(
    outcome: OutcomeKind | None, helped: Helped | None, state: QuestionState
) -> None:
    question = QuestionFactory()
    close(question, outcome, helped)
    closed = fresh(question)
    assert (closed.state, closed.state_since) == (state, LATER)
    assert (closed.outcome_kind, closed.helped, closed.outcome_text) == (
        outcome or "",
        helped or "",
        "Een gesprek bij de koffie",
    )
    assert timeline(question) == [str(state)]


@pytest.mark.parametrize("helped", [Helped.YES, Helped.PARTLY])
def test_close_question_asks_what_it_was_that_helped(helped: Helped) -> None:
    question = QuestionFactory()
    with pytest.raises(OutcomeMissing):
        close(question, None, helped)
    assert fresh(question).state == QuestionState.OPEN


def test_only_the_asker_closes_reopens_and_deletes() -> None:
    question = QuestionFactory()
    for actor in (relation_manager(), broker(question.organisation), member(question.organisation)):
        with pytest.raises(NotAllowed):
            close(question, OutcomeKind.TALK, Helped.YES, actor=actor)
        with pytest.raises(NotAllowed):
            reopen_question(question=question, actor=actor, now=LATER)
        with pytest.raises(NotAllowed):
            delete_question(question=question, actor=actor, now=LATER)
    assert fresh(question).state == QuestionState.OPEN


def test_a_closed_question_takes_nothing_more() -> None:
    question, rob = QuestionFactory(), relation_manager()
    close(question, OutcomeKind.TALK, Helped.YES)
    with pytest.raises(QuestionClosed):
        say_me_too(question=question, actor=member(), now=LATER)
    with pytest.raises(QuestionClosed):
        take_question(question=question, actor=rob, now=LATER)
    with pytest.raises(QuestionClosed):
        hand_over_question(question=question, to=rob, actor=rob, now=LATER)
    with pytest.raises(QuestionClosed):
        close(question, None, None)


def test_reopen_question_opens_it_and_looks_for_people_again() -> None:
    bas, question = member(), QuestionFactory()
    add_evidence(person_id=bas.pk, kind=EvidenceKind.DID, line="Feedback in de klas", source="a:1", themes=[], now=NOW)
    close(question, OutcomeKind.TALK, Helped.YES)
    reopen_question(question=question, actor=question.asker, now=LATER)
    assert (fresh(question).state, fresh(question).state_since) == (QuestionState.OPEN, LATER)
    assert timeline(question) == ["answered", "reopened"]
    assert [row.person for row in question.suggestions.all()] == [bas]


def test_reopen_question_leaves_a_live_one_alone() -> None:
    question = QuestionFactory(state=QuestionState.PLANNED)
    reopen_question(question=question, actor=question.asker, now=LATER)
    assert fresh(question).state == QuestionState.PLANNED
    assert timeline(question) == []


def test_delete_question_takes_it_out_of_the_search_too() -> None:
    question = ask(member())
    say_me_too(question=question, actor=member(), now=NOW)
    delete_question(question=question, actor=question.asker, now=LATER)
    assert not LearningQuestion.objects.exists()
    assert not Posting.objects.filter(kind="question").exists()
    assert AuditEntry.objects.order_by("-pk")[0].verb == "delete_question"
