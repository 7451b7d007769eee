"""Brokers: whom a question can be handed to, and the desk with what waits."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q

from heyy.meet4learn.enums import OPEN_INTRODUCTION_STATES, QuestionState
from heyy.meet4learn.models import LearningQuestion, Suggestion
from heyy.meet4learn.queries.visible import questions_visible_to
from heyy.people.enums import Role
from heyy.people.models import Person
from heyy.people.standing import Standing, standing_of

DONE_SHOWN = 6


def brokers_for(question: LearningQuestion, *, today: date) -> list[Person]:
    """The brokers of the question's school and the relation managers, with how much each looks after now."""
    now_valid = Q(role_assignments__since__lte=today) & (
        Q(role_assignments__until=None) | Q(role_assignments__until__gt=today)
    )
    here = Q(role_assignments__role=Role.BROKER, role_assignments__organisation=question.organisation_id)
    live = ~Q(brokered_questions__state__in=[QuestionState.ANSWERED, QuestionState.CLOSED])
    return list(
        Person.objects.filter(now_valid, here | Q(role_assignments__role=Role.RELATION_MANAGER))
        .exclude(pk=question.broker_id or 0)
        .annotate(load=Count("brokered_questions", filter=live, distinct=True))
        .order_by("load", "last_name")
        .distinct()
    )


@dataclass(frozen=True)
class DeskCard:
    question: LearningQuestion
    waits_since: datetime
    waiting_answers: int
    people: list[Suggestion]


@dataclass(frozen=True)
class Desk:
    columns: list[tuple[str, str, list[DeskCard]]]
    longest: datetime | None
    without_broker: int
    mine: int
    only_mine: bool


def desk(person: Any, *, only_mine: bool = False) -> Desk:
    """The questions a broker looks after, by state, who waits longest first; answered ones as a short tail."""
    standing = standing_of(person)
    rows = _within(standing, questions_visible_to(person)).select_related("asker", "organisation", "broker")
    rows = rows.annotate(
        unanswered=Count("introductions", filter=Q(introductions__state__in=OPEN_INTRODUCTION_STATES), distinct=True)
    )
    live = list(rows.exclude(state__in=[QuestionState.ANSWERED, QuestionState.CLOSED]).order_by("state_since", "pk"))
    done = list(rows.filter(state=QuestionState.ANSWERED).order_by("-state_since"))
    shown = [question for question in [*live, *done] if not only_mine or question.broker_id == standing.person_id]
    people = _people([question.pk for question in live])
    columns = []
    for state in (QuestionState.OPEN, QuestionState.EXPLORING, QuestionState.PLANNED, QuestionState.ANSWERED):
        fitting = [question for question in shown if question.state == state]
        if state == QuestionState.ANSWERED:
            fitting = fitting[:DONE_SHOWN]
        cards = [
            DeskCard(question, question.state_since, question.unanswered, people.get(question.pk, []))
            for question in fitting
        ]
        columns.append((str(state), str(state.label), cards))
    return Desk(
        columns=columns,
        longest=min((question.asked_at for question in live if question.broker_id is None), default=None),
        without_broker=sum(question.broker_id is None for question in live),
        mine=sum(question.broker_id == standing.person_id for question in live),
        only_mine=only_mine,
    )


def _within(standing: Standing, rows: Any) -> Any:
    """A relation manager sees the centre, a broker the own schools."""
    if standing.has(Role.RELATION_MANAGER):
        return rows
    return rows.filter(organisation__in=standing.scope(Role.BROKER))


def _people(questions: list[int]) -> dict[int, list[Suggestion]]:
    """The latest suggestions per question, best first."""
    latest: dict[int, list[Suggestion]] = {}
    rows = Suggestion.objects.filter(question__in=questions).select_related("person", "evidence")
    for row in rows.order_by("question", "-at", "place"):
        kept = latest.setdefault(row.question_id, [])
        if not kept or kept[0].at == row.at:
            kept.append(row)
    return latest
