"""A second factor for everyone with a role above member."""

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from heyy.people.standing import standing_of

SECOND_FACTOR_DONE = "second_factor_done"
SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]  # recovery codes alone are none
ALWAYS_OPEN = ("/account/", "/static/", "/taal/", "/demo/")


class SecondFactorMiddleware:
    """Sends people with a role to setting up a second factor; until then they see those pages only.

    Once set up, allauth asks for it at each sign-in. The demo sign-in marks its session as done.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self._is_missing(request):
            messages.info(
                request,
                _("Your role sees other people's matters. Add a second step to your sign-in first: it takes a minute."),
            )
            return redirect("mfa_index")
        return self.get_response(request)

    def _is_missing(self, request: HttpRequest) -> bool:
        person = request.user
        if not person.is_authenticated or request.path.startswith(ALWAYS_OPEN):
            return False
        if request.session.get(SECOND_FACTOR_DONE) == person.pk or not standing_of(person).needs_second_factor:
            return False
        if is_mfa_enabled(person, SECOND_FACTORS):
            request.session[SECOND_FACTOR_DONE] = person.pk
            return False
        return True
