"""A table of rows as the page shows it and the download repeats it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Link:
    """Words, and the page they lead to where this reader may open one: a view with a slug or a query."""

    text: str
    view: str = ""
    slug: str = ""
    query: str = ""


@dataclass(frozen=True)
class Cell:
    """Words (with links), a day or a number: the page writes them as its reader does, a file as programs do."""

    parts: Sequence[Link] = ()
    day: date | None = None
    number: float | None = None

    @property
    def is_number(self) -> bool:
        return self.number is not None


@dataclass(frozen=True)
class Head:
    text: str
    is_number: bool = False


@dataclass(frozen=True)
class Table:
    """`note` says what a reader must know to read the rows rightly."""

    key: str
    caption: str
    heads: Sequence[Head]
    rows: Sequence[Sequence[Cell]]
    note: str = ""


def words(text: object = "") -> Cell:
    return Cell([Link(str(text))] if text else [])
