"""What the page of one activity shows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, Q, Value
from django.db.models.functions import Cast
from django.utils.translation import get_language

from heyy.meet4learn.enums import ActivityState, PartnerPart, RegistrationState
from heyy.meet4learn.models import Activity, LearningQuestion, PartnerRole, Registration, Session
from heyy.meet4learn.policies import ACTIVITY
from heyy.meet4learn.queries.visible import activities_visible_to, questions_visible_to
from heyy.organisations.models import Theme


@dataclass(frozen=True)
class Partner:
    slug: str
    name: str
    parts: list[str]
    has_page: bool


@dataclass(frozen=True)
class ActivityPage:
    activity: Activity
    sessions: list[Session]
    partners: list[Partner]
    themes: list[tuple[str, str]]
    questions: list[tuple[str, str]]
    registration: Registration | None
    verbs: frozenset[str]
    place_in_row: int
    can_register: bool
    why_not: str
    has_started: bool
    is_over: bool

    @property
    def has_place(self) -> bool:
        return self.registration is not None and self.registration.state == RegistrationState.CONFIRMED

    @property
    def is_waiting(self) -> bool:
        return self.registration is not None and self.registration.state == RegistrationState.WAITING


def find_activity(person: Any, slug: str) -> Activity | None:
    return (
        activities_visible_to(person).filter(slug=slug).prefetch_related("makers__person", "sessions__location").first()
    )


def activity_page(activity: Activity, person: Any, *, now: datetime, sentences: dict[str, str]) -> ActivityPage:
    """`activity` comes from `find_activity`; `sentences` says why one can't register, by code."""
    partners, themes, questions = _labels(activity, person)
    registration = _registration(activity, person)
    verbs = ACTIVITY.verbs(person, activity)
    why = _why_not(activity, verbs, now)
    waiting = registration is not None and registration.state == RegistrationState.WAITING
    return ActivityPage(
        activity=activity,
        sessions=list(activity.sessions.all()),
        partners=partners,
        themes=themes,
        questions=questions,
        registration=registration if registration and registration.state != RegistrationState.WITHDRAWN else None,
        verbs=verbs,
        place_in_row=_place_in_row(registration) if waiting and registration else 0,
        can_register=not why,
        why_not=sentences.get(why, ""),
        has_started=activity.first_at is not None and activity.first_at <= now,
        is_over=activity.last_at is not None and activity.last_at <= now,
    )


def _why_not(activity: Activity, verbs: frozenset[str], now: datetime) -> str:
    if activity.state == ActivityState.CANCELLED:
        return "cancelled"
    if activity.state == ActivityState.MAKING:
        return "making"
    if activity.state == ActivityState.HELD or (activity.last_at is not None and activity.last_at <= now):
        return "over"
    if activity.first_at is not None and activity.first_at <= now:
        return "started"
    return "" if "register" in verbs else "not_member"


def _labels(activity: Activity, person: Any) -> tuple[list[Partner], list[tuple[str, str]], list[tuple[str, str]]]:
    """Partners, themes and the questions it grew from, in one statement."""
    theme_name = "name_en" if get_language() == "en" else "name_nl"
    partners = PartnerRole.objects.filter(activity=activity).values_list(
        Value("partner", output_field=CharField()),
        Cast("organisation__slug", CharField()),
        Cast("organisation__name", CharField()),
        Cast("organisation__daily_name", CharField()),
        Cast("part", CharField()),
        Cast("organisation__kind", CharField()),
    )
    empty = Value("", output_field=CharField())
    themes = Theme.objects.filter(activities=activity).values_list(
        Value("theme", output_field=CharField()),
        Cast("slug", CharField()),
        Cast(theme_name, CharField()),
        empty,
        empty,
        empty,
    )
    questions = (
        LearningQuestion.objects.filter(activities=activity, pk__in=questions_visible_to(person).values("pk"))
        .order_by()
        .values_list(
            Value("question", output_field=CharField()),
            Cast("slug", CharField()),
            Cast("text", CharField()),
            empty,
            empty,
            empty,
        )
    )
    rows = list(partners.order_by().union(themes.order_by(), questions, all=True))
    rows.sort(key=lambda row: row[2].lower())
    return (
        _partners([row for row in rows if row[0] == "partner"]),
        [(row[1], row[2]) for row in rows if row[0] == "theme"],
        [(row[1], row[2]) for row in rows if row[0] == "question"],
    )


def _partners(rows: list[tuple[str, ...]]) -> list[Partner]:
    found: dict[str, Partner] = {}
    for _, slug, name, daily_name, part, kind in rows:
        has_page = kind not in {"board", "school", "team"}
        partner = found.setdefault(slug, Partner(slug, daily_name or name, [], has_page))
        partner.parts.append(str(PartnerPart(part).label))
    return list(found.values())


def _registration(activity: Activity, person: Any) -> Registration | None:
    if not getattr(person, "is_authenticated", False):
        return None
    return Registration.objects.filter(activity=activity, person=person).first()


def _place_in_row(registration: Registration) -> int:
    before = Q(queued_at__lt=registration.queued_at) | Q(queued_at=registration.queued_at, pk__lt=registration.pk)
    rows = Registration.objects.filter(activity=registration.activity_id, state=RegistrationState.WAITING)
    return rows.filter(before).count() + 1


@dataclass(frozen=True)
class PeoplePage:
    confirmed: list[Registration]
    waiting: list[Registration]
    answers: int
    helped: dict[str, int]
    remarks: list[str]


def people_page(activity: Activity) -> PeoplePage:
    """Who comes, who waits, who was there, and what they said afterwards (remarks without names)."""
    rows = list(
        activity.registrations.exclude(state=RegistrationState.WITHDRAWN)
        .select_related("person", "evaluation")
        .prefetch_related("attendances")
        .order_by("person__last_name", "person__first_name")
    )
    confirmed = [row for row in rows if row.state == RegistrationState.CONFIRMED]
    evaluations = [row.evaluation for row in confirmed if hasattr(row, "evaluation")]
    return PeoplePage(
        confirmed=confirmed,
        waiting=sorted(
            (row for row in rows if row.state == RegistrationState.WAITING),
            key=lambda row: (row.queued_at, row.pk),
        ),
        answers=len(evaluations),
        helped={code: sum(one.helped == code for one in evaluations) for code in ("yes", "partly", "no")},
        remarks=[one.text for one in evaluations if one.text],
    )
