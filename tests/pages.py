"""Every page that can be opened, once, with an example for whoever opens it: the list for axe and for the pictures.

The examples come from the demo centre. Where a reader has no example of a page (a question of one's own, a desk),
the reader has no such page.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse

from heyy.demo.sign_ins import BACKEND, SIGN_INS
from heyy.home.context import has_desk
from heyy.meet4learn.enums import LIVE_QUESTION_STATES, ActivityState, QuestionState
from heyy.meet4learn.models import Activity, LearningQuestion, Registration
from heyy.meet4learn.policies import ACTIVITY
from heyy.meet4learn.queries.visible import activities_visible_to, questions_visible_to
from heyy.organisations.enums import EDUCATION_KINDS
from heyy.organisations.models import Organisation
from heyy.people.enums import Role
from heyy.people.middleware import SECOND_FACTOR_DONE
from heyy.people.models import Person
from heyy.people.standing import standing_of

VISITOR = "visitor"
ROLES = (VISITOR, *(one.code for one in SIGN_INS))
WITH_SECOND_STEP = "maker"  # the one who has a password and an app for the second step

# The arguments of an address for this reader (None for a visitor); None when there is no such page.
Example = Callable[[Any], dict[str, Any] | None]


@dataclass(frozen=True)
class Page:
    """`example` may also give `query`, which becomes the part after the question mark."""

    name: str
    view: str
    example: Example

    def path_for(self, person: Any) -> str | None:
        arguments = self.example(person)
        if arguments is None:
            return None
        query = arguments.pop("query", "")
        path = reverse(self.view, kwargs=arguments) if self.view else "/nergens/"
        return f"{path}?{query}" if query else path


@dataclass(frozen=True)
class OpenPage:
    name: str
    path: str


def pages_of(role: str) -> list[OpenPage]:
    """What this role can open, each page once."""
    person = None if role == VISITOR else person_of(role)
    found = [(page.name, page.path_for(person)) for page in PAGES]
    return [OpenPage(name, path) for name, path in found if path is not None]


def person_of(role: str) -> Person:
    return Person.objects.get(email=next(one.email for one in SIGN_INS if one.code == role))


def session_of(role: str) -> str:
    """The cookie of a signed-in person of the demo, who just proved who it is; empty for a visitor."""
    if role == VISITOR:
        return ""
    person = person_of(role)
    if role == WITH_SECOND_STEP:
        _set_up_second_step(person)
    client = Client()
    client.force_login(person, backend=BACKEND)
    session = client.session
    session[SECOND_FACTOR_DONE] = person.pk
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session.save()
    return str(session.session_key)


def _set_up_second_step(person: Person) -> None:
    person.set_password("een wachtwoord van niks")
    person.save(update_fields=["password"])
    EmailAddress.objects.get_or_create(user=person, email=person.email, verified=True, primary=True)
    if not person.authenticator_set.exists():  # type: ignore[attr-defined]  # allauth ships no types
        TOTP.activate(person, generate_totp_secret())
        RecoveryCodes.activate(person)


def _everybody(person: Any) -> dict[str, Any]:
    return {}


def _asking(query: str) -> Example:
    return lambda person: {"query": query}


def _visitors(person: Any) -> dict[str, Any] | None:
    return {} if person is None else None


def _signed_in(person: Any) -> dict[str, Any] | None:
    return None if person is None else {}


def _members(person: Any) -> dict[str, Any] | None:
    return {} if standing_of(person).is_member else None


def _having(role: Role) -> Example:
    return lambda person: {} if standing_of(person).has(role) else None


def _desk(query: str = "") -> Example:
    return lambda person: {"query": query} if has_desk(person) else None


def _own_account(*, has_second_step: bool) -> Example:
    def example(person: Any) -> dict[str, Any] | None:
        if person is None or (person.email == f"{WITH_SECOND_STEP}@example.org") != has_second_step:
            return None
        return {}

    return example


def _slug(rows: QuerySet[Any]) -> dict[str, Any] | None:
    row = rows.first()
    return None if row is None else {"slug": row.slug}


def _question(person: Any, **about: Any) -> dict[str, Any] | None:
    rows = questions_visible_to(person).exclude(asker=person) if person else questions_visible_to(person)
    return _slug(rows.filter(**about).order_by("-me_toos", "-asked_at"))


def _live_question(person: Any) -> dict[str, Any] | None:
    return _question(person, state__in=LIVE_QUESTION_STATES)


def _answered_question(person: Any) -> dict[str, Any] | None:
    return _question(person, state=QuestionState.ANSWERED)


def _asked_of_me(person: Any) -> dict[str, Any] | None:
    return _question(person, introductions__helper=person) if person else None


def _own_question(person: Any, *, is_live: bool = True) -> dict[str, Any] | None:
    rows = LearningQuestion.objects.filter(asker=person) if person else LearningQuestion.objects.none()
    live = rows.filter(state__in=LIVE_QUESTION_STATES)
    return _slug((live if is_live else rows.exclude(pk__in=live)).order_by("-asked_at"))


def _own_closed_question(person: Any) -> dict[str, Any] | None:
    return _own_question(person, is_live=False)


def _from_own_question(person: Any) -> dict[str, Any] | None:
    found = _own_question(person)
    return None if found is None else {"query": f"question={found['slug']}"}


def _activity(state: ActivityState, **about: Any) -> Example:
    return lambda person: _slug(activities_visible_to(person).filter(state=state, **about).order_by("-taken", "pk"))


def _made(state: ActivityState, verb: str = "edit") -> Example:
    def example(person: Any) -> dict[str, Any] | None:
        rows = activities_visible_to(person).filter(state=state).order_by("-taken", "pk")
        return next(({"slug": row.slug} for row in rows if ACTIVITY.allows(person, verb, row)), None)

    return example


def _took_part(person: Any) -> dict[str, Any] | None:
    rows = Registration.objects.filter(person=person, attendances__present=True) if person else ()
    return next(({"slug": row.activity.slug} for row in rows), None)


def _partner(person: Any) -> dict[str, Any] | None:
    roles = Activity.objects.filter(state=ActivityState.HELD).values("partner_roles__organisation")
    return _slug(Organisation.objects.exclude(kind__in=EDUCATION_KINDS).filter(pk__in=roles).order_by("pk"))


def _colleague(person: Any) -> dict[str, Any] | None:
    if not standing_of(person).is_member:
        return None
    helper = Person.objects.filter(evidence__isnull=False).exclude(pk=person.pk).order_by("pk").first()
    return {"pk": helper.pk} if helper else None


def _figure(measure: str) -> Example:
    return lambda person: {"measure": measure}


def _value(person: Any) -> dict[str, Any] | None:
    roles = standing_of(person).roles
    return {"measure": "activities"} if {Role.ADMINISTRATOR, Role.RELATION_MANAGER} & set(roles) else None


def _key(person: Any) -> dict[str, Any] | None:
    return {"uidb36": "1", "key": "op-op"} if person is None else None


HELD, OPEN, MAKING = ActivityState.HELD, ActivityState.OPEN, ActivityState.MAKING
PAGES = (
    Page("front", "home:front", _everybody),
    Page("about", "home:about", _everybody),
    Page("accessibility", "home:accessibility", _everybody),
    Page("privacy", "home:privacy", _everybody),
    Page("partners", "home:partners", _everybody),
    Page("partner", "home:partner", _partner),
    Page("mine", "home:mine", _signed_in),
    Page("desk", "home:desk", _desk()),
    Page("desk-mine", "home:desk", _desk("of=me")),
    Page("administration", "home:administration", _having(Role.ADMINISTRATOR)),
    Page("profile", "people:profile", _signed_in),
    Page("person", "people:person", _colleague),
    Page("questions", "meet4learn:questions", _everybody),
    Page("questions-answered", "meet4learn:questions", _asking("state=answered")),
    Page("questions-none", "meet4learn:questions", _asking("text=xyzzy")),
    Page("ask", "meet4learn:ask", _everybody),
    Page("question", "meet4learn:question", _live_question),
    Page("question-answered", "meet4learn:question", _answered_question),
    Page("question-asked-of-me", "meet4learn:question", _asked_of_me),
    Page("question-own", "meet4learn:question", _own_question),
    Page("question-own-closed", "meet4learn:question", _own_closed_question),
    Page("question-close", "meet4learn:close_question", _own_question),
    Page("agenda", "meet4learn:agenda", _everybody),
    Page("agenda-past", "meet4learn:agenda", _asking("when=past")),
    Page("agenda-none", "meet4learn:agenda", _asking("text=xyzzy")),
    Page("this-week", "meet4learn:this_week", _everybody),
    Page("week", "meet4learn:week", lambda person: {"year": 2026, "number": 8}),  # a week without school
    Page("activity", "meet4learn:activity", _activity(OPEN)),
    Page("activity-held", "meet4learn:activity", _activity(HELD)),
    Page("activity-made", "meet4learn:activity", _made(OPEN)),
    Page("activity-draft", "meet4learn:activity", _made(MAKING)),
    Page("activity-new", "meet4learn:start", _members),
    Page("activity-from-question", "meet4learn:start", _from_own_question),
    Page("activity-change", "meet4learn:edit", _made(OPEN)),
    Page("activity-team", "meet4learn:team", _made(OPEN)),
    Page("activity-people", "meet4learn:people", _made(OPEN)),
    Page("activity-people-held", "meet4learn:people", _made(HELD)),
    Page("activity-cancel", "meet4learn:cancel", _made(OPEN, "cancel")),
    Page("activity-evaluate", "meet4learn:evaluate", _took_part),
    Page("results", "indicators:results", _everybody),
    Page("figure-activities", "indicators:figure", _figure("activities")),
    Page("figure-themes", "indicators:figure", _figure("themes")),
    Page("figure-partners", "indicators:figure", _figure("partner_share")),
    Page("figure-core", "indicators:figure", _figure("core_persons")),
    Page("figure-reached", "indicators:figure", _figure("reached_persons")),
    Page("figure-participations", "indicators:figure", _figure("participations")),
    Page("figure-schools", "indicators:figure", _figure("schools")),
    Page("figure-value", "indicators:enter_value", _value),
    Page("sign-in", "account_login", _visitors),
    Page("sign-up", "account_signup", _visitors),
    Page("sign-out", "account_logout", _signed_in),
    Page("account-inactive", "account_inactive", _visitors),
    Page("password-reset", "account_reset_password", _visitors),
    Page("password-reset-sent", "account_reset_password_done", _visitors),
    Page("password-reset-bad-key", "account_reset_password_from_key", _key),
    Page("password-reset-done", "account_reset_password_from_key_done", _visitors),
    Page("sso-cancelled", "socialaccount_login_cancelled", _visitors),
    Page("sso-error", "socialaccount_login_error", _visitors),
    Page("sso", "socialaccount_connections", _signed_in),
    Page("email", "account_email", _signed_in),
    Page("password-set", "account_set_password", _own_account(has_second_step=False)),
    Page("password-change", "account_change_password", _own_account(has_second_step=True)),
    Page("prove-by-password", "account_reauthenticate", _own_account(has_second_step=True)),
    Page("prove-by-code", "mfa_reauthenticate", _own_account(has_second_step=True)),
    Page("second-step", "mfa_index", _signed_in),
    Page("second-step-app", "mfa_activate_totp", _own_account(has_second_step=False)),
    Page("second-step-app-off", "mfa_deactivate_totp", _own_account(has_second_step=True)),
    Page("recovery-codes", "mfa_view_recovery_codes", _own_account(has_second_step=True)),
    Page("recovery-codes-new", "mfa_generate_recovery_codes", _own_account(has_second_step=True)),
    Page("passkeys", "mfa_list_webauthn", _signed_in),
    Page("passkey-add", "mfa_add_webauthn", _signed_in),
    Page("demo", "demo:sign_ins", _everybody),
    Page("demo-post", "demo:post", _everybody),
    Page("style", "ui:style", _everybody),
    Page("nowhere", "", _everybody),
)
