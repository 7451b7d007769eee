"""Mijn Heyy, and the language."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django.views.i18n import set_language

from heyy.core import clock
from heyy.core.requests import person_of
from heyy.home.queries.mine import my_heyy
from heyy.people.actions.profile import choose_language


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    feed = settings.SITE_URL + reverse("meet4learn:my_calendar", args=[person.calendar_secret])
    return render(request, "home/mine.html", {"page": my_heyy(person, now=clock.now()), "feed": feed})


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keeps the language in a cookie, and for mails with the person."""
    person = person_of(request)
    chosen = request.POST.get("language", "")
    if person is not None and chosen in dict(settings.LANGUAGES):
        choose_language(person=person, language=chosen)
    response: HttpResponse = set_language(request)
    return response
