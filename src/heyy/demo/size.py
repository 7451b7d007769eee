"""How much the demo centre holds."""

from dataclasses import dataclass

ALL = 1_000


@dataclass(frozen=True)
class Size:
    """`people` is a share of what workplaces.yaml says; the numbers say how many texts of the content take part.

    `happenings` is about how many things happen in the end, for the progress bar.
    """

    people: float
    lines: int
    answered: int
    closed: int
    live: int
    has_all_activities: bool
    happenings: int


SIZES = {
    "small": Size(people=1.0, lines=ALL, answered=ALL, closed=ALL, live=46, has_all_activities=True, happenings=4_600),
    "tiny": Size(people=0.045, lines=110, answered=7, closed=2, live=8, has_all_activities=False, happenings=560),
}
