"""Search and matching over 20,000 lines of evidence."""

from collections.abc import Iterator
from hashlib import sha256
from statistics import median
from typing import Any

from benchmarks.stand import Place, stand
from benchmarks.table import Row, at_most

LINES, QUERIES = 20_000, 40
SEARCH_MS = {"SQLite": 10, "PostgreSQL": 20}
MATCHING_MS = 50


def measure_finding(place: Place) -> Iterator[Row]:
    """On a database that is prepared; adds people and lines of its own."""
    with stand(place.heyy()) as heyy:
        heyy.call("evidence:fill", lines=LINES)
        found: dict[str, Any] = heyy.call("evidence:times", queries=QUERIES)
    print_of_hits = sha256(repr(found["hits"]).encode()).hexdigest()[:8]
    yield _times(f"search, {place.engine}, {LINES:,} documents", SEARCH_MS[place.engine], found["search"])
    yield Row(f"hits of {QUERIES} searches, {place.engine}", "same on both", print_of_hits)
    if min(found["suggested"]) < 1:
        raise RuntimeError("a question found nobody, so its matching is not what is to be measured")
    yield _times(f"three suggestions, {place.engine}, {LINES:,} pieces", MATCHING_MS, found["matching"])


def _times(what: str, most: float, times: list[float]) -> Row:
    note = f"median of {len(times)}; slowest {max(times):.0f} ms"
    return at_most(what, most, median(times), unit=" ms", note=note)
