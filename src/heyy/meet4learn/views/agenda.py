"""Finding: the agenda as list and week, one activity, and calendars."""

from collections.abc import Callable
from datetime import date, timedelta

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heyy.core import clock
from heyy.core.requests import person_of
from heyy.meet4learn.calendars import calendar_of
from heyy.meet4learn.models import Activity
from heyy.meet4learn.queries.activity_page import activity_page, find_activity
from heyy.meet4learn.queries.agenda import Card, Filters, agenda, week
from heyy.meet4learn.queries.feeds import personal_feed, public_feed
from heyy.meet4learn.structured_data import structured_data
from heyy.meet4learn.views.kept_agenda import kept_agenda, may_be_kept
from heyy.organisations.holidays import days_off
from heyy.people.models import Person

FILTER_NAMES = ("text", "theme", "form", "place", "sector", "when")


@require_safe
def agenda_list(request: HttpRequest) -> HttpResponse:
    person, now = person_of(request), clock.now()

    def make() -> tuple[list[Card], HttpResponse]:
        filters = Filters(**{name: request.GET.get(name, "")[:80] for name in FILTER_NAMES})
        labels = {"theme": _("Theme"), "form": _("Form"), "place": _("Place"), "sector": _("Sector")}
        page = agenda(person, filters, now=now, labels=labels)
        context = {"page": page, "filters": filters, "moments": _moments()}
        return page.cards, render(request, "meet4learn/agenda.html", context)

    if person is None and may_be_kept(request):
        return kept_agenda(request, now=now, make=make)
    return make()[1]


def _moments() -> list[tuple[str, str]]:
    return [
        ("", _("All that is coming")),
        ("week", _("This week")),
        ("next_week", _("Next week")),
        ("month", _("The coming month")),
        ("past", _("What has been")),
    ]


@require_safe
def agenda_week(request: HttpRequest, year: int = 0, number: int = 0) -> HttpResponse:
    today = clock.today()
    try:
        monday = date.fromisocalendar(year, number, 1) if year else clock.monday_of(today + timedelta(days=2))
    except ValueError:
        raise Http404 from None
    holidays = days_off(monday, monday + timedelta(days=6))
    context = {
        "days": week(person_of(request), monday, now=clock.now(), holidays=holidays),
        "monday": monday,
        "sunday": monday + timedelta(days=6),
        "number": monday.isocalendar().week,
        "earlier": (monday - timedelta(days=7)).isocalendar(),
        "later": (monday + timedelta(days=7)).isocalendar(),
    }
    return render(request, "meet4learn/week.html", context)


WHY_NOT: dict[str, Callable[[], str]] = {
    "cancelled": lambda: _("This activity is cancelled."),
    "making": lambda: _("This activity is still in the making; registering opens when its maker publishes it."),
    "over": lambda: _("This activity is over."),
    "started": lambda: _("This activity has started. Ask its maker whether you can still join."),
    "maker": lambda: _("You make this activity, so you are there anyway."),
    "not_member": lambda: _("Sign in as a member to register."),
}


@require_safe
def activity(request: HttpRequest, slug: str) -> HttpResponse:
    found = find(request, slug)
    sentences = {code: sentence() for code, sentence in WHY_NOT.items()}
    page = activity_page(found, person_of(request), now=clock.now(), sentences=sentences)
    context = {"page": page, "activity": found, "structured_data": structured_data(page)}
    return render(request, "meet4learn/activity.html", context)


def find(request: HttpRequest, slug: str) -> Activity:
    """The activity when this reader may see it; otherwise a 404."""
    found = find_activity(person_of(request), slug)
    if found is None:
        raise Http404
    return found


@require_safe
def activity_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    found = find(request, slug)
    prefetch_related_objects([found], "sessions__location")
    return _calendar([found], filename=f"{slug}.ics")


@require_safe
def public_calendar(request: HttpRequest) -> HttpResponse:
    return _calendar(public_feed(now=clock.now()), filename="heyy.ics")


@require_safe
def personal_calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """A person's own programme behind a secret address, for the calendar on a phone."""
    person = get_object_or_404(Person, calendar_secret=secret, is_active=True)
    return _calendar(personal_feed(person, now=clock.now()), filename="mijn-heyy.ics")


def _calendar(activities: list[Activity], *, filename: str) -> HttpResponse:
    response = HttpResponse(calendar_of(activities), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{filename}"'
    return response
