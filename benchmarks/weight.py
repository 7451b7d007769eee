"""What a browser fetches to show the public agenda, compressed as it travels, and what a web worker keeps in memory."""

import re
from collections.abc import Iterator
from pathlib import Path

from benchmarks.server import Answer, Browser, Server, heyy_server
from benchmarks.stand import Place, stand
from benchmarks.table import Row, at_most

LISTED = 80
AGENDA = "/agenda/"
# Styles, scripts, preloaded fonts, the icon of the tab, images, drawings of the sprite. Faces of other alphabets are
# fetched only where such a letter stands; the icon for a home screen and the manifest only when somebody asks.
FETCHED = re.compile(
    r'<link rel="(?:stylesheet|preload|icon)" href="([^"]+)"|<(?:script|img)[^>]* src="([^"]+)"|<use href="([^"#]+)#'
)
VISITED = (
    AGENDA,
    "/agenda/week/",
    "/agenda/?theme=taal-lezen",
    "/",
    "/vragen/",
    "/partners/",
    "/over/",
    "/resultaten/",
)
VISITS = 40


def measure_weight_and_memory(empty: Place) -> Iterator[Row]:
    with empty.another() as place:
        with stand(place.heyy()) as heyy:
            heyy.call("data:fill", activities=LISTED)
            [session] = heyy.call("data:members", number=1, registrations=3)
        with heyy_server(place) as server:
            yield from _weight(Browser(server))
            yield _memory(server, session)


def _weight(browser: Browser) -> Iterator[Row]:
    page = browser.get(AGENDA)
    addresses = sorted({address for found in FETCHED.findall(page.text) for address in found if address})
    weights = {address: _weight_of(browser.get(address, **{"Accept-Encoding": "gzip"})) for address in addresses}
    html = _weight_of(browser.get(AGENDA, **{"Accept-Encoding": "gzip"}))
    each = ", ".join(f"{Path(one).name.split('.')[0]} {weights[one] / 1000:.0f}" for one in addresses)
    total = html + sum(weights.values())
    note = f"page {html / 1000:.0f}, {each}"
    yield at_most("page weight, public agenda, all files, gzip", 60, total / 1000, unit=" kB", note=note)
    yield at_most("requests, public agenda", 8, 1 + len(addresses), digits=0)


def _weight_of(answer: Answer) -> int:
    if answer.status != 200:
        raise RuntimeError(f"a file of the agenda answers {answer.status}")
    return len(answer.body)


def _memory(server: Server, session: str) -> Row:
    """The heaviest of the workers, after some hundred pages by a visitor and by a member."""
    for browser in (Browser(server), Browser(server, session=session)):
        for path in VISITED * VISITS:
            browser.get(path)
    most = max(_pss_mb(pid) for pid in server.workers())
    return at_most("memory per web worker, PSS", 110, most, unit=" MB", digits=0)


def _pss_mb(pid: int) -> float:
    """Its own pages, and its share of those it has in common with others."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    [kilobytes] = re.findall(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE)
    return int(kilobytes) / 1000
