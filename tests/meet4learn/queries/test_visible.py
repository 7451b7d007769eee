"""Who sees which question and activity: one table per kind, every audience by every reader."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from heyy.meet4learn.actions.questions import ask_question
from heyy.meet4learn.enums import ActivityState, IntroductionState
from heyy.meet4learn.models import Activity, LearningQuestion
from heyy.meet4learn.queries.activity_page import activity_page
from heyy.meet4learn.queries.questions import questions_page
from heyy.meet4learn.queries.visible import activities_visible_to, introductions_of, questions_visible_to
from heyy.organisations.models import Organisation
from heyy.people.enums import Audience, Role
from heyy.people.models import Person
from tests.factories.meet4learn import NOW, ActivityFactory, IntroductionFactory, MakerFactory, QuestionFactory
from tests.factories.organisations import PartnerFactory, SchoolFactory, TeamFactory
from tests.factories.people import (
    AffiliationFactory,
    PersonFactory,
    administrator,
    broker,
    funder,
    member,
    person_with,
    relation_manager,
)

pytestmark = pytest.mark.django_db


@dataclass
class Place:
    """A question asked from a team of a school."""

    team: Organisation
    question: LearningQuestion

    @property
    def school(self) -> Organisation:
        assert self.team.parent is not None
        return self.team.parent


def asked_helper(place: Place) -> Person:
    helper = member()
    IntroductionFactory(question=place.question, helper=helper)
    return helper


def former_colleague(place: Place) -> Person:
    person = PersonFactory()
    for organisation in (place.team, place.school):
        AffiliationFactory(person=person, organisation=organisation, until=NOW.date().replace(year=2024))
    return person


READERS: dict[str, Callable[[Place], Any]] = {
    "visitor": lambda _: None,
    "anonymous": lambda _: AnonymousUser(),
    "asker": lambda place: place.question.asker,
    "team mate": lambda place: member(place.team),
    "team leader": lambda place: person_with(Role.TEAM_LEADER, place.team),
    "colleague": lambda place: member(place.school),
    "other team": lambda place: member(TeamFactory(parent=place.school)),
    "school leader": lambda place: person_with(Role.SCHOOL_LEADER, place.school),
    "broker": lambda place: broker(place.school),
    "relation manager": lambda _: relation_manager(),
    "asked helper": asked_helper,
    "member": lambda _: member(),
    "member of no school": lambda _: PersonFactory(),
    "partner": lambda _: member(PartnerFactory()),
    "former colleague": former_colleague,
    "leader elsewhere": lambda _: person_with(Role.SCHOOL_LEADER, SchoolFactory()),
    "broker elsewhere": lambda _: broker(SchoolFactory()),
    "funder": lambda _: funder(),
    "researcher": lambda _: person_with(Role.RESEARCHER),
    "administrator": lambda _: administrator(),
}
SELF = {"asker", "asked helper"}
TEAM = SELF | {"team mate", "team leader"}
SCHOOL = TEAM | {"colleague", "other team", "school leader", "broker", "relation manager"}
SCHOOL -= {"team leader"}  # leads a team without working at the school
NOT_MEMBERS = {"visitor", "anonymous", "funder", "researcher", "administrator"}
MAY_SEE = {
    Audience.ME: SELF,
    Audience.TEAM: TEAM,
    Audience.SCHOOL: SCHOOL,
    Audience.MEMBERS: READERS.keys() - NOT_MEMBERS,
    Audience.PUBLIC: READERS.keys(),
}


@pytest.fixture
def place() -> Place:
    team = TeamFactory()
    question = QuestionFactory(asker=member(team), organisation=team.parent, team=team)
    return Place(team, question)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("audience", Audience)
def test_a_question_is_seen_by_its_audience(place: Place, audience: Audience, reader: str) -> None:
    LearningQuestion.objects.update(audience=audience)
    sees = questions_visible_to(READERS[reader](place)).filter(pk=place.question.pk).count()
    assert sees == (reader in MAY_SEE[audience])


def test_one_s_own_question_is_seen_by_a_funder_too() -> None:
    person = funder()
    question = QuestionFactory(asker=person, audience=Audience.ME)
    assert list(questions_visible_to(person)) == [question]


def test_questions_without_school_or_team_are_not_shared_among_people_without() -> None:
    QuestionFactory(asker=PersonFactory(), audience=Audience.SCHOOL)
    QuestionFactory(asker=PersonFactory(), audience=Audience.TEAM)
    assert list(questions_visible_to(PersonFactory())) == []


def test_words_of_a_question_within_a_school_find_nothing_elsewhere() -> None:
    school = SchoolFactory()
    anna, colleague, bas = member(school), member(school), member()
    question = ask_question(actor=anna, text="Hoe vertel ik over mijn dyslexie?", audience=Audience.SCHOOL, now=NOW)
    for reader, found in ((colleague, [question]), (bas, []), (None, [])):
        assert questions_page(reader, text="dyslexie", theme="", state="all") == (found, False)


def test_the_page_of_an_activity_names_only_the_questions_its_reader_may_see() -> None:
    school, text = SchoolFactory(), "Hoe vertel ik over mijn dyslexie?"
    activity = ActivityFactory()
    activity.grew_from.add(QuestionFactory(asker=member(school), text=text, audience=Audience.SCHOOL, slug="dyslexie"))
    for reader, questions in ((member(school), [("dyslexie", text)]), (member(), []), (None, [])):
        assert activity_page(activity, reader, now=NOW, sentences={}).questions == questions


ACTIVITY_READERS: dict[str, Callable[[Activity], Any]] = {
    "visitor": lambda _: None,
    "funder": lambda _: funder(),
    "administrator": lambda _: administrator(),
    "member": lambda _: member(),
    "broker": lambda _: broker(SchoolFactory()),
    "owner": lambda activity: activity.makers.get(is_owner=True).person,
    "maker": lambda activity: MakerFactory(activity=activity).person,
    "relation manager": lambda _: relation_manager(),
}
MEMBERS = {"member", "broker", "owner", "maker", "relation manager"}
MAKERS = {"owner", "maker", "relation manager"}
SHOWN = [ActivityState.OPEN, ActivityState.HELD, ActivityState.CANCELLED]


@pytest.mark.parametrize("reader", ACTIVITY_READERS)
@pytest.mark.parametrize("audience", [Audience.MEMBERS, Audience.PUBLIC])
@pytest.mark.parametrize("state", ActivityState)
def test_an_activity_is_seen_by_its_audience_and_before_that_by_its_makers(
    state: ActivityState, audience: Audience, reader: str
) -> None:
    activity = ActivityFactory(state=state, audience=audience)
    may_see = MAKERS if state == ActivityState.MAKING else MEMBERS if audience == Audience.MEMBERS else ACTIVITY_READERS
    sees = activities_visible_to(ACTIVITY_READERS[reader](activity)).count()
    assert sees == (reader in may_see)


def test_introductions_are_seen_by_the_two_of_them() -> None:
    introduction = IntroductionFactory(brokered_by=relation_manager())
    for person in (introduction.asker, introduction.helper):
        assert list(introductions_of(person)) == [introduction]
    for other in (member(), introduction.brokered_by):
        assert list(introductions_of(other)) == []


@pytest.mark.parametrize("declined", [True, False])
def test_who_declined_or_only_offered_help_sees_no_more_than_the_audience(declined: bool) -> None:
    question, helper = QuestionFactory(audience=Audience.SCHOOL), member()
    fields = {"state": IntroductionState.DECLINED} if declined else {"asker_yes_at": None, "helper_yes_at": NOW}
    IntroductionFactory(question=question, helper=helper, **fields)
    assert not questions_visible_to(helper).exists()
