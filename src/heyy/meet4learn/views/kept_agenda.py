"""The public agenda as most visitors see it, kept in this process while it is true.

How full an activity is, is never trusted to a cache: each request reads that of all of them in one statement, and gets
the kept page only when the page was made of the same numbers. Names of people, partners and places may lag a minute.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils.translation import get_language

from heyy.core.queries.prepared import Row
from heyy.meet4learn.queries.agenda import Card, how_full

_FORM_KEY = re.compile(r'(?<=name="csrfmiddlewaretoken" value=")\w+')
_KEY_OF_READER = "key-of-this-reader"


@dataclass(frozen=True)
class _Page:
    minute: datetime
    made_of: list[Row]
    html: str


pages_by_language: dict[str, _Page] = {}


def may_be_kept(request: HttpRequest) -> bool:
    """For a visitor who chose nothing, and for whom no message can wait."""
    own = {settings.SESSION_COOKIE_NAME, "messages"}
    return not request.GET and own.isdisjoint(request.COOKIES)


def kept_agenda(
    request: HttpRequest, *, now: datetime, make: Callable[[], tuple[list[Card], HttpResponse]]
) -> HttpResponse:
    language, minute, numbers = get_language() or "", now.replace(second=0, microsecond=0), how_full(since=now)
    page = pages_by_language.get(language)
    if page is not None and page.minute == minute and page.made_of == numbers:
        return HttpResponse(page.html.replace(_KEY_OF_READER, get_token(request)))
    cards, response = make()
    if _say_the_same(cards, numbers):
        html = _FORM_KEY.sub(_KEY_OF_READER, response.content.decode())
        pages_by_language[language] = _Page(minute, numbers, html)
    return response


def _say_the_same(cards: list[Card], numbers: list[Row]) -> bool:
    """Somebody may have registered between reading the numbers and making the cards."""
    shown = sorted((card.pk, card.state, card.places_left, card.waiting) for card in cards)
    return shown == [(pk, state, places - taken, waiting) for pk, state, places, taken, waiting, _version in numbers]
