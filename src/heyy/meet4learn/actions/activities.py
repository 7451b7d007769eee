"""Making an activity: starting it from questions, its meetings, makers and partners, publishing, cancelling."""

import secrets
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.text import slugify

from heyy.core.actions.audit import record
from heyy.core.actions.search import index_texts
from heyy.core.errors import NotAllowed
from heyy.meet4learn import mails
from heyy.meet4learn.actions.occupancy import lock_activity, settle
from heyy.meet4learn.actions.questions import add_event, set_state
from heyy.meet4learn.calendars import calendar_of
from heyy.meet4learn.enums import (
    ActivityForm,
    ActivityState,
    MakerRole,
    PartnerPart,
    QuestionEventKind,
    QuestionState,
    RegistrationState,
)
from heyy.meet4learn.errors import (
    ActivityNotComplete,
    ActivityOver,
    FewerPlacesThanTaken,
    MeetingWasHeld,
    OwnerStays,
    SessionEndsBeforeStart,
    TwoSessionsAtOnce,
)
from heyy.meet4learn.models import Activity, LearningQuestion, Maker, PartnerRole, Session
from heyy.meet4learn.policies import ACTIVITY, QUESTION
from heyy.organisations.models import Location, Organisation
from heyy.people.enums import Audience
from heyy.people.models import Person
from heyy.people.standing import standing_of

A_CENTURY = timedelta(days=36_525)


@dataclass(frozen=True)
class Meeting:
    """One meeting as a maker fills it in; `pk` names an existing one that is changed."""

    starts_at: datetime
    ends_at: datetime
    location: Location | None = None
    room: str = ""
    pk: int | None = None


@dataclass(frozen=True)
class Draft:
    """What a maker says about an activity."""

    title: str
    form: ActivityForm
    summary: str
    places: int
    description: str = ""
    audience: Audience = Audience.PUBLIC
    sectors: Sequence[str] = ()
    themes: Sequence[int] = ()
    meetings: Sequence[Meeting] = field(default_factory=tuple)


@transaction.atomic
def start_activity(
    *, actor: Person, draft: Draft, questions: Iterable[LearningQuestion] = (), now: datetime
) -> Activity:
    """Starts an activity in the making; the starter owns it. Its questions get a plan on their timeline."""
    if not standing_of(actor).is_member:
        raise NotAllowed("activity: start")
    _check_meetings(draft.meetings)
    activity = Activity(uid=uuid.uuid4(), changed_at=now, state=ActivityState.MAKING, places=draft.places)
    activity.slug = f"{slugify(draft.title)[:70].strip('-') or 'activiteit'}-{secrets.token_hex(2)}"
    _fill(activity, draft)
    activity.save()
    Maker.objects.create(activity=activity, person=actor, role=MakerRole.GIVES, is_owner=True)
    activity.themes.set(draft.themes)
    _save_meetings(activity, draft.meetings)
    for question in questions:
        QUESTION.check(actor, "start_activity", question)
        activity.grew_from.add(question)
        add_event(question, QuestionEventKind.ACTIVITY_STARTED, now, activity=activity)
        set_state(question, QuestionState.PLANNED, now, only_from={QuestionState.OPEN, QuestionState.EXPLORING})
    _index(activity)
    record(actor=actor, verb="start_activity", thing=activity, now=now)
    return activity


@transaction.atomic
def change_activity(*, activity: Activity, draft: Draft, actor: Person, now: datetime) -> Activity:
    """Saves what the maker changed. People with a place hear of another time or place; more places promote."""
    activity = lock_activity(activity.pk)
    ACTIVITY.check(actor, "edit", activity)
    if activity.state not in (ActivityState.MAKING, ActivityState.OPEN):
        raise ActivityOver
    _check_meetings(draft.meetings)
    _check_noted_meetings_stay(activity, draft.meetings)
    if activity.state == ActivityState.OPEN and not draft.meetings:
        raise ActivityNotComplete
    if draft.places < activity.taken:
        raise FewerPlacesThanTaken(taken=activity.taken)
    before = _when_and_where(activity)
    _fill(activity, draft)
    activity.version, activity.changed_at = activity.version + 1, now
    _save_meetings(activity, draft.meetings)
    activity.save()
    activity.themes.set(draft.themes)
    settle(activity, now=now)
    _index(activity)
    record(actor=actor, verb="change_activity", thing=activity, now=now)
    if activity.state == ActivityState.OPEN and before != _when_and_where(activity):
        _tell_participants(activity, now)
    return activity


@transaction.atomic
def publish_activity(*, activity: Activity, actor: Person, now: datetime) -> None:
    """Opens it for registration, and invites who asked or joined the questions it grew from."""
    activity = lock_activity(activity.pk)
    ACTIVITY.check(actor, "publish", activity)
    if activity.state != ActivityState.MAKING:
        return
    if not activity.sessions.exists():
        raise ActivityNotComplete
    activity.state, activity.changed_at = ActivityState.OPEN, now
    activity.save(update_fields=["state", "changed_at"])
    record(actor=actor, verb="publish_activity", thing=activity, now=now)
    asked = Person.objects.filter(questions__activities=activity)
    joined = Person.objects.filter(me_toos__question__activities=activity)
    for person in (asked | joined).exclude(pk=actor.pk).distinct():
        mails.invite_me_too(activity, person=person, now=now)


