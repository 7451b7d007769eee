"""Asking and following learning questions."""

from typing import Any

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
from heyy.core.limits import limited
from heyy.core.requests import DRAFT, next_address, once_key, person_of, whole_number
from heyy.meet4learn.actions import introductions, questions
from heyy.meet4learn.actions.suggestions import refresh_suggestions
from heyy.meet4learn.enums import Helped, OutcomeKind
from heyy.meet4learn.forms import AskForm, AudienceForm, CloseForm, MessageForm, ThemesForm
from heyy.meet4learn.models import Introduction, LearningQuestion, Suggestion
from heyy.meet4learn.policies import QUESTION
from heyy.meet4learn.queries.brokers import brokers_for
from heyy.meet4learn.queries.questions import PER_PAGE, find_question, question_page, questions_page
from heyy.meet4learn.queries.visible import introductions_of
from heyy.organisations.models import Organisation, Theme
from heyy.people.enums import Audience
from heyy.people.models import Person
from heyy.people.standing import standing_of


@limited("ask", most=20, seconds=600)
def ask(request: HttpRequest) -> HttpResponse:
    """The ask page. A visitor's text is kept through signing in; then one tap asks the question."""
    person = person_of(request)
    if request.method != "POST":
        form = AskForm(initial=request.session.get(DRAFT) or _beginning(request))
        return render(request, "meet4learn/ask.html", {"form": form, "kept": DRAFT in request.session})
    form = AskForm({"audience": Audience.MEMBERS.value, **request.POST.dict()})
    if not form.is_valid():
        return render(request, "meet4learn/ask.html", {"form": form}, status=422)
    if person is None:
        request.session[DRAFT] = form.cleaned_data
        messages.info(request, _("Your question is kept. Sign in, and ask it with one tap."))
        return redirect(f"{reverse('account_login')}?next={reverse('meet4learn:ask')}")
    if not standing_of(person).is_member:
        raise RuleBroken(_("With your role you read figures; asking questions is for members."))
    return _ask(request, person, form)


def _beginning(request: HttpRequest) -> dict[str, str]:
    """An empty form, or with a first word to the partner whose page one came from."""
    partner = Organisation.objects.filter(slug=request.GET.get("partner", "")).first()
    text = _("For %(partner)s: ") % {"partner": partner} if partner else ""
    return {"audience": Audience.MEMBERS.value, "text": text}


def _ask(request: HttpRequest, person: Person, form: AskForm) -> HttpResponse:
    def make() -> str:
        question = questions.ask_question(
            actor=person,
            text=form.cleaned_data["text"],
            audience=Audience(form.cleaned_data["audience"]),
            now=clock.now(),
        )
        return reverse("meet4learn:question", args=[question.slug])

    try:
        address = once(actor=person.pk, key=once_key(request), now=clock.now(), make=make)
    except RuleBroken as problem:
        form.add_error(None, str(problem))
        return render(request, "meet4learn/ask.html", {"form": form}, status=422)
    request.session.pop(DRAFT, None)
    messages.success(request, _("Your question is asked. These colleagues may be able to help."))
    return redirect(address)


@require_safe
def question_list(request: HttpRequest) -> HttpResponse:
    values = {name: request.GET.get(name, "") for name in ("text", "theme", "state")}
    offset = whole_number(request.GET.get("from")) or 0
    rows, has_more = questions_page(person_of(request), **values, offset=offset)
    more = request.GET.copy()
    more["from"] = str(offset + PER_PAGE)
    context = {
        "questions": rows,
        "values": values,
        "themes": list(Theme.objects.all()),
        "more": f"?{more.urlencode()}" if has_more else "",
    }
    return render(request, "meet4learn/questions.html", context)


