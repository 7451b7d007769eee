"""Questions as pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from heyy.core import clock
from heyy.core.queries.search import search
from heyy.meet4learn.enums import LIVE_QUESTION_STATES, ActivityState
from heyy.meet4learn.models import Introduction, LearningQuestion, MeToo, QuestionEvent, Suggestion
from heyy.meet4learn.policies import QUESTION
from heyy.meet4learn.queries.agenda import Card, cards_of
from heyy.meet4learn.queries.visible import activities_visible_to, questions_visible_to
from heyy.organisations.models import Theme
from heyy.people.models import Affiliation, Person

PER_PAGE = 30
ALIKE = 3
"""How many words two texts share before we call them alike."""


@dataclass(frozen=True)
class Shown:
    """A person suggested for a question who is not in touch about it yet."""

    suggestion: Suggestion
    school: str


@dataclass(frozen=True)
class QuestionPage:
    question: LearningQuestion
    verbs: frozenset[str]
    said_me_too: bool
    me_too_names: list[Person]
    suggestions: list[Shown]
    introductions: list[Introduction]
    my_offer: Introduction | None
    activities: list[Card]
    grown: list[Card]
    events: list[QuestionEvent]
    themes: list[Theme]


def questions_page(
    person: Any, *, text: str, theme: str, state: str, offset: int = 0
) -> tuple[list[LearningQuestion], bool]:
    """Live questions first found, newest first; with `text` by relevance. Second value: is there more?"""
    questions = questions_visible_to(person).select_related("asker", "organisation").prefetch_related("themes")
    questions = questions.filter(_in_state(state))
    if theme:
        questions = questions.filter(themes__slug=theme)
    if text:
        ranks = {pk: rank for rank, (pk, _) in enumerate(search("question", text, most=300))}
        found = sorted(questions.filter(pk__in=ranks), key=lambda question: ranks[question.pk])
    else:
        found = list(questions.order_by("-asked_at", "-pk")[offset : offset + PER_PAGE + 1])
        return found[:PER_PAGE], len(found) > PER_PAGE
    return found[offset : offset + PER_PAGE], len(found) > offset + PER_PAGE


def _in_state(state: str) -> Q:
    if state == "answered":
        return Q(state="answered")
    if state == "all":
        return Q()
    return Q(state__in=LIVE_QUESTION_STATES)


def find_question(person: Any, slug: str) -> LearningQuestion | None:
    rows = questions_visible_to(person).filter(slug=slug).select_related("asker", "organisation", "team", "broker")
    return rows.prefetch_related("themes").first()


def question_page(question: LearningQuestion, person: Any, *, now: datetime) -> QuestionPage:
    """Everything on a question's page; people are suggested to its asker and its brokers only."""
    verbs = QUESTION.verbs(person, question)
    introductions = _introductions(question, person, verbs)
    return QuestionPage(
        question=question,
        verbs=verbs,
        said_me_too=_said_me_too(question, person),
        me_too_names=_me_too_names(question, verbs),
        suggestions=_suggestions(question, introductions) if "see_suggestions" in verbs and question.is_live else [],
        introductions=introductions,
        my_offer=next((one for one in introductions if one.helper_id == getattr(person, "pk", None)), None),
        activities=_fitting(question, person, now) if question.is_live else [],
        grown=cards_of(activities_visible_to(person).filter(grew_from=question), now=now, latest_first=True),
        events=_events(question, person),
        themes=list(question.themes.all()),
    )


def _events(question: LearningQuestion, person: Any) -> list[QuestionEvent]:
    """The timeline; an activity that this reader may not see goes without its name."""
    events = list(question.events.select_related("activity"))
    named = {event.activity_id for event in events if event.activity_id}
    seen = set(activities_visible_to(person).filter(pk__in=named).values_list("pk", flat=True)) if named else set()
    for event in events:
        if event.activity_id not in seen:
            event.activity = None
    return events


def _said_me_too(question: LearningQuestion, person: Any) -> bool:
    if not getattr(person, "is_authenticated", False):
        return False
    return MeToo.objects.filter(question=question, person=person).exists()


def _me_too_names(question: LearningQuestion, verbs: frozenset[str]) -> list[Person]:
    """Names of who joined, for members; visitors see the count only."""
    if not verbs or not question.me_toos:
        return []
    return list(Person.objects.filter(me_toos__question=question).order_by("me_toos__at")[:12])


def _introductions(question: LearningQuestion, person: Any, verbs: frozenset[str]) -> list[Introduction]:
    """The asker and brokers see all of them; a helper sees the own one; others none."""
    number = getattr(person, "pk", None)
    if number is None:
        return []
    rows = Introduction.objects.filter(question=question).select_related("asker", "helper", "brokered_by")
    if "see_suggestions" not in verbs:
        rows = rows.filter(helper=number)
    return list(rows.order_by("created_at"))


def _suggestions(question: LearningQuestion, introductions: list[Introduction]) -> list[Shown]:
    """The latest three that were written down, less who paused since or is in touch already."""
    rows = list(
        Suggestion.objects.filter(question=question)
        .filter(person__is_active=True, person__is_findable=True)
        .filter(Q(person__paused_until=None) | Q(person__paused_until__lt=clock.today()))
        .select_related("person", "evidence")
        .order_by("-at", "place")[:3]
    )
    latest = [row for row in rows if row.at == rows[0].at]
    schools = schools_of([row.person_id for row in latest])
    in_touch = {one.helper_id for one in introductions}
    return [Shown(row, schools.get(row.person_id, "")) for row in latest if row.person_id not in in_touch]


def schools_of(people: Sequence[int]) -> dict[int, str]:
    """Person → the daily name of the school or partner one works for now."""
    rows = (
        Affiliation.objects.filter(person__in=people, until=None)
        .exclude(organisation__kind="team")
        .order_by("-since", "-pk")
        .values_list("person", "organisation__daily_name", "organisation__name")
    )
    return {person: daily_name or name for person, daily_name, name in rows}


def _fitting(question: LearningQuestion, person: Any, now: datetime) -> list[Card]:
    """Activities to come that fit the question, best first, at most three."""
    ranks = {pk: rank for rank, (pk, _) in enumerate(search("activity", question.text, most=20, least_terms=ALIKE))}
    if not ranks:
        return []
    open_ones = (
        activities_visible_to(person)
        .filter(pk__in=ranks, state=ActivityState.OPEN, first_at__gt=now)
        .exclude(grew_from=question)
    )
    return sorted(cards_of(open_ones, now=now), key=lambda card: ranks[card.pk])[:3]


def live_questions(person: Any, *, most: int = 6) -> QuerySet[LearningQuestion]:
    """Questions that live: recently asked or joined by many."""
    rows = questions_visible_to(person).filter(state__in=LIVE_QUESTION_STATES)
    return rows.select_related("asker", "organisation").order_by("-me_toos", "-asked_at")[:most]


def similar_questions(questions: Sequence[LearningQuestion], person: Any, *, most: int = 5) -> list[LearningQuestion]:
    """Live questions like these, that this person may see: an activity can grow from several."""
    own = {question.pk for question in questions}
    ranks: dict[int, int] = {}
    for question in questions:
        for rank, (pk, _) in enumerate(search("question", question.text, most=most * 4, least_terms=ALIKE)):
            ranks[pk] = min(rank, ranks.get(pk, rank))
    rows = questions_visible_to(person).filter(pk__in=ranks.keys() - own, state__in=LIVE_QUESTION_STATES)
    return sorted(rows, key=lambda question: ranks[question.pk])[:most]
