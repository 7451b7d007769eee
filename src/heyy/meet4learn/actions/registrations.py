"""Registering, withdrawing, attendance, and what participants say afterwards."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, QuerySet, Subquery
from django.db.models.functions import Coalesce

from heyy.core.actions.audit import record
from heyy.core.errors import NotAllowed
from heyy.core.queries.prepared import prepared
from heyy.meet4learn import mails
from heyy.meet4learn.actions.occupancy import calendar_text, lock_activity, settle
from heyy.meet4learn.actions.questions import add_event, set_state
from heyy.meet4learn.enums import (
    ActivityState,
    Helped,
    MakerRole,
    OutcomeKind,
    QuestionEventKind,
    QuestionState,
    RegistrationState,
)
from heyy.meet4learn.errors import (
    ActivityNotOpen,
    ActivityStarted,
    DidNotTakePart,
    MakerIsThere,
    NotRegistered,
    NotYetBegun,
)
from heyy.meet4learn.models import Activity, Attendance, Evaluation, Maker, Registration, Session
from heyy.meet4learn.policies import ACTIVITY
from heyy.people.actions.evidence import add_evidence, thank
from heyy.people.enums import Audience, EvidenceKind
from heyy.people.models import Person

LIVE = (RegistrationState.CONFIRMED, RegistrationState.WAITING)


@transaction.atomic
def register(*, activity: Activity, person: Person, actor: Person, now: datetime) -> Registration:
    """A place, or a place on the waiting list when it is full. Registering twice changes nothing.

    Makers may register somebody else.
    """
    activity = lock_activity(activity.pk)
    ACTIVITY.check(actor, "register", activity)
    if actor.pk != person.pk and not ACTIVITY.allows(actor, "edit", activity):
        raise NotAllowed("activity: register somebody else")
    _check_open(activity, now)
    [(taken, is_maker, was_in)] = _standing(activity=activity.pk, person=person.pk)
    if is_maker:
        raise MakerIsThere
    own = Registration.objects.filter(activity=activity, person=person).first() if was_in else None
    if own is not None and own.state in LIVE:
        return own
    has_place = taken < activity.places
    registration = own or Registration(activity=activity, person=person)
    registration.state = RegistrationState.CONFIRMED if has_place else RegistrationState.WAITING
    registration.queued_at = registration.changed_at = now
    registration.save()
    activity.taken = taken + has_place
    activity.waiting += not has_place
    activity.save(update_fields=["taken", "waiting"])
    record(actor=actor, verb="register", thing=registration, now=now, state=registration.state)
    if has_place:
        mails.confirm_place(registration, promoted=False, calendar=calendar_text(activity), now=now)
    else:
        mails.confirm_waiting(registration, place=activity.waiting, now=now)
    return registration


@prepared
def _standing(*, activity: int, person: int) -> QuerySet[Activity, tuple[Any, ...]]:
    """How many have a place, counted from their rows; whether this person makes it; and whether a row is there already.

    One statement, because the next in the storm waits for the lock that is held meanwhile.
    """
    rows = Registration.objects.filter(activity=activity)
    taken = rows.filter(state=RegistrationState.CONFIRMED).order_by().values("activity").annotate(number=Count("pk"))
    return Activity.objects.filter(pk=activity).values_list(
        Coalesce(Subquery(taken.values("number")), 0),
        Exists(Maker.objects.filter(activity=activity, person=person)),
        Exists(rows.filter(person=person)),
    )


@transaction.atomic
def withdraw(*, activity: Activity, person: Person, actor: Person, now: datetime) -> Registration:
    """Gives the place back; the next in line gets it in this same transaction."""
    activity = lock_activity(activity.pk)
    registration = Registration.objects.filter(activity=activity, person=person, state__in=LIVE).first()
    if registration is None or (actor.pk != person.pk and not ACTIVITY.allows(actor, "edit", activity)):
        raise NotRegistered
    if activity.first_at is not None and activity.first_at <= now:
        raise ActivityStarted
    registration.state, registration.changed_at = RegistrationState.WITHDRAWN, now
    registration.save(update_fields=["state", "changed_at"])
    record(actor=actor, verb="withdraw", thing=registration, now=now)
    mails.confirm_withdrawal(registration, now=now)
    settle(activity, now=now)
    return registration


def _check_open(activity: Activity, now: datetime) -> None:
    if activity.state != ActivityState.OPEN:
        raise ActivityNotOpen
    if activity.first_at is not None and activity.first_at <= now:
        raise ActivityStarted


@transaction.atomic
def note_attendance(*, session: Session, present: Iterable[int], actor: Person, now: datetime) -> list[Attendance]:
    """The maker's list for one meeting: `present` holds registrations; the others with a place were not there."""
    ACTIVITY.check(actor, "note_attendance", session.activity)
    if session.activity.state not in (ActivityState.OPEN, ActivityState.HELD):
        raise ActivityNotOpen
    if session.starts_at > now:
        raise NotYetBegun
    there = set(present)
    confirmed = Registration.objects.filter(activity=session.activity, state=RegistrationState.CONFIRMED)
    rows = [
        Attendance(session=session, registration=registration, present=registration.pk in there, noted_at=now)
        for registration in confirmed
    ]
    Attendance.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["session", "registration"],
        update_fields=["present", "noted_at"],
    )
    record(actor=actor, verb="note_attendance", thing=session, now=now, present=sum(row.present for row in rows))
    return rows


