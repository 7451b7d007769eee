"""Places: the lock that every change of occupancy holds, and giving free places to who waits.

Registering, withdrawing, more places and promoting all hold the lock on the row of the activity (FOR UPDATE on
PostgreSQL, an immediate transaction on SQLite), count the rows again, and write.
"""

from datetime import datetime
from functools import lru_cache
from uuid import UUID

from heyy.meet4learn import mails
from heyy.meet4learn.calendars import calendar_of
from heyy.meet4learn.enums import ActivityState, RegistrationState
from heyy.meet4learn.models import Activity, Registration


def lock_activity(activity_id: int) -> Activity:
    """The activity, held for this transaction."""
    return Activity.objects.select_for_update(no_key=True).get(pk=activity_id)


def settle(activity: Activity, *, now: datetime) -> list[Registration]:
    """Gives free places to who waits longest, recounts, and returns who was promoted."""
    rows = Registration.objects.filter(activity=activity)
    taken = rows.filter(state=RegistrationState.CONFIRMED).count()
    queue = rows.filter(state=RegistrationState.WAITING).order_by("queued_at", "id")
    promoted: list[Registration] = []
    if can_promote(activity, now) and taken < activity.places:
        promoted = list(queue.select_related("person", "activity")[: activity.places - taken])
    for registration in promoted:
        registration.state, registration.changed_at = RegistrationState.CONFIRMED, now
        registration.save(update_fields=["state", "changed_at"])
        mails.confirm_place(registration, promoted=True, calendar=calendar_text(activity), now=now)
    activity.taken = taken + len(promoted)
    activity.waiting = queue.count()
    activity.save(update_fields=["taken", "waiting"])
    return promoted


def can_promote(activity: Activity, now: datetime) -> bool:
    return activity.state == ActivityState.OPEN and activity.first_at is not None and activity.first_at > now


def calendar_text(activity: Activity) -> str:
    """Made once per version: while an activity fills up, everybody gets the same calendar."""
    return _calendar_text(activity.uid, activity.version, activity.changed_at)


@lru_cache(maxsize=64)
def _calendar_text(uid: UUID, version: int, changed_at: datetime) -> str:
    return calendar_of(Activity.objects.prefetch_related("sessions__location").filter(uid=uid)).decode()
