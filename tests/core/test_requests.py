from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from heyy.core.requests import is_htmx, next_address, once_key, person_of
from heyy.people.models import Person


@pytest.mark.parametrize(
    ("said", "goes_to"),
    [
        ("/agenda/", "/agenda/"),
        ("/agenda/?thema=toetsen", "/agenda/?thema=toetsen"),
        ("http://testserver/agenda/", "http://testserver/agenda/"),
        ("https://evil.example.com/", "/mijn/"),
        ("//evil.example.com/", "/mijn/"),
        ("/\\evil.example.com", "/mijn/"),
        ("javascript:alert(1)", "/mijn/"),
        ("", "/mijn/"),
    ],
)
def test_next_address_stays_on_this_site(said: str, goes_to: str) -> None:
    assert next_address(RequestFactory().post("/", {"next": said}), "/mijn/") == goes_to
    assert next_address(RequestFactory().get("/", {"next": said}), "/mijn/") == goes_to


def test_person_of_is_nobody_for_a_visitor() -> None:
    request = RequestFactory().get("/")
    anybody: Any
    for anybody, expected in ((AnonymousUser(), None), (person := Person(), person)):
        request.user = anybody
        assert person_of(request) is expected


def test_once_key_comes_with_the_form() -> None:
    assert once_key(RequestFactory().post("/", {"once": "abc"})) == "abc"
    assert once_key(RequestFactory().post("/")) == ""


def test_is_htmx_is_what_the_middleware_said() -> None:
    request = RequestFactory().get("/")
    assert not is_htmx(request)
    request.htmx = True  # type: ignore[attr-defined]  # set by the middleware of htmx
    assert is_htmx(request)