@transaction.atomic
def close_activity(*, activity: Activity, actor: Person, now: datetime) -> None:
    """It was held: makers get their evidence, participants are asked whether their question is answered.

    The questions it grew from are answered by it, unless their asker said otherwise before.
    """
    activity = lock_activity(activity.pk)
    ACTIVITY.check(actor, "note_attendance", activity)
    if activity.first_at is None or activity.sessions.filter(starts_at__gt=now).exists():
        raise NotYetBegun
    if activity.state != ActivityState.OPEN:
        return
    activity.state, activity.changed_at = ActivityState.HELD, now
    activity.save(update_fields=["state", "changed_at"])
    record(actor=actor, verb="close_activity", thing=activity, now=now)
    _write_evidence(activity, now)
    for question in activity.grew_from.all():
        if question.is_live:
            question.outcome_kind = OutcomeKind.ACTIVITY
            question.outcome_text = activity.title if activity.audience == Audience.PUBLIC else ""
            question.save(update_fields=["outcome_kind", "outcome_text"])
            set_state(question, QuestionState.ANSWERED, now)
            add_event(question, QuestionEventKind.ANSWERED, now, activity=activity)
    for registration in present_registrations(activity).select_related("person", "activity"):
        mails.ask_if_answered(registration, now=now)


def _write_evidence(activity: Activity, now: datetime) -> None:
    """Giving becomes evidence; advisers only advised, so they get none."""
    themes = [theme.pk for theme in activity.themes.all()]
    for maker in activity.makers.exclude(role=MakerRole.ADVISES):
        add_evidence(
            person_id=maker.person_id,
            kind=EvidenceKind.DID,
            line=f"{activity.title}. {activity.summary}",
            source=f"activity:{activity.pk}",
            themes=themes,
            now=now,
        )


def present_registrations(activity: Activity) -> Any:
    """Those who were there at least once."""
    return activity.registrations.filter(attendances__present=True).distinct()


@transaction.atomic
def evaluate(
    *, registration: Registration, helped: Helped, text: str, thanks: str, actor: Person, now: datetime
) -> Evaluation:
    """ "Is your question answered?" One answer per participant, which may be changed; thanks go to the makers."""
    if actor.pk != registration.person_id or not registration.attendances.filter(present=True).exists():
        raise DidNotTakePart
    evaluation, _ = Evaluation.objects.update_or_create(
        registration=registration,
        defaults={"helped": helped, "text": " ".join(text.split())[:400], "at": now},
    )
    record(actor=actor, verb="evaluate", thing=evaluation, now=now)
    if thanks.strip():
        _thank_makers(registration, thanks, now)
    return evaluation


def _thank_makers(registration: Registration, text: str, now: datetime) -> None:
    activity = registration.activity
    themes = [theme.pk for theme in activity.themes.all()]
    for maker in activity.makers.select_related("person").exclude(person=registration.person):
        source = f"activity:{activity.pk}"
        done = thank(
            sender=registration.person,
            receiver=maker.person,
            text=text,
            source=source,
            about=f"{activity.title}. {activity.summary}",
            themes=themes,
            now=now,
        )
        if done:
            mails.pass_on_thanks(maker.person, sender=registration.person, text=text, key=source, now=now)
