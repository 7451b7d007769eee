"""A person's own profile: fields with audiences, lines of evidence, workplaces, a pause."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from heyy.core import clock
from heyy.core.actions.idempotency import once
from heyy.core.errors import RuleBroken
from heyy.core.requests import once_key, person_of
from heyy.people.actions.evidence import remove_evidence, say_evidence
from heyy.people.actions.profile import pause, save_profile
from heyy.people.actions.roles import affiliate
from heyy.people.enums import Audience, EvidenceKind
from heyy.people.forms import EvidenceForm, PauseForm, ProfileForm, WorkplaceForm
from heyy.people.models import Evidence, Person
from heyy.people.queries.profile import person_page, profile_of


@login_required
def profile(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    own = profile_of(person)
    form = ProfileForm(request.POST or None, initial=own.initial)
    if request.method == "POST" and form.is_valid():
        save_profile(
            person=person,
            first_name=form.cleaned_data["first_name"],
            last_name=form.cleaned_data["last_name"],
            fields=form.fields_with_audience(),
            actor=person,
            now=clock.now(),
        )
        messages.success(request, _("Your profile is saved."))
        return redirect("people:profile")
    context = {
        "form": form,
        "own": own,
        "evidence_form": EvidenceForm(),
        "workplace_form": WorkplaceForm(),
        "pause_form": PauseForm(initial={"until": person.paused_until, "is_findable": person.is_findable}),
    }
    return render(request, "people/profile.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def say(request: HttpRequest) -> HttpResponse:
    """A line of one's own on what one did, offers or is curious about."""
    form = EvidenceForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write a line of at least ten characters, so that a colleague knows what to expect."))
        return redirect("people:profile")
    person = person_of(request)
    try:
        once(actor=person.pk, key=once_key(request), now=clock.now(), make=lambda: _say(person, form))
        messages.success(request, _("Added. Colleagues with a question about this can find you."))
    except RuleBroken as problem:
        messages.error(request, str(problem))
    return redirect("people:profile")


def _say(person: Person, form: EvidenceForm) -> str:
    data = form.cleaned_data
    say_evidence(
        person=person,
        kind=EvidenceKind(data["kind"]),
        line=data["line"],
        audience=Audience(data["audience"]),
        themes=[int(theme) for theme in data["themes"]],
        actor=person,
        now=clock.now(),
    )
    return reverse("people:profile")


@require_POST
@login_required
def unsay(request: HttpRequest, pk: int) -> HttpResponse:
    person = person_of(request)
    line = get_object_or_404(Evidence, pk=pk, person=person)
    remove_evidence(evidence=line, actor=person, now=clock.now())
    messages.success(request, _("Taken away."))
    return redirect("people:profile")


@require_POST
@login_required
def change_pause(request: HttpRequest) -> HttpResponse:
    person, form = person_of(request), PauseForm(request.POST)
    if form.is_valid():
        pause(
            person=person,
            until=form.cleaned_data["until"],
            is_findable=form.cleaned_data["is_findable"],
            actor=person,
            now=clock.now(),
        )
        messages.success(request, _("Saved. Pausing costs nothing and nobody is told."))
    return redirect("people:profile")


@require_POST
@login_required
def change_workplace(request: HttpRequest) -> HttpResponse:
    person, form = person_of(request), WorkplaceForm(request.POST)
    if form.is_valid():
        affiliate(
            person=person,
            organisation=form.cleaned_data["organisation"],
            function=form.cleaned_data["function"],
            since=clock.today(),
            actor=person,
            now=clock.now(),
        )
        messages.success(
            request,
            _("Saved where you work. Your centre confirms it; until then your school's own questions stay closed."),
        )
    else:
        messages.error(request, _("Heyy doesn't know this school or organisation. Choose one from the list."))
    return redirect("people:profile")


@require_safe
def person_view(request: HttpRequest, pk: int) -> HttpResponse:
    """A person as this reader may see one; who may not see the name gets a 404."""
    page = person_page(pk, person_of(request))
    if page is None:
        raise Http404
    return render(request, "people/person.html", {"page": page})
