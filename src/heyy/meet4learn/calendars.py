"""Activities as iCalendar. The UID of a meeting never changes; SEQUENCE rises with each change."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from icalendar import Calendar, Event, Timezone, vText

from heyy.core import clock
from heyy.meet4learn.enums import ActivityState
from heyy.meet4learn.models import Activity, Session

# The European rule since 1996. Having icalendar work it out costs more than the rest of the calendar together.
_ZONE = """BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""


def calendar_of(activities: Iterable[Activity], *, name: str = "Heyy") -> bytes:
    """A whole calendar; every activity must have its sessions with locations prefetched."""
    calendar = Calendar()
    calendar.add("prodid", "-//Heyy//heyy//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", "Europe/Amsterdam")
    calendar.add_component(Timezone.from_ical(_ZONE))
    for activity in activities:
        for session in activity.sessions.all():
            calendar.add_component(_event(activity, session))
    return bytes(calendar.to_ical())


def _event(activity: Activity, session: Session) -> Event:
    event = Event()
    event.add("uid", f"{activity.uid}-{session.pk}@heyy")
    event.add("sequence", activity.version)
    event.add("dtstamp", activity.changed_at)
    event.add("last-modified", activity.changed_at)
    event.add("dtstart", _wall(session.starts_at))
    event.add("dtend", _wall(session.ends_at))
    event.add("summary", activity.title)
    event.add("description", activity.summary)
    event.add("url", settings.SITE_URL + reverse("meet4learn:activity", args=[activity.slug]))
    event.add("status", "CANCELLED" if activity.state == ActivityState.CANCELLED else "CONFIRMED")
    place = ", ".join(part for part in (session.room, place_of(session)) if part)
    if place:
        event["location"] = vText(place)
    return event


def place_of(session: Session) -> str:
    if session.location is None:
        return ""
    return ", ".join(part for part in (session.location.name, session.location.address) if part)


def _wall(moment: datetime) -> datetime:
    return clock.wall(moment)
