"""What goes into calendar feeds."""

from datetime import datetime, timedelta

from django.db.models import Q

from heyy.meet4learn.enums import ActivityState, RegistrationState
from heyy.meet4learn.models import Activity
from heyy.meet4learn.queries.visible import activities_visible_to
from heyy.people.models import Person

LOOK_BACK = timedelta(days=90)


def public_feed(*, now: datetime) -> list[Activity]:
    """Public activities from three months ago on; cancelled ones stay in, marked as such."""
    rows = activities_visible_to(None).filter(last_at__gte=now - LOOK_BACK)
    return list(rows.prefetch_related("sessions__location").order_by("first_at"))


def personal_feed(person: Person, *, now: datetime) -> list[Activity]:
    """What the person has a place in or makes, from three months ago on."""
    mine = Q(registrations__person=person, registrations__state=RegistrationState.CONFIRMED) | Q(makers__person=person)
    rows = Activity.objects.filter(mine, last_at__gte=now - LOOK_BACK).exclude(state=ActivityState.MAKING)
    return list(rows.distinct().prefetch_related("sessions__location").order_by("first_at"))
