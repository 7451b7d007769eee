"""Every page that people open, as each of the demo's people: the list for axe and for the pictures."""

from collections.abc import Callable
from dataclasses import dataclass

from django.test import Client
from django.urls import reverse

from heyy.demo.sign_ins import BACKEND, SIGN_INS
from heyy.meet4learn.enums import ActivityState, QuestionState
from heyy.meet4learn.models import Activity, LearningQuestion, Registration
from heyy.organisations.enums import EDUCATION_KINDS
from heyy.organisations.models import Organisation
from heyy.people.enums import Audience
from heyy.people.middleware import SECOND_FACTOR_DONE
from heyy.people.models import Person

VISITOR = "visitor"
ROLES = (VISITOR, *(one.code for one in SIGN_INS))


@dataclass(frozen=True)
class Page:
    name: str
    path: str


def session_of(role: str) -> str:
    """The cookie of a signed-in person of the demo; empty for a visitor."""
    if role == VISITOR:
        return ""
    person = person_of(role)
    client = Client()
    client.force_login(person, backend=BACKEND)
    session = client.session
    session[SECOND_FACTOR_DONE] = person.pk
    session.save()
    return str(session.session_key)


def person_of(role: str) -> Person:
    return Person.objects.get(email=next(one.email for one in SIGN_INS if one.code == role))


def pages_of(role: str) -> list[Page]:
    """What this role can open; visitors get what is public, others that and what is theirs."""
    return _visitor() if role == VISITOR else _everybody(role) + EXTRA.get(role, list)()


def _named(*names: str) -> list[Page]:
    return [Page(name.split(":")[-1].replace("_", "-"), reverse(name)) for name in names]


def _visitor() -> list[Page]:
    partner = Organisation.objects.exclude(kind__in=EDUCATION_KINDS).order_by("pk").first()
    question = LearningQuestion.objects.filter(audience=Audience.PUBLIC).order_by("-asked_at").first()
    pages = _named(
        "home:front", "home:about", "home:accessibility", "home:privacy", "home:partners", "meet4learn:questions",
        "meet4learn:ask", "meet4learn:agenda", "meet4learn:this_week", "indicators:results", "demo:sign_ins",
        "demo:post", "ui:style", "account_login", "account_signup", "account_reset_password",
    )  # fmt: skip
    pages.append(Page("agenda-past", reverse("meet4learn:agenda") + "?when=past"))
    pages.append(Page("agenda-nothing", reverse("meet4learn:agenda") + "?text=xyzzy"))
    pages.append(Page("nowhere", "/nergens/"))
    pages.append(Page("activity", reverse("meet4learn:activity", args=[_open_activity().slug])))
    pages += [
        Page(f"figure-{name}", reverse("indicators:figure", args=[name]))
        for name in ("partner_share", "reached_persons")
    ]
    if partner:
        pages.append(Page("partner", reverse("home:partner", args=[partner.slug])))
    if question:
        pages.append(Page("question", reverse("meet4learn:question", args=[question.slug])))
    return pages


def _open_activity() -> Activity:
    return Activity.objects.filter(state=ActivityState.OPEN, audience=Audience.PUBLIC).latest("first_at")


def _everybody(role: str) -> list[Page]:
    return [
        *_named("home:front", "home:mine", "people:profile", "meet4learn:questions", "meet4learn:agenda", "mfa_index"),
        Page("activity", reverse("meet4learn:activity", args=[_open_activity().slug])),
        Page("person", reverse("people:person", args=[person_of(role).pk])),
    ]


def _teacher() -> list[Page]:
    me = person_of("teacher")
    own = LearningQuestion.objects.filter(asker=me).exclude(state__in=[QuestionState.ANSWERED, QuestionState.CLOSED])
    other = LearningQuestion.objects.filter(audience=Audience.MEMBERS).exclude(asker=me).latest("asked_at")
    pages = [Page("question-other", reverse("meet4learn:question", args=[other.slug]))]
    pages += _named("meet4learn:ask", "meet4learn:start", "account_change_password", "account_email")
    for question in own[:1]:
        pages.append(Page("question-own", reverse("meet4learn:question", args=[question.slug])))
        pages.append(Page("close", reverse("meet4learn:close_question", args=[question.slug])))
        pages.append(Page("start-from", f"{reverse('meet4learn:start')}?question={question.slug}"))
    there = Registration.objects.filter(person=me, attendances__present=True).select_related("activity")[:1]
    return pages + [Page("evaluate", reverse("meet4learn:evaluate", args=[one.activity.slug])) for one in there]


def _maker() -> list[Page]:
    activity = Activity.objects.filter(makers__person=person_of("maker"), makers__is_owner=True).latest("first_at")
    names = ("activity", "edit", "team", "people", "cancel")
    return [Page(f"maker-{name}", reverse(f"meet4learn:{name}", args=[activity.slug])) for name in names]


def _broker() -> list[Page]:
    question = LearningQuestion.objects.filter(audience=Audience.MEMBERS, state=QuestionState.OPEN).latest("asked_at")
    return [*_named("home:desk"), Page("question", reverse("meet4learn:question", args=[question.slug]))]


EXTRA: dict[str, Callable[[], list[Page]]] = {
    "teacher": _teacher,
    "maker": _maker,
    "broker": lambda: _named("home:desk"),
    "relation_manager": _broker,
    "funder": lambda: _named("indicators:results"),
    "administrator": lambda: _named("home:administration"),
}
