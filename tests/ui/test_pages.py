"""The frame of every page, the style page and the pages for when things go wrong."""

from types import SimpleNamespace
from typing import NamedTuple

import pytest
from django.template.loader import get_template
from django.utils import translation

from heyy.ui.views import style
from tests.ui.rendering import render_page, request_for, squeezed

pytestmark = pytest.mark.django_db


class Item(NamedTuple):
    label: str
    url: str
    current: bool = False
    icon: str = ""


NAVIGATION = (Item("Questions", "/vragen"), Item("Agenda", "/agenda", current=True))
PERSON = SimpleNamespace(pk=1204, initials="AJ", full_name="Anouk Janssen")


def test_the_frame_shows_the_way_and_the_main_action() -> None:
    html = render_page("ui/base.html", nav_items=NAVIGATION, person=None)
    assert '<li><a href="/agenda" aria-current="page">Agenda</a></li>' in html
    assert html.index("Skip to the content") < html.index("<header")
    assert ">Ask your question</a>" in html
    assert ">Sign in</a>" in html
    assert '<main id="content" tabindex="-1">' in html


def test_the_frame_knows_who_is_signed_in() -> None:
    items = (Item("My Heyy", "/mijn", icon="sun"),)
    html = render_page("ui/base.html", nav_items=NAVIGATION, person=PERSON, person_items=items)
    assert '<span class="hush">Menu of Anouk Janssen</span>' in html
    assert 'data-tone="4" aria-hidden="true">AJ</span>' in html
    assert '<a href="/mijn"><svg class="icon" aria-hidden="true">' in html
    assert "Sign out</button>" in html
    assert "Sign in" not in html


@pytest.mark.parametrize(("language", "other", "label"), [("nl", "en", "English"), ("en", "nl", "Nederlands")])
def test_the_frame_offers_the_other_language(language: str, other: str, label: str) -> None:
    html = render_page("ui/base.html", language)
    assert f'<html lang="{language}">' in html
    assert f'name="language" value="{other}" lang="{other}">' in html
    assert f"</svg>{label}</button>" in html


def test_messages_are_announced() -> None:
    messages = [SimpleNamespace(level_tag="success", __str__=lambda: "Done")]
    html = render_page("ui/base.html", messages=messages)
    assert '<div class="notice" data-variant="success" role="status">' in html


def test_pages_that_ask_for_htmx_get_it_without_eval() -> None:
    html = render_page("ui/_htmx.html")
    assert '{"includeIndicatorStyles":false,"allowEval":false,"selfRequestsOnly":true}' in html
    assert "django_htmx/htmx-2.min.js" in html
    assert "htmx" not in render_page("ui/base.html")


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html"])
def test_error_page_says_what_happened_and_offers_a_way_on(name: str) -> None:
    html = render_page(name)
    assert html.count("<h1>") == 1
    assert '<p class="lead">' in html
    assert "To the front page</a>" in html


def test_a_broken_rule_is_told_as_a_sentence() -> None:
    html = render_page("ui/rule_broken.html", sentence="The activity is <full>.")
    assert '<p class="lead">The activity is &lt;full&gt;.</p>' in html
    assert "nothing you wrote was lost" in html


def test_the_page_of_last_resort_needs_no_context() -> None:
    with translation.override("en"):
        html = squeezed(get_template("500.html").render())
    assert '<html lang="en">' in html
    assert "<h1>Something went wrong on our side</h1>" in html


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_style_page_shows_every_pair_as_measured(language: str) -> None:
    with translation.override(language):
        response = style(request_for("/stijl/"))
    html = response.content.decode()
    assert response.status_code == 200
    assert html.count("<code>--color-text</code>") == 16
    assert html.count('class="date-block"') == 1
    assert 'id="wrong_email_error"' in html
