from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from heyy.core.limits import TooOften, limited
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


@limited("ask", most=3, seconds=60)
def ask(request: HttpRequest) -> HttpResponse:
    return HttpResponse("asked")


@limited("thank", most=3, seconds=60)
def thank(request: HttpRequest) -> HttpResponse:
    return HttpResponse("thanked")


def post(view: Any = ask, person: Any = None, address: str = "10.0.0.1", method: str = "POST") -> bool:
    request = RequestFactory().generic(method, "/", REMOTE_ADDR=address)
    request.user = person or AnonymousUser()
    try:
        return bool(view(request).status_code == 200)
    except TooOften:
        return False


def test_so_many_posts_are_let_through_and_then_no_more() -> None:
    anna = PersonFactory()
    assert [post(person=anna) for _ in range(5)] == [True, True, True, False, False]


def test_people_and_views_are_counted_apart() -> None:
    anna, bas = PersonFactory(), PersonFactory()
    for _ in range(3):
        post(person=anna)
    assert (post(person=anna), post(person=bas), post(thank, person=anna)) == (False, True, True)


def test_a_person_is_counted_whatever_the_address_and_a_visitor_by_it() -> None:
    anna = PersonFactory()
    assert [post(person=anna, address=f"10.0.0.{n}") for n in range(4)] == [True, True, True, False]
    assert [post(address="10.0.0.9") for _ in range(4)] == [True, True, True, False]
    assert post(address="10.0.0.10")


def test_looking_costs_nothing() -> None:
    anna = PersonFactory()
    assert all(post(person=anna, method="GET") for _ in range(10))
    assert post(person=anna)
