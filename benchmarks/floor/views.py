from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from benchmarks.floor.models import Activity, Registration


def activities(request: HttpRequest) -> HttpResponse:
    coming = Activity.objects.filter(starts_at__gte=timezone.now()).order_by("starts_at")[:80]
    return render(request, "list.html", {"activities": coming})


def activity(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "detail.html", {"activity": get_object_or_404(Activity, slug=slug)})


@login_required
def mine(request: HttpRequest) -> HttpResponse:
    rows = (
        Registration.objects.filter(person=request.user.pk).select_related("activity").order_by("activity__starts_at")
    )
    return render(request, "mine.html", {"registrations": rows})


@require_POST
@login_required
def register(request: HttpRequest, slug: str) -> HttpResponse:
    """The least that keeps the number of places: one conditional update and one insert."""
    with transaction.atomic():
        is_free = Activity.objects.filter(slug=slug, taken__lt=F("places")).update(taken=F("taken") + 1)
        if is_free:
            found = Activity.objects.only("pk").get(slug=slug)
            Registration.objects.create(activity=found, person_id=request.user.pk, at=timezone.now())
    return redirect("activity", slug=slug)