@transaction.atomic
def cancel_activity(*, activity: Activity, reason: str, actor: Person, now: datetime) -> None:
    """Calls it off; everyone with a place or on the waiting list gets a mail with the reason.

    What was held stays held.
    """
    activity = lock_activity(activity.pk)
    ACTIVITY.check(actor, "cancel", activity)
    if activity.state in (ActivityState.CANCELLED, ActivityState.HELD):
        return
    activity.state, activity.changed_at, activity.version = ActivityState.CANCELLED, now, activity.version + 1
    activity.save(update_fields=["state", "changed_at", "version"])
    record(actor=actor, verb="cancel_activity", thing=activity, now=now)
    live = [RegistrationState.CONFIRMED, RegistrationState.WAITING]
    for registration in activity.registrations.filter(state__in=live).select_related("person", "activity"):
        mails.tell_of_cancellation(registration, reason=reason, now=now)


@transaction.atomic
def add_maker(*, activity: Activity, person: Person, role: MakerRole, actor: Person, now: datetime) -> None:
    ACTIVITY.check(actor, "edit", activity)
    Maker.objects.update_or_create(activity=activity, person=person, defaults={"role": role})
    record(actor=actor, verb="add_maker", thing=activity, now=now, person=person.pk)


@transaction.atomic
def remove_maker(*, activity: Activity, person: Person, actor: Person, now: datetime) -> None:
    ACTIVITY.check(actor, "edit", activity)
    maker = Maker.objects.filter(activity=activity, person=person).first()
    if maker is not None and maker.is_owner:
        raise OwnerStays
    if maker is not None:
        maker.delete()
        record(actor=actor, verb="remove_maker", thing=activity, now=now, person=person.pk)


@transaction.atomic
def make_owner(*, activity: Activity, person: Person, actor: Person, now: datetime) -> None:
    """Hands the ownership to another person, who becomes a maker if not one yet."""
    ACTIVITY.check(actor, "transfer", activity)
    Maker.objects.filter(activity=activity, is_owner=True).update(is_owner=False)
    Maker.objects.update_or_create(
        activity=activity, person=person, defaults={"is_owner": True}, create_defaults={"is_owner": True}
    )
    record(actor=actor, verb="make_owner", thing=activity, now=now, person=person.pk)


@transaction.atomic
def add_partner(
    *, activity: Activity, organisation: Organisation, part: PartnerPart, actor: Person, now: datetime
) -> None:
    ACTIVITY.check(actor, "edit", activity)
    PartnerRole.objects.get_or_create(activity=activity, organisation=organisation, part=part)
    record(actor=actor, verb="add_partner", thing=activity, now=now, organisation=organisation.pk)


@transaction.atomic
def remove_partner(*, activity: Activity, partner_role_id: int, actor: Person, now: datetime) -> None:
    ACTIVITY.check(actor, "edit", activity)
    PartnerRole.objects.filter(activity=activity, pk=partner_role_id).delete()
    record(actor=actor, verb="remove_partner", thing=activity, now=now)


def _fill(activity: Activity, draft: Draft) -> None:
    activity.title = " ".join(draft.title.split())[:120]
    activity.form = draft.form
    activity.summary = " ".join(draft.summary.split())[:200]
    activity.description = draft.description.strip()
    activity.audience = draft.audience
    activity.sectors = ",".join(draft.sectors)
    activity.places = draft.places
    starts = [meeting.starts_at for meeting in draft.meetings]
    activity.first_at = min(starts, default=None)
    activity.last_at = max((meeting.ends_at for meeting in draft.meetings), default=None)


def _check_meetings(meetings: Sequence[Meeting]) -> None:
    if any(meeting.ends_at <= meeting.starts_at for meeting in meetings):
        raise SessionEndsBeforeStart
    if len({meeting.starts_at for meeting in meetings}) < len(meetings):
        raise TwoSessionsAtOnce


def _check_noted_meetings_stay(activity: Activity, meetings: Sequence[Meeting]) -> None:
    """A meeting with an attendance list is evidence: it neither goes nor moves to another moment."""
    kept = {meeting.pk: meeting.starts_at for meeting in meetings}
    for session in activity.sessions.filter(attendances__isnull=False).distinct():
        if kept.get(session.pk) != session.starts_at:
            raise MeetingWasHeld


def _save_meetings(activity: Activity, meetings: Sequence[Meeting]) -> None:
    """Keeps the rows of meetings that stay, so that their calendar UIDs stay too."""
    existing = {session.pk: session for session in activity.sessions.all()}
    kept = {meeting.pk for meeting in meetings if meeting.pk in existing}
    activity.sessions.exclude(pk__in=kept).delete()
    # Out of each other's way first: a series that moves by a week passes over its own moments.
    activity.sessions.update(starts_at=F("starts_at") - A_CENTURY)
    for meeting in meetings:
        session = existing.get(meeting.pk or 0) or Session(activity=activity)
        session.starts_at, session.ends_at = meeting.starts_at, meeting.ends_at
        session.location, session.room = meeting.location, meeting.room[:80]
        session.save()


def _when_and_where(activity: Activity) -> list[tuple[Any, ...]]:
    return list(activity.sessions.order_by("starts_at").values_list("starts_at", "ends_at", "location", "room"))


def _tell_participants(activity: Activity, now: datetime) -> None:
    fresh = Activity.objects.prefetch_related("sessions__location").get(pk=activity.pk)
    calendar = calendar_of([fresh]).decode()
    having = activity.registrations.filter(state=RegistrationState.CONFIRMED)
    for registration in having.select_related("person", "activity"):
        mails.tell_of_change(registration, calendar=calendar, now=now)


def _index(activity: Activity) -> None:
    themes = " ".join(theme.name_nl for theme in activity.themes.all())
    text = f"{activity.title} {activity.title} {activity.summary} {themes} {activity.description}"
    index_texts(kind="activity", texts=[(activity.pk, text)])
