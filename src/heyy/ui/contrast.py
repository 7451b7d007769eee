"""The colours of the stylesheet, read from the stylesheet itself, and how they stand out against each other."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

Scheme = Literal["light", "dark"]

STYLESHEET = Path(__file__).parent / "static" / "ui" / "heyy.css"
DECLARATION = re.compile(r"(--[\w-]+):\s*([^;]+);")
REFERENCE = re.compile(r"var\((--[\w-]+)\)")

TEXT = 4.5
SHAPE = 3.0

ACCENTS = ("petrol", "ochre", "plum", "coral", "leaf")


@dataclass(frozen=True)
class Pair:
    """Something drawn on something, and the ratio that WCAG 2.2 asks of it."""

    front: str
    back: str
    needs: float


@dataclass(frozen=True)
class MeasuredPair:
    pair: Pair
    front: str
    back: str
    ratio: float

    @property
    def holds(self) -> bool:
        return self.ratio >= self.pair.needs


PAIRS = (
    *(
        Pair(front, back, TEXT)
        for front in ("--color-text", "--color-text-soft")
        for back in ("--color-ground", "--color-surface", "--tint-sun", *(f"--tint-{name}" for name in ACCENTS))
    ),
    *(
        Pair(f"--color-{name}", back, TEXT)
        for name in ACCENTS
        for back in ("--color-ground", "--color-surface", f"--tint-{name}")
    ),
    *(Pair("--color-on-accent", f"--color-{name}", TEXT) for name in ACCENTS),
    *(Pair("--brand-paper", f"--brand-{name}", TEXT) for name in ACCENTS),
    Pair("--brand-ink", "--brand-sun", TEXT),
    Pair("--color-on-action", "--color-action", TEXT),
    Pair("--color-on-strong", "--color-strong", TEXT),
    Pair("--color-on-danger", "--color-danger", TEXT),
    Pair("--color-on-block", "--color-block", TEXT),
    Pair("--color-on-block-soft", "--color-block", TEXT),
    Pair("--color-on-foot", "--color-foot", TEXT),
    Pair("--field-line", "--field-ground", SHAPE),
    Pair("--field-line", "--color-ground", SHAPE),
    Pair("--card-line", "--color-ground", SHAPE),
    Pair("--color-strong", "--color-ground", SHAPE),
    Pair("--color-danger", "--color-ground", SHAPE),
    Pair("--color-action", "--color-block", SHAPE),
    Pair("--color-focus", "--color-ground", SHAPE),
    Pair("--color-focus", "--color-surface", SHAPE),
    Pair("--color-focus", "--color-halo", SHAPE),
)


def ratio(front: str, back: str) -> float:
    """WCAG 2.2 contrast ratio of two colours written as #rrggbb, from 1 to 21."""
    lighter, darker = sorted((_luminance(front), _luminance(back)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def measured(scheme: Scheme) -> list[MeasuredPair]:
    tokens = tokens_of(scheme)
    return [
        MeasuredPair(pair, tokens[pair.front], tokens[pair.back], ratio(tokens[pair.front], tokens[pair.back]))
        for pair in PAIRS
    ]


@cache
def tokens_of(scheme: Scheme) -> dict[str, str]:
    """Every colour token of the scheme, with references followed to #rrggbb."""
    layer = STYLESHEET.read_text().split("@layer tokens {", 1)[1]
    light, rest = layer.split("@media screen and (prefers-color-scheme: dark)", 1)
    written = dict(DECLARATION.findall(light))
    if scheme == "dark":
        written |= dict(DECLARATION.findall(rest.split("[data-pillar", 1)[0]))
    return {name: value for name in written if (value := _follow(name, written)).startswith("#")}


def _follow(name: str, written: dict[str, str]) -> str:
    value = written[name].strip()
    while reference := REFERENCE.fullmatch(value):
        value = written[reference[1]].strip()
    return value


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