@require_safe
def question(request: HttpRequest, slug: str) -> HttpResponse:
    person = person_of(request)
    found = _find(request, slug)
    page = question_page(found, person, now=clock.now())
    context: dict[str, Any] = {"page": page, "question": found, "message_form": MessageForm()}
    if "choose_audience" in page.verbs:
        context["audience_form"] = AudienceForm(initial={"audience": found.audience})
        context["themes_form"] = ThemesForm(initial={"themes": [str(theme.pk) for theme in page.themes]})
    if "hand_over" in page.verbs:
        context["brokers"] = brokers_for(found, today=clock.today())
    return render(request, "meet4learn/question.html", context)


def _find(request: HttpRequest, slug: str) -> LearningQuestion:
    found = find_question(person_of(request), slug)
    if found is None:
        raise Http404
    return found


def _back(found: LearningQuestion) -> HttpResponse:
    return redirect("meet4learn:question", slug=found.slug)


@require_POST
@login_required
def me_too(request: HttpRequest, slug: str) -> HttpResponse:
    found = _find(request, slug)
    if "undo" in request.POST:
        questions.undo_me_too(question=found, actor=person_of(request), now=clock.now())
    else:
        questions.say_me_too(question=found, actor=person_of(request), now=clock.now())
        messages.success(request, _("You have this question too. You hear when something grows from it."))
    return redirect(next_address(request, reverse("meet4learn:question", args=[slug])))


@require_POST
@login_required
def change_audience(request: HttpRequest, slug: str) -> HttpResponse:
    found, form = _find(request, slug), AudienceForm(request.POST)
    if form.is_valid():
        audience = Audience(form.cleaned_data["audience"])
        questions.choose_audience(question=found, audience=audience, actor=person_of(request), now=clock.now())
        messages.success(request, _("Saved who may see your question."))
    return _back(found)


@require_POST
@login_required
def change_themes(request: HttpRequest, slug: str) -> HttpResponse:
    found, form = _find(request, slug), ThemesForm(request.POST)
    if form.is_valid():
        themes = [int(theme) for theme in form.cleaned_data["themes"]]
        questions.choose_themes(question=found, themes=themes, actor=person_of(request), now=clock.now())
        messages.success(request, _("Saved the themes, and looked again who could help."))
    return _back(found)


@require_POST
@login_required
@limited("suggest", most=30, seconds=600)
def look_again(request: HttpRequest, slug: str) -> HttpResponse:
    found = _find(request, slug)
    QUESTION.check(person_of(request), "see_suggestions", found)
    refresh_suggestions(question=found, now=clock.now())
    messages.success(request, _("Looked again who could help."))
    return _back(found)


@require_POST
@login_required
@limited("coffee", most=20, seconds=3600)
def ask_for_coffee(request: HttpRequest, slug: str, person: int) -> HttpResponse:
    """Only people who were suggested for this question can be asked; others are a 404."""
    found, form = _find(request, slug), MessageForm(request.POST)
    shown = Suggestion.objects.filter(question=found, person=person)
    helper = get_object_or_404(Person, pk__in=shown.values("person"))
    form.is_valid()
    introductions.ask_for_coffee(
        question=found,
        helper=helper,
        message=form.cleaned_data.get("message", ""),
        actor=person_of(request),
        now=clock.now(),
    )
    messages.success(
        request, _("Asked. %(name)s gets a mail and can say yes or “not now”.") % {"name": helper.full_name}
    )
    return _back(found)


@require_POST
@login_required
@limited("coffee", most=20, seconds=3600)
def offer_help(request: HttpRequest, slug: str) -> HttpResponse:
    found, form = _find(request, slug), MessageForm(request.POST)
    form.is_valid()
    introductions.offer_help(
        question=found,
        message=form.cleaned_data.get("message", ""),
        actor=person_of(request),
        now=clock.now(),
    )
    messages.success(request, _("Thank you. The asker gets a mail and says whether it suits."))
    return _back(found)


