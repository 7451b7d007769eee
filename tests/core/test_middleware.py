from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils.translation import get_language, gettext

from heyy.core.errors import NotAllowed, RuleBroken
from heyy.core.middleware import DutchUnlessChosenMiddleware, RuleBrokenMiddleware


def answer(request: HttpRequest) -> HttpResponse:
    return HttpResponse(gettext("Yes"))


def ask(**headers: str) -> HttpResponse:
    request = RequestFactory().get("/", headers=headers)
    if cookie := headers.get("cookie"):
        request.COOKIES = dict([cookie.split("=")])
    return DutchUnlessChosenMiddleware(answer)(request)


@pytest.mark.parametrize("accepted", ["en", "en-GB,en;q=0.9", "de", "fr,en;q=0.5", "*", ""])
def test_pages_are_dutch_whatever_the_browser_accepts(accepted: str) -> None:
    response = ask(**{"accept-language": accepted})
    assert (response.content, response.headers["Content-Language"]) == (b"Ja", "nl")


def test_pages_are_english_for_who_chose_it() -> None:
    response = ask(cookie="django_language=en")
    assert (response.content, response.headers["Content-Language"]) == (b"Yes", "en")


@pytest.mark.parametrize("cookie", ["django_language=de", "django_language=", "django_language=../../etc"])
def test_pages_are_dutch_with_a_cookie_for_a_language_there_is_not(cookie: str) -> None:
    assert ask(cookie=cookie).headers["Content-Language"] == "nl"


def test_caches_keep_the_two_languages_apart() -> None:
    assert "Cookie" in ask().headers["Vary"]


def test_the_language_ends_with_the_request() -> None:
    before = get_language()
    ask(cookie="django_language=en")
    assert get_language() == before


def test_a_broken_rule_is_told_as_a_sentence_with_status_409(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: dict[str, Any] = {}

    def render(request: HttpRequest, template: str, context: dict[str, Any], status: int) -> HttpResponse:
        shown.update(context, template=template)
        return HttpResponse(status=status)

    monkeypatch.setattr("heyy.core.middleware.render", render)
    response = RuleBrokenMiddleware(answer).process_exception(RequestFactory().get("/"), RuleBroken("Het is vol."))
    assert response is not None
    assert response.status_code == 409
    assert shown == {"sentence": "Het is vol.", "template": "ui/rule_broken.html"}


@pytest.mark.parametrize("problem", [NotAllowed("question: take"), ValueError("crash")])
def test_other_problems_are_left_to_django(problem: Exception) -> None:
    assert RuleBrokenMiddleware(answer).process_exception(RequestFactory().get("/"), problem) is None
