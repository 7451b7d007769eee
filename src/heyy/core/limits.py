"""How often somebody may do something. Counted in the shared cache, so that all web processes agree."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from heyy.core.errors import RuleBroken


class TooOften(RuleBroken):
    code = "too-often"


def limited(name: str, *, most: int, seconds: int) -> Callable[[Callable[..., HttpResponse]], Any]:
    """At most so many posts by one person (or address) in a window of so many seconds."""

    def around(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "POST":
                _count(name, _who(request), most, seconds)
            return view(request, *args, **kwargs)

        return counted

    return around


def _who(request: HttpRequest) -> str:
    return f"p{request.user.pk}" if request.user.is_authenticated else f"a{request.META.get('REMOTE_ADDR', '')}"


def _count(name: str, who: str, most: int, seconds: int) -> None:
    key = f"limit:{name}:{who}"
    cache.add(key, 0, seconds)
    try:
        count = cache.incr(key)
    except ValueError:  # it ran out between the two calls
        count = 1
    if count > most:
        raise TooOften(_("That was a lot in a short time. Wait a minute and try again; nothing was lost."))
