"""What a page costs: CPU per request against the floor, and SQL statements whatever the number of rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.stand import Place, Stand, stand
from benchmarks.table import Row, at_most

ROUNDS = 9
LISTED = 80
SIZES = (3, 30, 300)


@dataclass(frozen=True)
class Pair:
    """A page of Heyy and the page of the floor it is measured against; `requests` in one round."""

    what: str
    most: float
    heyy: str
    floor: str
    requests: int
    signed_in: bool = False


PAIRS = (
    # The name that no filter has keeps the page from being kept.
    Pair("public agenda, 80 items, uncached: CPU / floor list", 2, "/agenda/?again=1", "/", 12),
    Pair("activity page: CPU / floor detail", 4, "/agenda/activiteit-5/", "/activiteit-5/", 60),
    Pair("Mijn Heyy: CPU / floor member page", 4, "/mijn/", "/mine/", 40, signed_in=True),
)


def measure_pages(empty: Place) -> Iterator[Row]:
    with empty.another() as place, stand(place.heyy()) as heyy, stand(place.floor()) as floor:
        heyy.call("data:fill", activities=LISTED)
        floor.call("floor.data:fill", activities=LISTED)
        [mine] = heyy.call("data:members", number=1, registrations=3)
        [theirs] = floor.call("floor.data:members", number=1, registrations=3)
        for pair in PAIRS:
            yield _compared(pair, heyy, floor, (mine, theirs) if pair.signed_in else ("", ""))


def _compared(pair: Pair, heyy: Stand, floor: Stand, sessions: tuple[str, str]) -> Row:
    """The median of the ratios of alternating rounds: what disturbs the machine disturbs both."""
    rounds = []
    for _ in range(ROUNDS):
        ours = heyy.call("requests:cpu_per_request", path=pair.heyy, session=sessions[0], requests=pair.requests)
        theirs = floor.call("requests:cpu_per_request", path=pair.floor, session=sessions[1], requests=pair.requests)
        rounds.append((ours, theirs))
    ratio = median(ours / theirs for ours, theirs in rounds)
    ours, theirs = (median(part) * 1000 for part in zip(*rounds, strict=True))
    return at_most(pair.what, pair.most, ratio, unit=" x", digits=2, note=f"{ours:.1f} ms / {theirs:.1f} ms")


COUNTED = (
    ("SQL statements, public agenda", 4, "/agenda/?again=1", False),
    ("SQL statements, activity page, visitor", 5, "/agenda/activiteit-0/", False),
    ("SQL statements, activity page, member (3 of them the sign-in's)", 8, "/agenda/activiteit-0/", True),
    ("SQL statements, Mijn Heyy", 6, "/mijn/", True),
)


def count_statements(empty: Place) -> Iterator[Row]:
    counts: dict[str, list[int]] = {what: [] for what, *_ in COUNTED}
    for size in SIZES:
        with empty.another() as place, stand(place.heyy()) as heyy:
            heyy.call("data:fill", activities=size)
            [mine] = heyy.call("data:members", number=1, registrations=size)
            for what, _, path, signed_in in COUNTED:
                sent = heyy.call("requests:statements", path=path, session=mine if signed_in else "")
                counts[what].append(sent)
    for what, most, *_ in COUNTED:
        yield _flat(what, most, counts[what])


def _flat(what: str, most: int, counts: Sequence[int]) -> Row:
    measured = ", ".join(str(count) for count in counts)
    met = max(counts) <= most and len(set(counts)) == 1
    return Row(what, f"≤ {most}, equal", f"{measured} with {', '.join(map(str, SIZES))} rows", met)
