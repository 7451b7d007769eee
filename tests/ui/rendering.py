"""Renders a piece of template as a page would."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation
from django_cotton.compiler_regex import CottonCompiler


def request_for(address: str = "/") -> HttpRequest:
    request = RequestFactory().get(address)
    request.user = AnonymousUser()
    return request


def render(source: str, address: str = "/", language: str = "en", **context: Any) -> str:
    """The HTML of the source with white space between words made one space, and none between tags."""
    template = engines["django"].from_string(CottonCompiler().process(source))
    with translation.override(language):
        return squeezed(template.render(context, request_for(address)))


def render_page(name: str, language: str = "en", **context: Any) -> str:
    with translation.override(language):
        return squeezed(render_to_string(name, context, request_for()))


def squeezed(html: str) -> str:
    return " ".join(html.split()).replace("> <", "><").replace(" >", ">")
