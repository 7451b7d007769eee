"""The broker's desk."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from heyy.core import clock
from heyy.core.requests import person_of
from heyy.home.context import has_desk
from heyy.meet4learn.queries.brokers import desk


@require_safe
@login_required
def desk_page(request: HttpRequest) -> HttpResponse:
    """Questions by state and waiting time. Who has no desk doesn't learn that it exists."""
    person = person_of(request)
    if not has_desk(person):
        raise Http404
    page = desk(person, only_mine=request.GET.get("of") == "me")
    return render(request, "home/desk.html", {"page": page, "now": clock.now()})
