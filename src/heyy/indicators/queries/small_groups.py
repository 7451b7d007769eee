"""Showing how many people each group counts, without giving away the small groups.

The rule: all groups up to some size are put together, everything shown is larger, and the ones put together are
not all of the same size. So two of them could be exchanged and the page would read the same: nobody can
work out the size of any one of them, not even from the total and with this rule in hand.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

FLOOR = 5

G = TypeVar("G")


@dataclass(frozen=True)
class Protected(Generic[G]):
    """`shown` keeps the order given; `together` is what the `merged` groups count between them."""

    shown: Sequence[tuple[G, int]]
    merged: Sequence[G]
    together: int


def protect(sizes: Sequence[tuple[G, int]]) -> Protected[G] | None:
    """Groups of at least one, with their sizes. None when they are so few that even putting them together tells."""
    limit = FLOOR - 1
    while True:
        small = [size for _, size in sizes if size <= limit]
        if not small or (len(set(small)) > 1 and sum(small) >= FLOOR):
            break
        larger = [size for _, size in sizes if size > limit]
        if not larger:
            return None
        limit = min(larger)
    return Protected(
        shown=[(group, size) for group, size in sizes if size > limit],
        merged=[group for group, size in sizes if size <= limit],
        together=sum(small),
    )