@require_POST
@login_required
def propose_people(request: HttpRequest, slug: str) -> HttpResponse:
    found = _find(request, slug)
    chosen = [pk for value in request.POST.getlist("person") if (pk := whole_number(value))]
    shown = Suggestion.objects.filter(question=found, person__in=chosen)
    helpers = list(Person.objects.filter(pk__in=shown.values("person")))
    proposed = introductions.propose_people(question=found, helpers=helpers, actor=person_of(request), now=clock.now())
    if proposed:
        messages.success(request, _("Proposed. Both sides get a mail; contact data follow after both say yes."))
    else:
        messages.info(request, _("Choose at least one person who is not in touch about this question yet."))
    return redirect(next_address(request, reverse("meet4learn:question", args=[slug])))


@require_POST
@login_required
def take(request: HttpRequest, slug: str) -> HttpResponse:
    found = _find(request, slug)
    questions.take_question(question=found, actor=person_of(request), now=clock.now())
    messages.success(request, _("You look after this question now."))
    return redirect(next_address(request, reverse("meet4learn:question", args=[slug])))


@require_POST
@login_required
def hand_over(request: HttpRequest, slug: str) -> HttpResponse:
    found = _find(request, slug)
    to = get_object_or_404(Person, pk=whole_number(request.POST.get("to")) or 0)
    questions.hand_over_question(question=found, to=to, actor=person_of(request), now=clock.now())
    messages.success(request, _("Handed over to %(name)s, with the story so far.") % {"name": to.full_name})
    return _back(found)


@login_required
def close(request: HttpRequest, slug: str) -> HttpResponse:
    found = _find(request, slug)
    QUESTION.check(person_of(request), "close", found)
    form = CloseForm(request.POST or None, initial={"outcome": OutcomeKind.TALK.value})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        outcome = OutcomeKind(data["outcome"]) if data["outcome"] and data["helped"] != Helped.NO else None
        questions.close_question(
            question=found,
            outcome=outcome,
            text=data["text"],
            helped=Helped(data["helped"]),
            actor=person_of(request),
            now=clock.now(),
        )
        messages.success(request, _("Your question is closed. Who has the same question now learns from it."))
        return _back(found)
    return render(
        request,
        "meet4learn/close.html",
        {"form": form, "question": found},
        status=422 if form.errors else 200,
    )


@require_POST
@login_required
def reopen(request: HttpRequest, slug: str) -> HttpResponse:
    found = _find(request, slug)
    questions.reopen_question(question=found, actor=person_of(request), now=clock.now())
    return _back(found)


@require_POST
@login_required
def delete(request: HttpRequest, slug: str) -> HttpResponse:
    found = _find(request, slug)
    questions.delete_question(question=found, actor=person_of(request), now=clock.now())
    messages.success(request, _("Your question is gone."))
    return redirect("home:mine")


def _introduction(request: HttpRequest, pk: int) -> Introduction:
    rows = introductions_of(request.user).select_related("question", "asker", "helper")
    return get_object_or_404(rows, pk=pk)


@require_POST
@login_required
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    found = introductions.accept_introduction(
        introduction=_introduction(request, pk), actor=person_of(request), now=clock.now()
    )
    if found.shows_contact:
        messages.success(request, _("You both said yes. You now see each other's e-mail address."))
    else:
        messages.success(request, _("Noted your yes. You hear when the other says yes too."))
    return redirect(next_address(request, reverse("meet4learn:question", args=[found.question.slug])))


@require_POST
@login_required
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    found = _introduction(request, pk)
    introductions.decline_introduction(introduction=found, actor=person_of(request), now=clock.now())
    messages.success(request, _("That is fine. Nobody keeps count."))
    return redirect(next_address(request, reverse("home:mine")))


@require_POST
@login_required
def met(request: HttpRequest, pk: int) -> HttpResponse:
    found = _introduction(request, pk)
    introductions.say_met(
        introduction=found,
        thanks=request.POST.get("thanks", "")[:300],
        actor=person_of(request),
        now=clock.now(),
    )
    messages.success(request, _("Noted that you met."))
    return redirect(next_address(request, reverse("meet4learn:question", args=[found.question.slug])))
