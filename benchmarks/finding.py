"""Search and matching over 20,000 lines of evidence."""

from dataclasses import dataclass
from hashlib import sha256
from statistics import median
from typing import Any

from benchmarks.stand import Place, stand
from benchmarks.table import Row, at_most

LINES, QUERIES = 20_000, 40
SEARCH_MS = {"SQLite": 10, "PostgreSQL": 20}
MATCHING_MS = 50


@dataclass(frozen=True)
class Finding:
    """`hits` is a print of what all searches found, in their order: equal on both engines when they find the same."""

    rows: list[Row]
    hits: str


def measure_finding(place: Place) -> Finding:
    """On a database that is prepared; adds people and lines of its own."""
    with stand(place.heyy()) as heyy:
        heyy.call("evidence:fill", lines=LINES)
        found: dict[str, Any] = heyy.call("evidence:times", queries=QUERIES)
    if min(found["suggested"]) < 1:
        raise RuntimeError("a question found nobody, so its matching is not what is to be measured")
    rows = [
        _times(f"search, {place.engine}, {LINES:,} documents", SEARCH_MS[place.engine], found["search"]),
        _times(f"three suggestions, {place.engine}, {LINES:,} pieces", MATCHING_MS, found["matching"]),
    ]
    return Finding(rows, sha256(repr(found["hits"]).encode()).hexdigest()[:8])


def _times(what: str, most: float, times: list[float]) -> Row:
    note = f"median of {len(times)}, each the best of 5; slowest {max(times):.0f} ms"
    return at_most(what, most, median(times), unit=" ms", note=note)


def same_on_both(one: Finding, other: Finding) -> Row:
    what = f"hits of {QUERIES} searches on both engines"
    return Row(what, "equal, in order", f"{one.hits} and {other.hits}", one.hits == other.hits)
