"""An activity as JSON-LD, so that search engines understand it. Names of people stay out of it."""

import json
from typing import Any

from django.conf import settings
from django.urls import reverse

from heyy.core import clock
from heyy.meet4learn.enums import ActivityState
from heyy.meet4learn.queries.activity_page import ActivityPage, Meeting
from heyy.people.enums import Audience

_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def structured_data(page: ActivityPage) -> str:
    """JSON text that is safe inside a script element; empty for what visitors may not see."""
    activity = page.activity
    if activity.audience != Audience.PUBLIC or not page.meetings:
        return ""
    url = settings.SITE_URL + reverse("meet4learn:activity", args=[activity.slug])
    cancelled = activity.state == ActivityState.CANCELLED
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "EducationEvent",
        "name": activity.title,
        "description": activity.summary,
        "url": url,
        "startDate": clock.wall(page.meetings[0].starts_at).isoformat(),
        "endDate": clock.wall(page.meetings[-1].ends_at).isoformat(),
        "eventStatus": f"https://schema.org/Event{'Cancelled' if cancelled else 'Scheduled'}",
        "inLanguage": "nl",
        "maximumAttendeeCapacity": activity.places,
        "remainingAttendeeCapacity": activity.places_left,
        "isAccessibleForFree": True,
        "organizer": {"@type": "Organization", "name": "Heyy", "url": settings.SITE_URL},
        "contributor": [{"@type": "Organization", "name": partner.name} for partner in page.partners],
        "location": _place(page.meetings[0]),
    }
    return json.dumps({key: value for key, value in data.items() if value}, ensure_ascii=False).translate(_ESCAPES)


def _place(meeting: Meeting) -> dict[str, Any] | None:
    if not meeting.location:
        return {"@type": "Place", "name": meeting.room} if meeting.room else None
    address = {
        "@type": "PostalAddress",
        "streetAddress": meeting.street,
        "postalCode": meeting.postcode,
        "addressLocality": meeting.place,
        "addressCountry": "NL",
    }
    return {"@type": "Place", "name": meeting.location, "address": {k: v for k, v in address.items() if v}}
