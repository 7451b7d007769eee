"""Mijn Heyy, the own profile, and the language."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django.views.i18n import set_language

from heyy.core import clock
from heyy.core.errors import RuleBroken
from heyy.core.requests import person_of
from heyy.home.queries.mine import my_heyy
from heyy.people.actions.evidence import remove_evidence, say_evidence
from heyy.people.actions.profile import choose_language, pause, save_profile
from heyy.people.actions.roles import affiliate
from heyy.people.enums import Audience, EvidenceKind
from heyy.people.models import Evidence
from heyy.people.profile_forms import EvidenceForm, PauseForm, ProfileForm, WorkplaceForm
from heyy.people.queries.profile import profile_of


@require_GET
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    feed = settings.SITE_URL + reverse("meet4learn:my_calendar", args=[person.calendar_secret])
    return render(request, "home/mine.html", {"page": my_heyy(person, now=clock.now()), "feed": feed})


@login_required
def profile(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    own = profile_of(person)
    form = ProfileForm(request.POST or None, initial=own.initial)
    if request.method == "POST" and form.is_valid():
        save_profile(
            person=person, first_name=form.cleaned_data["first_name"], last_name=form.cleaned_data["last_name"],
            fields=form.fields_with_audience(), actor=person, now=clock.now(),
        )  # fmt: skip
        messages.success(request, _("Your profile is saved."))
        return redirect("home:profile")
    context = {
        "form": form, "own": own, "evidence_form": EvidenceForm(), "workplace_form": WorkplaceForm(),
        "pause_form": PauseForm(initial={"until": person.paused_until, "is_findable": person.is_findable}),
    }  # fmt: skip
    return render(request, "home/profile.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def say(request: HttpRequest) -> HttpResponse:
    """A line of one's own on what one did, offers or is curious about."""
    person, form = person_of(request), EvidenceForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            say_evidence(
                person=person, kind=EvidenceKind(data["kind"]), line=data["line"], audience=Audience(data["audience"]),
                themes=[int(theme) for theme in data["themes"]], actor=person, now=clock.now(),
            )  # fmt: skip
            messages.success(request, _("Added. Colleagues with a question about this can find you."))
        except RuleBroken as problem:
            messages.error(request, str(problem))
    else:
        messages.error(request, _("Write a line of at least ten characters, so that a colleague knows what to expect."))
    return redirect("home:profile")


@require_POST
@login_required
def unsay(request: HttpRequest, pk: int) -> HttpResponse:
    person = person_of(request)
    line = get_object_or_404(Evidence, pk=pk, person=person)
    remove_evidence(evidence=line, actor=person, now=clock.now())
    messages.success(request, _("Taken away."))
    return redirect("home:profile")


@require_POST
@login_required
def change_pause(request: HttpRequest) -> HttpResponse:
    person, form = person_of(request), PauseForm(request.POST)
    if form.is_valid():
        pause(
            person=person, until=form.cleaned_data["until"], is_findable=form.cleaned_data["is_findable"], actor=person, now=clock.now()
        )
        messages.success(request, _("Saved. Pausing costs nothing and nobody is told."))
    return redirect("home:profile")


@require_POST
@login_required
def change_workplace(request: HttpRequest) -> HttpResponse:
    person, form = person_of(request), WorkplaceForm(request.POST)
    if form.is_valid():
        affiliate(
            person=person, organisation=form.cleaned_data["organisation"], function=form.cleaned_data["function"],
            since=clock.today(), actor=person, now=clock.now(),
        )  # fmt: skip
        messages.success(request, _("Saved where you work."))
    else:
        messages.error(request, _("Heyy doesn't know this school or organisation. Choose one from the list."))
    return redirect("home:profile")


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keeps the language in a cookie, and for mails with the person."""
    person = person_of(request)
    chosen = request.POST.get("language", "")
    if person is not None and chosen in dict(settings.LANGUAGES):
        choose_language(person=person, language=chosen)
    response: HttpResponse = set_language(request)
    return response
