"""What every view needs of a request, typed: the person, the once-key, the address to go back to."""

from typing import Any

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

# A question that a visitor wrote before signing in, kept in the session.
DRAFT = "question_draft"


def person_of(request: HttpRequest) -> Any:
    """The signed-in person, or None for a visitor."""
    return request.user if request.user.is_authenticated else None


def once_key(request: HttpRequest) -> str:
    return request.POST.get("once", "")


def next_address(request: HttpRequest, default: str) -> str:
    """Where to go on, as the form said, if that is on this site."""
    address = request.POST.get("next") or request.GET.get("next") or ""
    return address if url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}) else default


def is_htmx(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))


def whole_number(text: str | None) -> int | None:
    """The number that was sent, or None for anything that is not plain digits."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None
