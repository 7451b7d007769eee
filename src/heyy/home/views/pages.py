"""The front page and the pages about Heyy."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from heyy.core import clock
from heyy.core.requests import person_of
from heyy.home.queries.about import about_texts
from heyy.home.queries.front import front


@require_safe
def front_page(request: HttpRequest) -> HttpResponse:
    return render(request, "home/front.html", {"page": front(person_of(request), now=clock.now())})


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "home/about.html", {"texts": about_texts(get_language() or "nl")})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "home/accessibility.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "home/privacy.html")
