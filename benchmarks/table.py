"""The table that `make bench` prints."""

from collections.abc import Sequence
from dataclasses import dataclass

HEADS = ("what", "goal", "measured", "")


@dataclass(frozen=True)
class Row:
    """`met` is None for what has no goal here, or could not be measured."""

    what: str
    goal: str
    measured: str
    met: bool | None = None


def at_most(what: str, most: float, value: float, *, unit: str = "", digits: int = 1, note: str = "") -> Row:
    """A figure that must not be higher. `note` tells what lies behind it."""
    measured = f"{value:.{digits}f}{unit}" + (f" ({note})" if note else "")
    return Row(what, f"≤ {most:g}{unit}", measured, met=value <= most)


def at_least(what: str, least: float, value: float, *, unit: str = "", digits: int = 1, note: str = "") -> Row:
    measured = f"{value:.{digits}f}{unit}" + (f" ({note})" if note else "")
    return Row(what, f"≥ {least:.2g}{unit}", measured, met=value >= least)


def written(rows: Sequence[Row]) -> str:
    lines: list[tuple[str, ...]] = [HEADS]
    lines += [(row.what, row.goal, row.measured, _verdict(row)) for row in rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADS))]
    lines.insert(1, tuple("-" * width for width in widths))
    body = "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)
    judged = [row.met for row in rows if row.met is not None]
    return f"{body}\n\n{sum(judged)} of {len(judged)} goals met."


def _verdict(row: Row) -> str:
    return {True: "ok", False: "no", None: ""}[row.met]
