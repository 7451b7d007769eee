"""Who is suggested for a question, from rows in the database; the scoring itself is tested in compute/matching."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heyy.compute.matching import Suggestion
from heyy.meet4learn.actions.suggestions import refresh_suggestions
from heyy.meet4learn.enums import IntroductionState
from heyy.meet4learn.models import LearningQuestion
from heyy.meet4learn.queries.suggestions import best_helpers, open_asks
from heyy.organisations.enums import Sector
from heyy.people.actions.evidence import add_evidence, remove_evidence, say_evidence
from heyy.people.enums import Audience, EvidenceKind
from heyy.people.models import Affiliation, Evidence, Person
from tests.factories.meet4learn import NOW, IntroductionFactory, QuestionFactory
from tests.factories.organisations import SchoolFactory, TeamFactory, ThemeFactory
from tests.factories.people import AffiliationFactory, PersonFactory, member, relation_manager

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 11)
LINE = "Gaf een workshop over feedback in de klas"


def knows(person: Person, line: str = LINE, kind: EvidenceKind = EvidenceKind.DID, **changes: Any) -> Evidence:
    values = {"source": f"activity:{person.evidence.count()}", "themes": [], "now": NOW, **changes}
    evidence = add_evidence(person_id=person.pk, kind=kind, line=line, **values)
    assert evidence is not None
    return evidence


def helper(**fields: Any) -> Person:
    person = member(**fields)
    knows(person)
    return person


def found(question: LearningQuestion, **more: Any) -> list[Person]:
    numbers = [one.person for one in best_helpers(question, today=TODAY, **more)]
    people = Person.objects.in_bulk(numbers)
    return [people[number] for number in numbers]


def for_person(question: LearningQuestion, person: Person) -> Suggestion:
    (one,) = [one for one in best_helpers(question, today=TODAY, places=20) if one.person == person.pk]
    return one


def term(suggestion: Suggestion, name: str) -> float:
    return dict(suggestion.terms)[name]


def test_whoever_did_something_with_it_is_suggested() -> None:
    question, bas = QuestionFactory(), helper()
    knows(member(), "Weet alles van gymnastiek")
    assert found(question) == [bas]


def test_nobody_is_suggested_when_nobody_wrote_anything_that_fits() -> None:
    knows(member(), "Weet alles van gymnastiek")
    assert found(QuestionFactory()) == []


def test_three_people_at_most_each_once() -> None:
    question = QuestionFactory()
    bas = helper()
    knows(bas, "Nog een middag over feedback")
    for _ in range(4):
        helper()
    assert len(found(question)) == len(set(found(question))) == 3


@pytest.mark.parametrize(
    ("fields", "is_shown"),
    [
        ({"paused_until": TODAY}, False),
        ({"paused_until": TODAY + timedelta(days=60)}, False),
        ({"paused_until": TODAY - timedelta(days=1)}, True),
        ({"is_findable": False}, False),
        ({"is_active": False}, False),
    ],
    ids=["paused until today", "paused", "pause is over", "hidden", "left"],
)
def test_who_paused_hid_or_left_is_never_shown(fields: dict[str, Any], is_shown: bool) -> None:
    question, bas = QuestionFactory(), helper(**fields)
    assert found(question) == ([bas] if is_shown else [])


def test_the_asker_is_never_shown() -> None:
    anna = helper()
    assert found(QuestionFactory(asker=anna)) == []


def test_two_open_asks_are_enough() -> None:
    question, bas = QuestionFactory(), helper()
    first = IntroductionFactory(helper=bas)
    assert found(question) == [bas]
    IntroductionFactory(helper=bas, state=IntroductionState.PROPOSED, asker_yes_at=None)
    assert (open_asks(bas.pk), found(question)) == (2, [])
    first.state = IntroductionState.DECLINED
    first.save()
    assert (open_asks(bas.pk), found(question)) == (1, [bas])


def test_one_s_own_offers_are_no_open_asks() -> None:
    bas = helper()
    for _ in range(3):
        IntroductionFactory(helper=bas, asker_yes_at=None, helper_yes_at=NOW)
    assert open_asks(bas.pk) == 0
    assert found(QuestionFactory()) == [bas]


def test_who_is_already_in_touch_about_the_question_is_not_shown_again() -> None:
    question, bas = QuestionFactory(), helper()
    IntroductionFactory(question=question, helper=bas, state=IntroductionState.DECLINED)
    assert found(question) == []
    assert found(QuestionFactory()) == [bas]


@pytest.mark.parametrize("audience", [Audience.ME, Audience.TEAM, Audience.SCHOOL])
def test_what_members_may_not_read_is_not_matched(audience: Audience) -> None:
    bas = member()
    say_evidence(person=bas, kind=EvidenceKind.OFFERS, line=LINE, themes=[], audience=audience, actor=bas, now=NOW)
    assert found(QuestionFactory()) == []


def test_a_line_taken_away_stops_counting() -> None:
    bas = member()
    evidence = knows(bas)
    remove_evidence(evidence=evidence, actor=bas, now=NOW)
    assert found(QuestionFactory()) == []


def test_the_reasons_say_what_somebody_did_first_and_then_what_else() -> None:
    theme = ThemeFactory()
    question = QuestionFactory()
    question.themes.add(theme)
    bas = member(SchoolFactory(sector=Sector.PO))
    best = knows(bas, themes=[theme.pk])
    knows(bas, "Biedt een kijkje bij feedback aan", EvidenceKind.OFFERS, source="x")
    suggestion = for_person(question, bas)
    assert suggestion.best_piece in {best.pk, best.pk + 1}
    assert set(suggestion.reasons[:2]) == {"did", "offers"}
    assert suggestion.reasons[2:] == ("shares_theme", "other_school", "other_sector")


def test_a_colleague_of_the_same_school_is_not_from_another() -> None:
    question = QuestionFactory()
    bas = PersonFactory()
    AffiliationFactory(person=bas, organisation=TeamFactory(parent=question.organisation))
    knows(bas)
    assert for_person(question, bas).reasons == ("did",)


def test_the_workplace_is_the_one_where_somebody_works_now() -> None:
    question, bas = QuestionFactory(), PersonFactory()
    AffiliationFactory(person=bas, organisation=question.organisation, until=TODAY)
    job = AffiliationFactory(person=bas, since=TODAY)
    knows(bas)
    assert "other_school" in for_person(question, bas).reasons
    Affiliation.objects.filter(pk=job.pk).update(since=TODAY + timedelta(days=1))
    assert "other_school" not in for_person(question, bas).reasons


def test_contact_before_is_a_reason() -> None:
    question, bas = QuestionFactory(), helper()
    IntroductionFactory(
        question=QuestionFactory(asker=question.asker),
        helper=bas,
        state=IntroductionState.MET,
        helper_yes_at=NOW,
    )
    assert "met_before" in for_person(question, bas).reasons


def asked_long_ago(person: Person, state: IntroductionState, **changes: Any) -> None:
    then = NOW - timedelta(days=60)
    yes = then if state == IntroductionState.ACCEPTED else None
    values = {"created_at": then, "asker_yes_at": then, "helper_yes_at": yes, **changes}
    IntroductionFactory(helper=person, state=state, **values)


def test_saying_no_costs_nothing_beside_saying_yes() -> None:
    question, said_yes, said_no = QuestionFactory(), helper(), helper()
    asked_long_ago(said_yes, IntroductionState.ACCEPTED)
    asked_long_ago(said_no, IntroductionState.DECLINED)
    assert for_person(question, said_yes).score == for_person(question, said_no).score
    assert term(for_person(question, said_no), "answered") > 0


def test_leaving_an_ask_unanswered_for_weeks_counts_a_little() -> None:
    question, silent, fresh = QuestionFactory(), helper(), helper()
    asked_long_ago(silent, IntroductionState.ASKED)
    IntroductionFactory(helper=fresh, created_at=NOW, asker_yes_at=NOW)
    assert term(for_person(question, silent), "answered") < 0
    assert term(for_person(question, fresh), "answered") == 0


def test_who_is_asked_often_counts_less_and_own_offers_do_not_count() -> None:
    question, busy, offering = QuestionFactory(), helper(), helper()
    for _ in range(4):
        asked_long_ago(busy, IntroductionState.ACCEPTED)
        asked_long_ago(offering, IntroductionState.ACCEPTED, asker_yes_at=NOW, brokered_by=None)
    assert term(for_person(question, busy), "load") < 0
    assert term(for_person(question, offering), "load") == 0


def test_a_proposal_of_a_broker_counts_as_an_ask() -> None:
    question, bas = QuestionFactory(), helper()
    asked_long_ago(bas, IntroductionState.DECLINED, asker_yes_at=None, brokered_by=relation_manager())
    assert term(for_person(question, bas), "load") < 0


def test_asks_of_more_than_a_year_ago_are_forgotten_in_the_load() -> None:
    question, bas = QuestionFactory(), helper()
    long_ago = NOW - timedelta(days=366)
    IntroductionFactory(helper=bas, state=IntroductionState.DECLINED, created_at=long_ago, asker_yes_at=long_ago)
    assert term(for_person(question, bas), "load") == 0


def test_one_place_is_kept_for_somebody_rarely_asked() -> None:
    question, newcomer = QuestionFactory(), member()
    for _ in range(3):
        person = helper()
        knows(person, "Feedback, feedback en feedback in de klas", source="x")
        for _ in range(2):
            asked_long_ago(person, IntroductionState.ACCEPTED)
    knows(newcomer, "Probeerde in 2 vwo gesprekken, spelvormen, rollen en ook feedback")
    assert found(question)[-1] == newcomer
    assert for_last(question).reasons[-1] == "rarely_asked"


def for_last(question: LearningQuestion) -> Suggestion:
    return best_helpers(question, today=TODAY)[-1]


def test_refresh_suggestions_writes_down_place_line_and_reasons() -> None:
    question, bas = QuestionFactory(), member()
    evidence = knows(bas)
    refresh_suggestions(question=question, now=NOW)
    row = question.suggestions.get()
    assert (row.person, row.evidence, row.place, row.reasons, row.at) == (
        bas,
        evidence,
        1,
        ["did", "other_school"],
        NOW,
    )


def test_refresh_suggestions_keeps_what_was_shown_before() -> None:
    question, bas = QuestionFactory(), helper()
    refresh_suggestions(question=question, now=NOW)
    Person.objects.filter(pk=bas.pk).update(is_findable=False)
    carla = helper()
    refresh_suggestions(question=question, now=NOW + timedelta(days=1))
    assert list(question.suggestions.order_by("at").values_list("person", flat=True)) == [bas.pk, carla.pk]


@pytest.mark.parametrize("number", [3, 30])
def test_looking_for_people_takes_as_many_statements_for_few_as_for_many(number: int) -> None:
    pk = QuestionFactory().pk
    for _ in range(number):
        helper()
    question = LearningQuestion.objects.get(pk=pk)
    with CaptureQueriesContext(connection) as queries:
        best_helpers(question, today=TODAY)
    assert len(queries) == 7
