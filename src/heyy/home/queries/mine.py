"""Mijn Heyy: what is today, what waits for me, what I gave and got. Three statements beside the sign-in's."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import BooleanField, CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat

from heyy.core import clock
from heyy.core.queries.prepared import prepared
from heyy.meet4learn.enums import (
    LIVE_QUESTION_STATES,
    OPEN_INTRODUCTION_STATES,
    ActivityState,
    IntroductionState,
    QuestionState,
    RegistrationState,
)
from heyy.meet4learn.models import Attendance, Evaluation, Introduction, LearningQuestion, Maker, Registration, Session
from heyy.people.models import Thanks

EVALUATE_WITHIN = timedelta(days=60)
GOT_SHOWN = 5


@dataclass(frozen=True)
class Entry:
    """An activity I have a place in, wait for or make."""

    mine: str
    slug: str
    title: str
    first_at: datetime
    last_at: datetime
    state: str
    waiting: int
    taken: int
    places: int
    next_at: datetime
    was_present: bool
    evaluated: bool

    @property
    def is_made(self) -> bool:
        return self.mine == "maker"

    @property
    def is_waiting(self) -> bool:
        return self.mine == RegistrationState.WAITING


@dataclass(frozen=True)
class OwnQuestion:
    slug: str
    text: str
    state: str
    state_label: str
    at: datetime
    me_toos: int

    @property
    def is_live(self) -> bool:
        return self.state in LIVE_QUESTION_STATES


@dataclass(frozen=True)
class Got:
    """A thank-you I got, or gave."""

    name: str
    text: str
    at: datetime


@dataclass(frozen=True)
class MyHeyy:
    today: list[Entry]
    coming: list[Entry]
    to_tick: list[Entry]
    to_evaluate: list[Entry]
    drafts: list[Entry]
    to_answer: list[Introduction]
    asked: list[Introduction]
    to_meet: list[Introduction]
    questions: list[OwnQuestion]
    thanks: list[Got]
    is_empty: bool

    @property
    def waits(self) -> int:
        return len(self.to_answer) + len(self.to_tick) + len(self.to_evaluate)


def my_heyy(person: Any, *, now: datetime) -> MyHeyy:
    entries = _entries(person, now)
    introductions = _introductions(person)
    questions, thanks = _questions_and_thanks(person)
    day_end = clock.start_of_day(clock.wall(now).date() + timedelta(days=1))
    live = [entry for entry in entries if entry.state == ActivityState.OPEN and entry.last_at >= now]
    return MyHeyy(
        today=[entry for entry in live if entry.next_at < day_end],
        coming=[entry for entry in live if entry.next_at >= day_end],
        to_tick=[
            entry for entry in entries if entry.is_made and entry.state == ActivityState.OPEN and entry.first_at <= now
        ],
        to_evaluate=[
            entry
            for entry in entries
            if entry.was_present and not entry.evaluated and entry.last_at > now - EVALUATE_WITHIN
        ],
        drafts=[entry for entry in entries if entry.state == ActivityState.MAKING],
        to_answer=[one for one in introductions if one.is_open and _waits_for(person, one)],
        asked=[one for one in introductions if one.is_open and not _waits_for(person, one)],
        to_meet=[one for one in introductions if one.state == IntroductionState.ACCEPTED],
        questions=questions,
        thanks=thanks,
        is_empty=not entries and not introductions and not questions,
    )


def _waits_for(person: Any, introduction: Introduction) -> bool:
    mine = introduction.asker_yes_at if introduction.asker_id == person.pk else introduction.helper_yes_at
    return mine is None


def _entry(row: tuple[Any, ...], now: datetime) -> Entry:
    """A draft without a date counts as of now; SQLite gives numbers for booleans in a union."""
    mine, slug, title, first_at, last_at, state, waiting, taken, places, next_at, was_present, evaluated = row
    return Entry(
        mine,
        slug,
        title,
        first_at or now,
        last_at or now,
        state,
        waiting,
        taken,
        places,
        next_at or first_at or now,
        was_present=bool(was_present),
        evaluated=bool(evaluated),
    )


def _entries(person: Any, now: datetime) -> list[Entry]:
    rows = _registered_and_made(person=person.pk, since=now - EVALUATE_WITHIN, now=now)
    return sorted((_entry(row, now) for row in rows), key=lambda entry: (entry.next_at, entry.slug))


@prepared
def _registered_and_made(*, person: int, since: datetime, now: datetime) -> QuerySet[Registration, tuple[Any, ...]]:
    no = Value(False, output_field=BooleanField())
    sessions = Session.objects.filter(activity=OuterRef("activity"), ends_at__gte=now).order_by("starts_at")
    next_at = Subquery(sessions.values("starts_at")[:1])
    registered = (
        Registration.objects.filter(person=person, activity__last_at__gte=since)
        .exclude(state=RegistrationState.WITHDRAWN)
        .annotate(
            mine=F("state"),
            next_at=next_at,
            was_present=Exists(Attendance.objects.filter(registration=OuterRef("pk"), present=True)),
            evaluated=Exists(Evaluation.objects.filter(registration=OuterRef("pk"))),
        )
    )
    made = Maker.objects.filter(
        Q(activity__last_at__gte=since) | Q(activity__state=ActivityState.MAKING), person=person
    ).annotate(mine=Value("maker", output_field=CharField()), next_at=next_at, was_present=no, evaluated=no)
    columns = ("slug", "title", "first_at", "last_at", "state", "waiting", "taken", "places")
    order = ("mine", *(f"activity__{column}" for column in columns), "next_at", "was_present", "evaluated")
    return registered.values_list(*order).union(made.values_list(*order), all=True)


def _introductions(person: Any) -> list[Introduction]:
    live = [*OPEN_INTRODUCTION_STATES, IntroductionState.ACCEPTED]
    rows = Introduction.objects.filter(Q(asker=person) | Q(helper=person), state__in=live)
    return list(rows.select_related("question", "asker", "helper", "brokered_by").order_by("created_at"))


def _questions_and_thanks(person: Any) -> tuple[list[OwnQuestion], list[Got]]:
    rows = sorted(_asked_and_got(person=person.pk), key=lambda row: row[4], reverse=True)
    return (
        [
            OwnQuestion(slug, words, state, str(QuestionState(state).label), at, count)
            for tag, slug, words, state, at, count in rows
            if tag == "question"
        ],
        [Got(name, words, at) for tag, name, words, _state, at, _count in rows if tag == "thanks"][:GOT_SHOWN],
    )


@prepared
def _asked_and_got(*, person: int) -> QuerySet[LearningQuestion, tuple[Any, ...]]:
    text = CharField()
    questions = (
        LearningQuestion.objects.filter(asker=person)
        .order_by()
        .values_list(
            Value("question", output_field=text),
            Cast("slug", text),
            Cast("text", text),
            Cast("state", text),
            "state_since",
            "me_toos",
        )
    )
    thanks = (
        Thanks.objects.filter(receiver=person)
        .order_by()
        .values_list(
            Value("thanks", output_field=text),
            Concat("sender__first_name", Value(" "), "sender__last_name", output_field=text),
            Cast("text", text),
            Value("", output_field=text),
            "at",
            Value(0),
        )
    )
    return questions.union(thanks, all=True)
