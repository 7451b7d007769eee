"""What every story of the demo centre can reach."""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from heyy.demo.cast import Cast
from heyy.demo.places import Places
from heyy.demo.school_days import SchoolDays
from heyy.demo.size import Size
from heyy.demo.timeline import Timeline


def chance(seed: int, *about: object) -> Random:
    """Chance of its own for each story, so that changing one leaves the others as they were."""
    return Random("/".join(str(part) for part in (seed, *about)))


@dataclass
class World:
    """`questions` maps a text to the question, once it has been asked."""

    seed: int
    today: date
    size: Size
    days: SchoolDays
    timeline: Timeline
    places: Places
    cast: Cast
    questions: dict[str, int] = field(default_factory=dict)

    def chance(self, *about: object) -> Random:
        return chance(self.seed, *about)

    @property
    def theme_ids(self) -> dict[str, int]:
        return self.places.themes
