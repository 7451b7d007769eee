"""How much the demo centre holds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """`people` is a share of what workplaces.yaml says; the others count texts of the content that take part."""

    people: float
    answered: int
    closed: int
    live: int
    past: int
    upcoming: int


SIZES = {
    "small": Size(people=1.0, answered=999, closed=999, live=46, past=999, upcoming=999),
    "tiny": Size(people=0.045, answered=9, closed=2, live=9, past=9, upcoming=6),
}
