"""What an administrator does by hand: giving and ending roles. Private content stays closed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from heyy.core import clock
from heyy.core.errors import RuleBroken
from heyy.core.requests import person_of
from heyy.home.forms import RoleForm
from heyy.home.queries.administration import administration
from heyy.organisations.models import Organisation
from heyy.people.actions.roles import confirm_affiliation, end_role, give_role
from heyy.people.enums import Role
from heyy.people.models import Affiliation, Person, RoleAssignment
from heyy.people.standing import standing_of


def _check(request: HttpRequest) -> Person:
    person = person_of(request)
    if not standing_of(person).has(Role.ADMINISTRATOR):
        raise Http404
    return person  # type: ignore[no-any-return]  # a Person by the sign-in


@require_safe
@login_required
def overview(request: HttpRequest) -> HttpResponse:
    _check(request)
    context = {"page": administration(now=clock.now()), "form": RoleForm()}
    return render(request, "home/administration.html", context)


@require_POST
@login_required
def give(request: HttpRequest) -> HttpResponse:
    actor, form = _check(request), RoleForm(request.POST)
    if not form.is_valid():
        context = {"page": administration(now=clock.now()), "form": form}
        return render(request, "home/administration.html", context, status=422)
    data = form.cleaned_data
    person = Person.objects.filter(email__iexact=data["email"]).first()
    name = data["organisation"].strip()
    organisation = (
        Organisation.objects.filter(Q(daily_name__iexact=name) | Q(name__iexact=name)).first() if name else None
    )
    if person is None:
        messages.error(request, _("Nobody in Heyy has that e-mail address. Ask the person to sign up first."))
    elif name and organisation is None:
        messages.error(request, _("Heyy doesn't know this school or organisation. Choose one from the list."))
    else:
        try:
            give_role(
                person=person,
                role=Role(data["role"]),
                organisation=organisation,
                since=clock.today(),
                actor=actor,
                now=clock.now(),
            )
            messages.success(request, _("%(name)s has this role now.") % {"name": person.full_name})
        except RuleBroken as problem:
            messages.error(request, str(problem))
    return redirect("home:administration")


@require_POST
@login_required
def end(request: HttpRequest, pk: int) -> HttpResponse:
    actor = _check(request)
    assignment = get_object_or_404(RoleAssignment.objects.select_related("person"), pk=pk, until=None)
    end_role(assignment=assignment, until=clock.today(), actor=actor, now=clock.now())
    messages.success(request, _("The role of %(name)s ends today.") % {"name": assignment.person.full_name})
    return redirect("home:administration")


@require_POST
@login_required
def confirm_workplace(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody said to work somewhere; the administrator knows that it is so."""
    actor = _check(request)
    affiliation = get_object_or_404(Affiliation.objects.select_related("person"), pk=pk, until=None)
    confirm_affiliation(affiliation=affiliation, actor=actor, now=clock.now())
    messages.success(request, _("%(name)s belongs there now.") % {"name": affiliation.person.full_name})
    return redirect("home:administration")
