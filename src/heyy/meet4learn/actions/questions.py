"""Asking, joining, taking, handing over and closing a learning question."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.text import slugify

from heyy.core.actions.audit import record
from heyy.core.actions.search import forget_texts, index_texts
from heyy.core.errors import NotAllowed
from heyy.meet4learn import mails
from heyy.meet4learn.actions.suggestions import refresh_suggestions
from heyy.meet4learn.enums import Helped, OutcomeKind, QuestionEventKind, QuestionState
from heyy.meet4learn.errors import (
    BrokerUnfit,
    OutcomeMissing,
    QuestionClosed,
    QuestionTooLong,
    QuestionTooShort,
    TeamOrSchoolMissing,
)
from heyy.meet4learn.models import LearningQuestion, MeToo, QuestionEvent
from heyy.meet4learn.policies import QUESTION
from heyy.people.enums import Audience
from heyy.people.models import Person
from heyy.people.standing import standing_of

SHORTEST = 10
LONGEST = 400


@transaction.atomic
def ask_question(
    *, actor: Person, text: str, audience: Audience, themes: Iterable[int] = (), now: datetime
) -> LearningQuestion:
    """Asks a question and looks for people at once, so that its page shows them."""
    standing = standing_of(actor)
    if not standing.is_member:
        raise NotAllowed("question: ask")
    question = LearningQuestion(
        slug="", text=_checked(text), asker=actor, audience=audience, asked_at=now, state_since=now
    )
    question.organisation_id, question.team_id = standing.main, standing.main_team
    _check_circle(question, audience)
    question.slug = f"{slugify(question.text)[:60].strip('-') or 'vraag'}-{secrets.token_hex(3)}"
    question.save()
    question.themes.set(themes)
    add_event(question, QuestionEventKind.ASKED, now)
    index_texts(kind="question", texts=[(question.pk, question.text)])
    record(actor=actor, verb="ask_question", thing=question, now=now, audience=audience)
    refresh_suggestions(question=question, now=now)
    return question


def _checked(text: str) -> str:
    text = " ".join(text.split())
    if len(text) < SHORTEST:
        raise QuestionTooShort
    if len(text) > LONGEST:
        raise QuestionTooLong
    return text


def _check_circle(question: LearningQuestion, audience: Audience) -> None:
    no_team, no_school = question.team_id is None, question.organisation_id is None
    if (audience == Audience.TEAM and no_team) or (audience == Audience.SCHOOL and no_school):
        raise TeamOrSchoolMissing


@transaction.atomic
def choose_audience(*, question: LearningQuestion, audience: Audience, actor: Person, now: datetime) -> None:
    QUESTION.check(actor, "choose_audience", question)
    _check_circle(question, audience)
    if audience != question.audience:
        question.audience = audience
        question.save(update_fields=["audience"])
        add_event(question, QuestionEventKind.AUDIENCE, now)
        record(actor=actor, verb="choose_audience", thing=question, now=now, audience=audience)


@transaction.atomic
def choose_themes(*, question: LearningQuestion, themes: Iterable[int], actor: Person, now: datetime) -> None:
    QUESTION.check(actor, "choose_themes", question)
    question.themes.set(themes)
    refresh_suggestions(question=question, now=now)


@transaction.atomic
def say_me_too(*, question: LearningQuestion, actor: Person, now: datetime) -> None:
    """Joins a question. The count on the question is raised only for a new joiner."""
    QUESTION.check(actor, "me_too", question)
    if not question.is_live:
        raise QuestionClosed
    _, is_new = MeToo.objects.get_or_create(question=question, person=actor, defaults={"at": now})
    if is_new:
        LearningQuestion.objects.filter(pk=question.pk).update(me_toos=F("me_toos") + 1)
        record(actor=actor, verb="me_too", thing=question, now=now)


@transaction.atomic
def undo_me_too(*, question: LearningQuestion, actor: Person, now: datetime) -> None:
    gone, _ = MeToo.objects.filter(question=question, person=actor).delete()
    if gone:
        LearningQuestion.objects.filter(pk=question.pk).update(me_toos=F("me_toos") - 1)
        record(actor=actor, verb="undo_me_too", thing=question, now=now)


@transaction.atomic
def take_question(*, question: LearningQuestion, actor: Person, now: datetime) -> None:
    """A broker becomes the one who looks after it."""
    QUESTION.check(actor, "take", question)
    _check_live(question)
    if question.broker_id == actor.pk:
        return
    question.broker = actor
    question.save(update_fields=["broker"])
    set_state(question, QuestionState.EXPLORING, now, only_from={QuestionState.OPEN})
    add_event(question, QuestionEventKind.TAKEN, now)
    record(actor=actor, verb="take_question", thing=question, now=now)


@transaction.atomic
def hand_over_question(*, question: LearningQuestion, to: Person, actor: Person, now: datetime) -> None:
    """Gives the question to another broker, who gets a mail with the story so far."""
    QUESTION.check(actor, "hand_over", question)
    _check_live(question)
    if not QUESTION.allows(to, "take", question):
        raise BrokerUnfit
    question.broker = to
    question.save(update_fields=["broker"])
    add_event(question, QuestionEventKind.HANDED_OVER, now)
    record(actor=actor, verb="hand_over_question", thing=question, now=now, to=to.pk)
    mails.tell_new_broker(question, to=to, giver=actor, now=now)


@transaction.atomic
def close_question(
    *,
    question: LearningQuestion,
    outcome: OutcomeKind | None,
    text: str,
    helped: Helped | None,
    actor: Person,
    now: datetime,
) -> None:
    """Ends a question. A talk, a visit or material counts as much as an activity; None means no answer came."""
    QUESTION.check(actor, "close", question)
    _check_live(question)
    answered = helped != Helped.NO and outcome is not None
    if helped in (Helped.YES, Helped.PARTLY) and outcome is None:
        raise OutcomeMissing
    question.outcome_kind, question.helped = outcome or "", helped or ""
    question.outcome_text = " ".join(text.split())[:600]
    question.save(update_fields=["outcome_kind", "helped", "outcome_text"])
    set_state(question, QuestionState.ANSWERED if answered else QuestionState.CLOSED, now)
    add_event(question, QuestionEventKind.ANSWERED if answered else QuestionEventKind.CLOSED, now)
    record(actor=actor, verb="close_question", thing=question, now=now, outcome=outcome or "")


@transaction.atomic
def reopen_question(*, question: LearningQuestion, actor: Person, now: datetime) -> None:
    QUESTION.check(actor, "close", question)
    if question.is_live:
        return
    set_state(question, QuestionState.OPEN, now)
    add_event(question, QuestionEventKind.REOPENED, now)
    record(actor=actor, verb="reopen_question", thing=question, now=now)
    refresh_suggestions(question=question, now=now)


@transaction.atomic
def delete_question(*, question: LearningQuestion, actor: Person, now: datetime) -> None:
    """The asker takes the question back altogether."""
    QUESTION.check(actor, "close", question)
    record(actor=actor, verb="delete_question", thing=question, now=now)
    forget_texts(kind="question", object_ids=[question.pk])
    question.delete()


def set_state(
    question: LearningQuestion,
    state: QuestionState,
    now: datetime,
    only_from: set[QuestionState] | None = None,
) -> None:
    """Moves on in one statement, so that two at once can't undo each other; `only_from` names where it may start."""
    row = LearningQuestion.objects.filter(pk=question.pk).exclude(state=state)
    if only_from is not None:
        row = row.filter(state__in=only_from)
    if row.update(state=state, state_since=now):
        question.state, question.state_since = state, now


def add_event(question: LearningQuestion, kind: QuestionEventKind, now: datetime, activity: Any = None) -> None:
    QuestionEvent.objects.create(question=question, kind=kind, at=now, activity=activity)


def _check_live(question: LearningQuestion) -> None:
    if not question.is_live:
        raise QuestionClosed
