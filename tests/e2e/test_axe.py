"""axe on every page as every role: WCAG 2.0 to 2.2, A and AA. Dutch wide and light, English narrow and dark."""

from dataclasses import dataclass
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize
from pytest_django.live_server_helper import LiveServer

from heyy.core import clock
from heyy.demo.load import load_demo
from tests.pages import ROLES, pages_of, session_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.e2e.urls"),
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
TOO_WIDE = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]


@dataclass(frozen=True)
class Sight:
    """How somebody looks: language, width in pixels, colour scheme."""

    language: str
    width: int
    scheme: Literal["light", "dark"]


def as_role(browser: Browser, base: str, role: str, sight: Sight) -> BrowserContext:
    viewport: ViewportSize = {"width": sight.width, "height": 900}
    context = browser.new_context(viewport=viewport, color_scheme=sight.scheme, reduced_motion="reduce")
    context.add_cookies([{"name": "django_language", "value": sight.language, "url": base}])
    if key := session_of(role):
        context.add_cookies([{"name": "sessionid", "value": key, "url": base}])
    return context


@pytest.mark.parametrize("sight", [Sight("nl", 1280, "light"), Sight("en", 320, "dark")], ids=["wide", "narrow"])
def test_axe_finds_nothing_on_any_page_for_any_role(
    browser: Browser, live_server: LiveServer, settings: Any, sight: Sight
) -> None:
    settings.DEMO = True
    load_demo(size="tiny", seed=7, today=clock.today(), progress=lambda step, share: None)
    wrong: list[str] = []
    for role in ROLES:
        context = as_role(browser, live_server.url, role, sight)
        page = context.new_page()
        for one in pages_of(role):
            page.goto(live_server.url + one.path)
            if page.evaluate(TOO_WIDE):
                wrong.append(f"{role} {one.name}: wider than the screen")
            wrong += [f"{role} {one.name}: {problem}" for problem in violations(page)]
        context.close()
    assert wrong == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_axe_finds_nothing_on_forms_with_errors(browser: Browser, live_server: LiveServer, language: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800})
    context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
    page = context.new_page()
    wrong: list[str] = []
    page.goto(live_server.url + "/vragen/stel/")
    page.fill("main [name=text]", "Kort")
    page.locator("main form button").click()
    wrong += violations(page)
    for path in ("/account/login/", "/account/signup/"):
        page.goto(live_server.url + path)
        page.locator("main form button[type=submit]").first.click()
        wrong += violations(page)
    context.close()
    assert wrong == []
