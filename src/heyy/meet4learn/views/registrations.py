"""Registering in one tap, withdrawing, and saying afterwards whether it helped."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heyy.core import clock
from heyy.core.errors import RuleBroken
from heyy.core.requests import person_of
from heyy.meet4learn.actions import registrations
from heyy.meet4learn.enums import Helped, RegistrationState
from heyy.meet4learn.forms import EvaluateForm
from heyy.meet4learn.models import Registration
from heyy.meet4learn.views.agenda import find


def register(request: HttpRequest, slug: str) -> HttpResponse:
    """One tap. A visitor signs in first and comes back to the page with the same button."""
    if request.method != "POST":
        return redirect("meet4learn:activity", slug=slug)
    if not request.user.is_authenticated:
        return redirect(f"{reverse('account_login')}?next={reverse('meet4learn:activity', args=[slug])}")
    activity, person = find(request, slug), person_of(request)
    try:
        registration = registrations.register(activity=activity, person=person, actor=person, now=clock.now())
    except RuleBroken as problem:
        messages.error(request, str(problem))
        return redirect("meet4learn:activity", slug=slug)
    if registration.state == RegistrationState.CONFIRMED:
        messages.success(request, _("You have a place. The confirmation is on its way to your mailbox."))
    else:
        messages.info(request, _("It is full, so you are on the waiting list. A free place is yours at once."))
    return redirect("meet4learn:activity", slug=slug)


@require_POST
@login_required
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    activity, person = find(request, slug), person_of(request)
    try:
        registrations.withdraw(activity=activity, person=person, actor=person, now=clock.now())
        messages.success(request, _("You are withdrawn. Thank you: somebody else can come now."))
    except RuleBroken as problem:
        messages.error(request, str(problem))
    return redirect("meet4learn:activity", slug=slug)


@login_required
def evaluate(request: HttpRequest, slug: str) -> HttpResponse:
    """ "Is your question answered?" For people who were there."""
    activity, person = find(request, slug), person_of(request)
    row = Registration.objects.filter(activity=activity, person=person).select_related("evaluation", "activity").first()
    if row is None or row.state != RegistrationState.CONFIRMED:
        raise Http404
    if not row.attendances.filter(present=True).exists():
        messages.info(request, _("You can say this when the maker has noted that you were there. You get a mail then."))
        return redirect("meet4learn:activity", slug=slug)
    before = getattr(row, "evaluation", None)
    initial = {"helped": before.helped, "text": before.text} if before else {}
    form = EvaluateForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        registrations.evaluate(
            registration=row,
            helped=Helped(data["helped"]),
            text=data["text"],
            thanks=data["thanks"],
            actor=person,
            now=clock.now(),
        )
        messages.success(request, _("Thank you. The makers learn from it."))
        return redirect("home:mine")
    context = {
        "form": form,
        "activity": activity,
        "makers": [maker.person for maker in activity.makers.select_related("person")],
    }
    return render(request, "meet4learn/evaluate.html", context, status=422 if form.errors else 200)
