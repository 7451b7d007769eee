"""How often somebody may do something. Counted in the database, so that all web processes agree."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from heyy.core import clock
from heyy.core.errors import RuleBroken
from heyy.core.models import RateWindow


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
    number = int(clock.now().timestamp()) // seconds
    ends_at = datetime.fromtimestamp((number + 1) * seconds, tz=UTC)
    row, _is_new = RateWindow.objects.get_or_create(key=f"{name}:{who}:{number}", defaults={"ends_at": ends_at})
    RateWindow.objects.filter(pk=row.pk).update(count=F("count") + 1)
    row.refresh_from_db(fields=["count"])
    if row.count > most:
        raise TooOften(_("That was a lot in a short time. Wait a minute and try again; nothing was lost."))


def forget_old_windows(*, now: datetime) -> int:
    return RateWindow.objects.filter(ends_at__lt=now).delete()[0]
