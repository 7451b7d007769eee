"""The public pages of the partners."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from heyy.core import clock
from heyy.core.requests import person_of
from heyy.home.queries import partners as queries


@require_safe
def partners(request: HttpRequest) -> HttpResponse:
    groups = queries.partner_groups(person_of(request))
    return render(request, "home/partners.html", {"groups": groups})


@require_safe
def partner(request: HttpRequest, slug: str) -> HttpResponse:
    page = queries.partner_page(slug, person_of(request), now=clock.now())
    if page is None:
        raise Http404
    return render(request, "home/partner.html", {"page": page})
