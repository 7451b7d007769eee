"""The design system in a browser: axe, keyboard, narrow screens, both schemes, and the little script."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.ui.urls")]

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SMALL_TARGETS = """() => [...document.querySelectorAll("a, button, input:not([type=hidden]), select, summary")]
  .filter((e) => e.checkVisibility() && !e.closest("p, h3, h4, .help, .choice, .crumbs, .error-summary, .skip"))
  .filter((e) => !e.matches(".wordmark, .skip"))
  .map((e) => [e.outerHTML.slice(0, 80), e.getBoundingClientRect().height])
  .filter(([, height]) => height < 43.5)"""


def _style_page(page: Page, live_server: LiveServer, path: str = "/stijl/") -> list[str]:
    """Opens the page and returns what the browser complains about, a broken policy among it."""
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda problem: told.append(str(problem)))
    page.goto(live_server.url + path)
    return told


def _violations(page: Page) -> list[tuple[str, list[Any]]]:
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]


@pytest.mark.parametrize("path", ["/stijl/", "/account/login/", "/nergens/"])
@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_axe_finds_nothing_and_nothing_runs_off_the_side(
    browser: Browser, live_server: LiveServer, path: str, width: int, scheme: Any
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 700}, color_scheme=scheme)
    page = context.new_page()
    told = [words for words in _style_page(page, live_server, path) if "404" not in words]
    assert told == []
    assert _violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    context.close()


def test_targets_are_large_enough_for_a_thumb(page: Page, live_server: LiveServer) -> None:
    page.set_viewport_size({"width": 360, "height": 700})
    _style_page(page, live_server)
    assert page.evaluate(SMALL_TARGETS) == []


def test_the_first_tab_skips_to_the_content(page: Page, live_server: LiveServer) -> None:
    _style_page(page, live_server)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_the_menu_opens_and_closes_by_keyboard(page: Page, live_server: LiveServer) -> None:
    page.set_viewport_size({"width": 360, "height": 700})
    _style_page(page, live_server)
    page.locator("details.menu > summary").focus()
    page.keyboard.press("Enter")
    assert page.locator(".menu-panel").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator(".menu-panel").is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_focus_shows_as_an_outline(page: Page, live_server: LiveServer) -> None:
    _style_page(page, live_server)
    page.locator(".wordmark").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"


def test_a_chosen_facet_sends_the_form_and_keeps_the_focus(page: Page, live_server: LiveServer) -> None:
    _style_page(page, live_server)
    with page.expect_navigation(url="**/stijl/?thema=play&waar="):
        page.select_option("#facet-thema", "play")
    page.wait_for_load_state()
    assert page.evaluate("document.activeElement.id") == "facet-thema"
    assert not page.get_by_role("button", name="Show").is_visible()


def test_without_script_the_facets_have_a_button(browser: Browser, live_server: LiveServer) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + "/stijl/")
    assert page.locator(".facets .unless-live").is_visible()
    page.locator(".facets .unless-live").click()
    assert page.url.endswith("/stijl/?thema=talk&waar=")
    context.close()


def test_a_form_is_sent_once(page: Page, live_server: LiveServer) -> None:
    _style_page(page, live_server, "/account/login/")
    posts: list[str] = []
    page.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)
    page.route("**/account/login/", lambda route: None)
    page.evaluate(
        """async () => {
          const form = document.querySelector("form.form");
          form.requestSubmit();
          await new Promise((go) => setTimeout(go, 50));
          form.requestSubmit();
          await new Promise((go) => setTimeout(go, 50));
        }"""
    )
    assert len(posts) == 1


def test_the_first_wrong_field_is_a_tap_away(page: Page, live_server: LiveServer) -> None:
    _style_page(page, live_server, "/account/signup/")
    page.fill("[name=email]", "anouk@")
    page.locator("form.form button.button").click()
    summary = page.locator(".error-summary")
    summary.wait_for()
    assert page.evaluate("document.activeElement.className") == "error-summary"
    summary.get_by_role("link").first.click()
    assert page.evaluate("document.activeElement.name") == "email"
    assert _violations(page) == []
