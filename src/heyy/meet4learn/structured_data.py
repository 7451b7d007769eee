"""An activity as JSON-LD, so that search engines understand it. Names of people stay out of it."""

import json
from typing import Any

from django.conf import settings
from django.urls import reverse

from heyy.core import clock
from heyy.meet4learn.enums import ActivityState
from heyy.meet4learn.models import Session
from heyy.meet4learn.queries.activity_page import ActivityPage
from heyy.people.enums import Audience

_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def structured_data(page: ActivityPage) -> str:
    """JSON text that is safe inside a script element; empty for what visitors may not see."""
    activity = page.activity
    if activity.audience != Audience.PUBLIC or not page.sessions:
        return ""
    url = settings.SITE_URL + reverse("meet4learn:activity", args=[activity.slug])
    cancelled = activity.state == ActivityState.CANCELLED
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "EducationEvent",
        "name": activity.title,
        "description": activity.summary,
        "url": url,
        "startDate": clock.wall(page.sessions[0].starts_at).isoformat(),
        "endDate": clock.wall(page.sessions[-1].ends_at).isoformat(),
        "eventStatus": f"https://schema.org/Event{'Cancelled' if cancelled else 'Scheduled'}",
        "inLanguage": "nl",
        "maximumAttendeeCapacity": activity.places,
        "remainingAttendeeCapacity": activity.places_left,
        "isAccessibleForFree": True,
        "organizer": {"@type": "Organization", "name": "Heyy", "url": settings.SITE_URL},
        "contributor": [{"@type": "Organization", "name": partner.name} for partner in page.partners],
        "location": _place(page.sessions[0]),
    }
    return json.dumps({key: value for key, value in data.items() if value}, ensure_ascii=False).translate(_ESCAPES)


def _place(session: Session) -> dict[str, Any] | None:
    location = session.location
    if location is None:
        return {"@type": "Place", "name": session.room} if session.room else None
    address = {
        "@type": "PostalAddress",
        "streetAddress": f"{location.street} {location.number}".strip(),
        "postalCode": location.postcode,
        "addressLocality": location.place,
        "addressCountry": "NL",
    }
    return {"@type": "Place", "name": location.name, "address": {k: v for k, v in address.items() if v}}
