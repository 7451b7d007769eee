"""The maker's pages: starting, changing, publishing, partners and makers, people and attendance."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from heyy.core import clock
from heyy.core.actions.idempotency import once
from heyy.core.errors import NotAllowed, RuleBroken
from heyy.core.requests import once_key, person_of, whole_number
from heyy.meet4learn.actions import activities, registrations
from heyy.meet4learn.enums import ActivityState, MakerRole, PartnerPart
from heyy.meet4learn.forms import ActivityDetailsForm, CancelForm, MakerForm, PartnerForm, suggested_start
from heyy.meet4learn.models import Activity, LearningQuestion
from heyy.meet4learn.policies import ACTIVITY
from heyy.meet4learn.queries.activity_page import people_page
from heyy.meet4learn.queries.questions import similar_questions
from heyy.meet4learn.queries.visible import questions_visible_to
from heyy.meet4learn.views.agenda import find
from heyy.organisations.models import Location, Organisation
from heyy.people.models import Person
from heyy.people.standing import standing_of


def _locations() -> list[str]:
    """What the location field proposes: every location by name and place."""
    return [f"{name}, {place}" for name, place in Location.objects.order_by("name").values_list("name", "place")]


@login_required
def start(request: HttpRequest) -> HttpResponse:
    """A new activity, from one or several questions or from an idea."""
    person = person_of(request)
    if not standing_of(person).is_member:
        raise NotAllowed("activity: start")
    slugs = request.POST.getlist("question") or request.GET.getlist("question")
    grown_from = list(questions_visible_to(person).filter(slug__in=slugs).prefetch_related("themes"))
    form = ActivityDetailsForm(request.POST or None, initial=_initial(grown_from))
    if request.method == "POST" and form.is_valid():
        return _start(request, person, form, grown_from)
    context = {
        "form": form,
        "activity": None,
        "locations": _locations(),
        "questions": grown_from,
        "similar": similar_questions(grown_from, person),
    }
    return render(request, "meet4learn/edit.html", context, status=422 if form.errors else 200)


def _initial(questions: list[LearningQuestion]) -> dict[str, Any]:
    themes = {str(theme.pk) for question in questions for theme in question.themes.all()}
    return {"themes": sorted(themes), **suggested_start(clock.today())}


def _start(
    request: HttpRequest, person: Person, form: ActivityDetailsForm, questions: list[LearningQuestion]
) -> HttpResponse:
    def make() -> str:
        activity = activities.start_activity(actor=person, draft=form.draft(), questions=questions, now=clock.now())
        return reverse("meet4learn:activity", args=[activity.slug])

    address = once(actor=person.pk, key=once_key(request), now=clock.now(), make=make)
    messages.success(request, _("Saved. Add makers and partners, and publish it when it is ready."))
    return redirect(address)


def _maker_activity(request: HttpRequest, slug: str, verb: str) -> Activity:
    """With its makers and meetings."""
    found = find(request, slug)
    ACTIVITY.check(person_of(request), verb, found)
    prefetch_related_objects([found], "makers__person", "sessions__location")
    return found


@login_required
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    activity = _maker_activity(request, slug, "edit")
    form = ActivityDetailsForm(request.POST or None, activity=activity)
    if request.method == "POST" and form.is_valid():
        try:
            activities.change_activity(activity=activity, draft=form.draft(), actor=person_of(request), now=clock.now())
            messages.success(request, _("Saved. Who is registered hears when the time or the place changed."))
            return redirect("meet4learn:activity", slug=slug)
        except RuleBroken as problem:
            form.add_error(None, str(problem))
    context = {"form": form, "activity": activity, "locations": _locations()}
    return render(request, "meet4learn/edit.html", context, status=422 if form.errors else 200)


@require_safe
@login_required
def team(request: HttpRequest, slug: str) -> HttpResponse:
    """Makers and partners, each added or taken away with one button."""
    activity = _maker_activity(request, slug, "edit")
    roles = activity.partner_roles.select_related("organisation")
    context = {
        "activity": activity,
        "maker_form": MakerForm(),
        "partner_form": PartnerForm(),
        "partner_roles": roles,
        "can_transfer": ACTIVITY.allows(person_of(request), "transfer", activity),
    }
    return render(request, "meet4learn/team.html", context)


@require_POST
@login_required
def change_makers(request: HttpRequest, slug: str) -> HttpResponse:
    activity, actor, now = _maker_activity(request, slug, "edit"), person_of(request), clock.now()
    if "remove" in request.POST or "owner" in request.POST:
        number = request.POST.get("remove") or request.POST.get("owner") or ""
        maker = get_object_or_404(activity.makers.all(), person=whole_number(number) or 0)
        if "owner" in request.POST:
            activities.make_owner(activity=activity, person=maker.person, actor=actor, now=now)
        else:
            activities.remove_maker(activity=activity, person=maker.person, actor=actor, now=now)
        return redirect("meet4learn:team", slug=slug)
    form = MakerForm(request.POST)
    person = Person.objects.filter(email__iexact=request.POST.get("email", "").strip(), is_active=True).first()
    if form.is_valid() and person is not None:
        activities.add_maker(
            activity=activity, person=person, role=MakerRole(form.cleaned_data["role"]), actor=actor, now=now
        )
        messages.success(request, _("%(name)s is a maker now.") % {"name": person.full_name})
    else:
        messages.error(
            request,
            _("Nobody in Heyy has that e-mail address. Check it, or ask your colleague to sign up first."),
        )
    return redirect("meet4learn:team", slug=slug)


@require_POST
@login_required
def change_partners(request: HttpRequest, slug: str) -> HttpResponse:
    activity, actor, now = _maker_activity(request, slug, "edit"), person_of(request), clock.now()
    number = request.POST.get("remove", "")
    form = PartnerForm(request.POST)
    if whole_number(number):
        activities.remove_partner(activity=activity, partner_role_id=int(number), actor=actor, now=now)
    elif form.is_valid():
        organisation = get_object_or_404(Organisation, pk=form.cleaned_data["organisation"])
        part = PartnerPart(form.cleaned_data["part"])
        activities.add_partner(activity=activity, organisation=organisation, part=part, actor=actor, now=now)
        messages.success(request, _("%(name)s is a partner of this activity now.") % {"name": organisation})
    return redirect("meet4learn:team", slug=slug)


@require_POST
@login_required
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    activity = find(request, slug)
    try:
        activities.publish_activity(activity=activity, actor=person_of(request), now=clock.now())
        messages.success(request, _("Published. It stands on the agenda, and who had this question got a mail."))
    except RuleBroken as problem:
        messages.error(request, str(problem))
    return redirect("meet4learn:activity", slug=slug)


@login_required
def cancel(request: HttpRequest, slug: str) -> HttpResponse:
    activity = _maker_activity(request, slug, "cancel")
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        activities.cancel_activity(activity=activity, reason=reason, actor=person_of(request), now=clock.now())
        messages.success(request, _("Cancelled. Everyone who was registered gets a mail."))
        return redirect("meet4learn:activity", slug=slug)
    return render(
        request,
        "meet4learn/cancel.html",
        {"form": form, "activity": activity},
        status=422 if form.errors else 200,
    )


@require_safe
@login_required
def people(request: HttpRequest, slug: str) -> HttpResponse:
    """Who comes, who waits, who was there."""
    activity = _maker_activity(request, slug, "see_people")
    now = clock.now()
    sessions = list(activity.sessions.all())
    begun = [session for session in sessions if session.starts_at <= now]
    context = {
        "activity": activity,
        "people": people_page(activity),
        "begun": begun,
        "coming": len(begun) < len(sessions) or not sessions,
        "can_close": activity.state == ActivityState.OPEN and bool(begun) and len(begun) == len(sessions),
    }
    return render(request, "meet4learn/people.html", context)


@require_POST
@login_required
def attendance(request: HttpRequest, slug: str, session: int) -> HttpResponse:
    activity = _maker_activity(request, slug, "note_attendance")
    found = get_object_or_404(activity.sessions.select_related("activity"), pk=session)
    present = [pk for value in request.POST.getlist("present") if (pk := whole_number(value))]
    registrations.note_attendance(session=found, present=present, actor=person_of(request), now=clock.now())
    messages.success(request, _("Saved who was there."))
    return redirect("meet4learn:people", slug=slug)


@require_POST
@login_required
def close(request: HttpRequest, slug: str) -> HttpResponse:
    activity = _maker_activity(request, slug, "note_attendance")
    registrations.close_activity(activity=activity, actor=person_of(request), now=clock.now())
    messages.success(request, _("Closed. Who was there is asked whether it helped; makers got a line of evidence."))
    return redirect("meet4learn:people", slug=slug)
