"""A small centre behind a live server, and people who walk through it in a browser."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request
from pytest_django.live_server_helper import LiveServer

from heyy.core import clock
from heyy.indicators.actions.definitions import define_indicators
from heyy.organisations.models import Organisation
from heyy.people.actions.evidence import say_evidence
from heyy.people.enums import Audience, EvidenceKind
from heyy.people.models import Person
from tests.factories.organisations import LocationFactory, PartnerFactory, SchoolFactory, ThemeFactory
from tests.factories.people import member

PASSWORD = "heel-geheim-woord"
MEASURES = ("activities", "partner_share", "core_persons", "reached_persons", "participations", "schools")


@dataclass
class Walker:
    """Somebody at a browser. Remembers every complaint of the browser and every address outside the site."""

    page: Page
    base: str
    language: str
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda problem: self.complaints.append(str(problem)))
        self.page.on("request", self._watch)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            self.complaints.append(message.text)

    def _watch(self, request: Request) -> None:
        if not request.url.startswith((self.base, "data:", "blob:")):
            self.complaints.append(f"went outside: {request.url}")

    def say(self, msgid: str) -> str:
        """The words on the screen for an English source string."""
        with translation.override(self.language):
            return gettext(msgid)

    def go(self, path: str) -> None:
        self.page.goto(self.base + path)

    def press(self, msgid: str, *, within: str = "main") -> None:
        self.page.locator(within).get_by_role("button", name=self.say(msgid)).first.click()

    def follow(self, msgid: str) -> None:
        self.page.locator("main").get_by_role("link", name=self.say(msgid)).first.click()

    def sees(self, text: str) -> bool:
        return text in self.page.locator("main").inner_text()

    def sign_in(self, person: Person) -> None:
        self.page.context.clear_cookies(name="sessionid")
        self.go("/account/login/")
        self.fill_sign_in(person)

    def fill_sign_in(self, person: Person) -> None:
        self.page.fill("[name=login]", person.email)
        self.page.fill("[name=password]", PASSWORD)
        self.page.locator("[name=password]").press("Enter")
        self.page.wait_for_url(lambda url: "/account/login" not in url)


@dataclass(frozen=True)
class Centre:
    asker: Person
    helper: Person
    maker: Person
    guests: list[Person]
    partner: Organisation
    location: str


def _with_password(person: Person) -> Person:
    person.set_password(PASSWORD)
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


@pytest.fixture
def centre(transactional_db: None) -> Centre:
    now = clock.now() - timedelta(days=30)
    school, other = SchoolFactory(name="Niekée"), SchoolFactory(name="Connect College")
    theme = ThemeFactory(name_nl="Taal en lezen", name_en="Language and reading")
    lines = {
        "Bertine": "Samen leesgesprekken voeren met een brugklas, een uur is genoeg",
        "Chris": "Las een jaar lang elke dag voor in de brugklas",
        "Dina": "Boeken kiezen met leerlingen die niet willen lezen",
    }
    helpers = [_with_password(member(other, first_name=name)) for name in lines]
    for person in helpers:
        say_evidence(
            person=person,
            kind=EvidenceKind.OFFERS,
            line=lines[person.first_name],
            themes=[theme.pk],
            audience=Audience.MEMBERS,
            actor=person,
            now=now,
        )
    location = LocationFactory(organisation=school, name="Niekée", place="Roermond")
    figures: list[dict[str, object]] = [
        {"measure": name, "unit": "", "target": None, "due": None, "history": []} for name in MEASURES
    ]
    texts = {"title_nl": "Netwerk", "title_en": "Network", "text_nl": "Een netwerk.", "text_en": "A network."}
    define_indicators([{"code": "1", **texts, "figures": figures}], actor=None, now=now)
    return Centre(
        asker=_with_password(member(school, first_name="Anna")),
        helper=helpers[0],
        maker=_with_password(member(school, first_name="Mees")),
        guests=[_with_password(member(other)) for _ in range(2)],
        partner=PartnerFactory(name="Bibliotheek Bibliorura"),
        location=str(location),
    )


@pytest.fixture
def walk(browser: Browser, live_server: LiveServer) -> Iterator[Callable[..., Walker]]:
    contexts: list[BrowserContext] = []

    def start(*, language: str = "nl", script: bool = True, width: int = 1280) -> Walker:
        context = browser.new_context(
            java_script_enabled=script,
            viewport={"width": width, "height": 900},
            locale="de-DE",
            reduced_motion="reduce",
        )
        if language != "nl":
            context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
        contexts.append(context)
        context.set_default_timeout(10_000)
        return Walker(context.new_page(), live_server.url, language)

    yield start
    for context in contexts:
        with contextlib.suppress(Exception):
            context.close()
