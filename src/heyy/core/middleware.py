"""What happens around every request: the language, and rules that say no."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers

from heyy.core.errors import RuleBroken

GetResponse = Callable[[HttpRequest], HttpResponse]


class DutchUnlessChosenMiddleware:
    """Dutch, whatever the browser's Accept-Language says; English only when somebody chose it (a cookie)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Cookie",))
        return response


class RuleBrokenMiddleware:
    """A broken rule that no view has caught is still told as a sentence, never as a crash."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if isinstance(problem, RuleBroken):
            return render(request, "ui/rule_broken.html", {"sentence": str(problem)}, status=409)
        return None
