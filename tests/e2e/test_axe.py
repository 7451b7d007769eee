"""axe on every page as every role, in both languages, light, dark and on a phone: WCAG 2.0 to 2.2, A and AA.

Folded parts are opened first, so that nothing hides from the look. A page is loaded once per role and language;
markup that was judged before on that page, for another role, is not judged again.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, BrowserContext
from playwright.sync_api import Page as BrowserPage
from pytest_django.live_server_helper import LiveServer

from heyy.core import clock
from heyy.demo.load import load_demo
from tests.pages import PAGES, ROLES, pages_of, session_of
from tests.policy.matrix import ROWS
from tests.policy.matrix_words import OK

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
WIDE, PHONE, SMALLEST = {"width": 1280, "height": 900}, {"width": 360, "height": 800}, {"width": 320, "height": 800}

UNFOLD = "() => document.querySelectorAll('details').forEach(one => { one.open = true })"
RUN = """async options => (await axe.run(document, options)).violations.flatMap(
    rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 160)}`))"""
SIDEWAYS = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
# What the page is made of, whatever stands in it: every path of elements with what decides how they look.
MARKUP = """() => {
    const named = one => [one.tagName, one.className.baseVal ?? one.className, one.type, one.lang, one.role,
        ...Object.entries(one.dataset ?? {}).flat()].filter(Boolean).join(' ');
    const path = one => one.parentElement ? path(one.parentElement) + '>' + named(one) : named(one);
    return [...new Set([...document.body.querySelectorAll('*')].map(path))].sort().join('\\n');
}"""
# Opened by a program rather than looked at, or on the way of a journey (test_newcomer).
FILES = {"meet4learn:calendar", "meet4learn:my_calendar", "meet4learn:activity_calendar", "indicators:figure_csv"}


def violations(page: BrowserPage, options: Any = RULES) -> list[str]:
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    found: list[str] = page.evaluate(RUN, options)
    return found


def everything_wrong(page: BrowserPage) -> Iterator[str]:
    """In all the sights of one page, which is left as it was found."""
    page.evaluate(UNFOLD)
    yield from violations(page)
    page.emulate_media(color_scheme="dark")
    yield from (f"dark: {one}" for one in violations(page, COLOURS))
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # a dict of two numbers
    yield from (f"phone: {one}" for one in violations(page))
    page.set_viewport_size(SMALLEST)  # type: ignore[arg-type]  # also 1280 px at 400 %
    if page.evaluate(SIDEWAYS):
        yield "scrolls sideways at 320 px"
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]


def as_role(browser: Browser, base: str, role: str, language: str) -> BrowserContext:
    context = browser.new_context(viewport=WIDE, reduced_motion="reduce")  # type: ignore[arg-type]
    context.add_cookies([{"name": "django_language", "value": language, "url": base}])
    if key := session_of(role):
        context.add_cookies([{"name": "sessionid", "value": key, "url": base}])
    return context


def test_every_page_of_the_matrix_is_looked_at() -> None:
    """A page that is in nobody's list would never meet axe, nor be pictured."""
    opened = {name for name, row in ROWS.items() if any(OK in case.values() for case in row.get.values())}
    assert opened - FILES - {page.view for page in PAGES} == set()


@pytest.mark.browser
@pytest.mark.urls("tests.e2e.urls")
@pytest.mark.parametrize("language", ["nl", "en"])
def test_axe_finds_nothing_on_any_page_for_any_role(
    browser: Browser, live_server: LiveServer, settings: Any, language: str
) -> None:
    settings.DEMO = True
    load_demo(size="tiny", seed=7, today=clock.today(), progress=lambda step, share: None)
    wrong, judged = [], set()
    for role in ROLES:
        context = as_role(browser, live_server.url, role, language)
        page = context.new_page()
        for one in pages_of(role):
            answer = page.goto(live_server.url + one.path)
            assert answer is not None
            if answer.status != {"nowhere": 404, "sso-error": 401}.get(one.name, 200) or one.path not in page.url:
                wrong.append(f"{role} {one.name}: {answer.status} at {page.url}")
            markup = (one.name, page.evaluate(MARKUP))
            if markup not in judged:
                judged.add(markup)
                wrong += [f"{role} {one.name}: {problem}" for problem in everything_wrong(page)]
        context.close()
    assert wrong == []
