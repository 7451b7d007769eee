"""The registration storm: 50 people tap at once for 30 places."""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import median
from time import monotonic

from benchmarks.server import Answer, Browser, Server, floor_server, heyy_server
from benchmarks.stand import Place, stand
from benchmarks.table import Row, at_least

PEOPLE, PLACES, LISTED = 50, 30, 30
ROUNDS = 7
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


@dataclass(frozen=True)
class Site:
    """A server, the sessions of its members, and the addresses of an activity and of its button."""

    server: Server
    sessions: list[str]
    page: str
    button: str


@dataclass(frozen=True)
class Storm:
    """Seconds that all took together for each of the three requests, and what went wrong."""

    looking: float
    tapping: float
    reading: float
    errors: int

    @property
    def taps_per_s(self) -> float:
        return PEOPLE / self.tapping

    @property
    def journeys_per_s(self) -> float:
        return PEOPLE / (self.looking + self.tapping + self.reading)


def measure_storm(place: Place) -> Iterator[Row]:
    """On databases that are prepared; fills them with an agenda, members and the activities all want."""
    slugs = [f"storm-{number}" for number in range(ROUNDS)]
    with stand(place.heyy()) as heyy, stand(place.floor()) as floor:
        heyy.call("data:fill", activities=LISTED)
        floor.call("floor.data:fill", activities=LISTED)
        for slug in slugs:
            heyy.call("data:add_activity", slug=slug, places=PLACES)
            floor.call("floor.data:add_activity", slug=slug, places=PLACES)
        ours = heyy.call("data:members", number=PEOPLE)
        theirs = floor.call("floor.data:members", number=PEOPLE)
        with heyy_server(place) as heyy_at, floor_server(place) as floor_at:
            site = Site(heyy_at, ours, "/agenda/{}/", "/agenda/{}/schrijf-in/")
            bare = Site(floor_at, theirs, "/{}/", "/{}/register/")
            rounds = [(_storm(site, slug), _storm(bare, slug)) for slug in slugs]
        counted = [heyy.call("data:registered", slug=slug) for slug in slugs]
    errors = sum(storm.errors for storm, _ in rounds)
    yield _exact(f"storm, {place.engine}: 50 people, 30 places", counted, errors)
    ratio, rates = _compared(rounds, lambda storm: storm.taps_per_s)
    yield at_least(f"storm, {place.engine}: taps per second / floor's", 1 / 3, ratio, digits=2, note=rates)
    ratio, rates = _compared(rounds, lambda storm: storm.journeys_per_s)
    yield Row(f"storm, {place.engine}: page, tap, page / floor's three", "", f"{ratio:.2f} ({rates})")


def _storm(site: Site, slug: str) -> Storm:
    """Each of the people has a connection. All look; when all have the page, all tap; then all read the answer."""
    browsers = [Browser(site.server, session=session) for session in site.sessions]
    with ThreadPoolExecutor(PEOPLE) as crowd:

        def all_at_once(do: Callable[[Browser, str], Answer], words: list[str]) -> tuple[list[Answer], float]:
            start = monotonic()
            return list(crowd.map(do, browsers, words)), monotonic() - start

        pages, looking = all_at_once(Browser.get, [site.page.format(slug)] * PEOPLE)
        tokens = [_token(page) for page in pages]
        taps, tapping = all_at_once(
            lambda browser, token: browser.post(site.button.format(slug), csrfmiddlewaretoken=token), tokens
        )
        answers, reading = all_at_once(Browser.get, [tap.headers.get("location", "/nowhere/") for tap in taps])
    errors = sum(page.status != 200 for page in (*pages, *answers)) + sum(tap.status != 302 for tap in taps)
    return Storm(looking, tapping, reading, errors)


def _token(page: Answer) -> str:
    found = TOKEN.search(page.text)
    return found[1] if found else ""


def _exact(what: str, counted: list[dict[str, int]], errors: int) -> Row:
    goal = {"in": PLACES, "waiting": PEOPLE - PLACES}
    first = next((one for one in counted if one != goal), goal)
    measured = f"{first['in']} in, {first['waiting']} waiting, {errors} errors, 3 requests and 1 form each"
    exact = all(one == goal for one in counted) and not errors
    return Row(what, "30 in, 20 waiting, 0 errors, ≤ 3 requests, 1 form", f"{measured}, {len(counted)} times", exact)


def _compared(rounds: list[tuple[Storm, Storm]], rate: Callable[[Storm], float]) -> tuple[float, str]:
    """The median of the ratios, and the rates behind it."""
    ours, theirs = (median(rate(storm) for storm in side) for side in zip(*rounds, strict=True))
    return median(rate(our) / rate(their) for our, their in rounds), f"{ours:.0f}/s against {theirs:.0f}/s"
