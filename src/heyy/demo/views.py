"""Looking around as somebody, and reading the post: in demo mode only, elsewhere these pages don't exist."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from heyy.core.requests import DRAFT
from heyy.demo.post import mails_to_demo_people
from heyy.demo.sign_ins import BY_CODE, SIGN_INS, sign_in_as


def _need_demo() -> None:
    if not settings.DEMO:
        raise Http404


@require_safe
def sign_ins(request: HttpRequest) -> HttpResponse:
    _need_demo()
    return render(request, "demo/sign_ins.html", {"sign_ins": SIGN_INS})


@require_POST
def sign_in(request: HttpRequest, code: str) -> HttpResponse:
    _need_demo()
    if code not in BY_CODE:
        raise Http404
    address = sign_in_as(request=request, code=code)
    return redirect("meet4learn:ask" if DRAFT in request.session else address)


@require_safe
def post(request: HttpRequest) -> HttpResponse:
    _need_demo()
    return render(request, "demo/post.html", {"mails": mails_to_demo_people()})
