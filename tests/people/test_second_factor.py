"""Everyone with a role signs in with two factors; members need not."""

from typing import Any

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from heyy.people.enums import Role
from heyy.people.middleware import SECOND_FACTOR_DONE, SecondFactorMiddleware
from tests.factories.organisations import SchoolFactory
from tests.factories.people import PersonFactory, RoleAssignmentFactory, member, person_with, relation_manager

pytestmark = pytest.mark.django_db


def request_of(person: Any, path: str = "/werkbank/", **session: object) -> HttpRequest:
    request = RequestFactory().get(path)
    request.user, request.session = person, SessionStore()
    request.session.update(session)
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]  # as the middleware of messages does
    return request


def answer(request: HttpRequest) -> HttpResponse:
    return SecondFactorMiddleware(lambda _: HttpResponse("the page"))(request)


def is_let_through(request: HttpRequest) -> bool:
    response = answer(request)
    assert response.content == b"the page" or response.headers["Location"] == "/account/2fa/"
    return response.status_code == 200


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.BROKER, Role.SCHOOL_LEADER}])
def test_a_role_without_second_factor_is_sent_to_set_one_up(role: Role) -> None:
    scoped = {Role.TEAM_LEADER, Role.PARTNER_CONTACT}
    request = request_of(person_with(role, SchoolFactory() if role in scoped else None))
    assert not is_let_through(request)
    assert len(list(get_messages(request))) == 1


@pytest.mark.parametrize("role", [Role.BROKER, Role.SCHOOL_LEADER])
def test_a_role_at_one_school_needs_it_too(role: Role) -> None:
    anna = member()
    RoleAssignmentFactory(person=anna, role=role, organisation=SchoolFactory())
    assert not is_let_through(request_of(anna))


@pytest.mark.parametrize("path", ["/account/2fa/", "/account/logout/", "/static/heyy.css", "/taal/"])
def test_the_pages_to_set_it_up_stay_open(path: str) -> None:
    assert is_let_through(request_of(relation_manager(), path))


def test_a_member_and_a_visitor_are_let_through() -> None:
    assert is_let_through(request_of(member()))
    assert is_let_through(request_of(AnonymousUser()))


def test_a_role_with_a_second_factor_is_let_through_and_not_looked_up_again() -> None:
    person = relation_manager()
    authenticator = TOTP.activate(person, generate_totp_secret())
    request = request_of(person)
    assert is_let_through(request)
    assert request.session[SECOND_FACTOR_DONE] == person.pk
    authenticator.instance.delete()
    assert is_let_through(request_of(person, second_factor_done=person.pk))


def test_recovery_codes_alone_are_no_second_factor() -> None:
    person = relation_manager()
    RecoveryCodes.activate(person)
    assert not is_let_through(request_of(person))


def test_the_mark_of_the_demo_sign_in_passes_for_that_person_only() -> None:
    anna, bas = relation_manager(), relation_manager()
    assert is_let_through(request_of(anna, second_factor_done=anna.pk))
    assert not is_let_through(request_of(bas, second_factor_done=anna.pk))


def test_a_role_given_today_is_asked_for_a_second_factor_at_the_next_request() -> None:
    anna = PersonFactory()
    assert is_let_through(request_of(anna))
    fresh = RoleAssignmentFactory(person=anna).person
    fresh.__dict__.pop("_standing")
    assert not is_let_through(request_of(fresh))
