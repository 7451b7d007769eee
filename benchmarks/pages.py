"""What a page costs: CPU per request against the floor, and SQL statements whatever the number of rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.stand import Place, Stand, stand
from benchmarks.table import Row, at_least, at_most

ROUNDS = 9
LISTED = 80
SHOWN = 1  # has two meetings and a theme or two, and grew from a question
SIZES = (3, 30, 300)


@dataclass(frozen=True)
class Pair:
    """A page of Heyy and the page of the floor it is measured against; `requests` in one round."""

    what: str
    goal: float
    heyy: str
    floor: str
    requests: int
    signed_in: bool = False


PAIRS = (
    # With a choice, though it is one that no filter has, the page is not kept.
    Pair("public agenda, 80 items, uncached: CPU / floor list", 2, "/agenda/?again=1", "/", 12),
    Pair("activity page: CPU / floor detail", 4, "/agenda/{slug}/", "/activiteit-1/", 60),
    Pair("Mijn Heyy: CPU / floor member page", 4, "/mijn/", "/mine/", 40, signed_in=True),
)
KEPT = Pair("public agenda, kept: requests per second / floor list", 5, "/agenda/", "/", 12)


def measure_pages(empty: Place) -> Iterator[Row]:
    with empty.another() as place, stand(place.heyy()) as heyy, stand(place.floor()) as floor:
        heyy.call("data:fill", activities=LISTED)
        floor.call("floor.data:fill", activities=LISTED)
        [mine] = heyy.call("data:members", number=1, registrations=3)
        [theirs] = floor.call("floor.data:members", number=1, registrations=3)
        for pair in PAIRS:
            costs = _costs(pair, heyy, floor, mine, theirs)
            ratio = median(ours / bare for ours, bare in costs)
            yield at_most(pair.what, pair.goal, ratio, unit=" x", digits=2, note=_in_ms(costs))
        costs = _costs(KEPT, heyy, floor, mine, theirs)
        ratio = median(bare / ours for ours, bare in costs)
        yield at_least(KEPT.what, KEPT.goal, ratio, unit=" x", note=_in_ms(costs))


def _costs(pair: Pair, heyy: Stand, floor: Stand, mine: str, theirs: str) -> list[tuple[float, float]]:
    """CPU of alternating rounds, Heyy's and the floor's: what disturbs the machine disturbs both."""
    path = pair.heyy.format(slug=heyy.call("data:slug_of", number=SHOWN))
    one, other = (mine, theirs) if pair.signed_in else ("", "")
    count = {"requests": pair.requests}
    return [
        (
            heyy.call("requests:cpu_per_request", path=path, session=one, **count),
            floor.call("requests:cpu_per_request", path=pair.floor, session=other, **count),
        )
        for _ in range(ROUNDS)
    ]


def _in_ms(costs: list[tuple[float, float]]) -> str:
    ours, bare = (median(side) * 1000 for side in zip(*costs, strict=True))
    return f"{ours:.1f} ms / {bare:.1f} ms"


COUNTED = (
    ("SQL statements, public agenda", 4, "/agenda/?again=1", False),
    ("SQL statements, activity page, visitor", 5, "/agenda/{slug}/", False),
    ("SQL statements, activity page, member (3 of them the sign-in's)", 8, "/agenda/{slug}/", True),
    ("SQL statements, Mijn Heyy", 6, "/mijn/", True),
)


def count_statements(empty: Place) -> Iterator[Row]:
    counts: dict[str, list[int]] = {what: [] for what, *_ in COUNTED}
    for size in SIZES:
        with empty.another() as place, stand(place.heyy()) as heyy:
            heyy.call("data:fill", activities=size)
            [mine] = heyy.call("data:members", number=1, registrations=size)
            slug = heyy.call("data:slug_of", number=SHOWN)
            for what, _, path, signed_in in COUNTED:
                session = mine if signed_in else ""
                sent = heyy.call("requests:statements", path=path.format(slug=slug), session=session)
                counts[what].append(sent)
    for what, most, *_ in COUNTED:
        yield _flat(what, most, counts[what])


def _flat(what: str, most: int, counts: Sequence[int]) -> Row:
    measured = ", ".join(str(count) for count in counts)
    met = max(counts) <= most and len(set(counts)) == 1
    return Row(what, f"≤ {most}, equal", f"{measured} with {', '.join(map(str, SIZES))} rows", met)
