"""What a page weighs before its own words: every byte is counted compressed, as it travels."""

import gzip
import re
from pathlib import Path

import pytest

from tests.ui.files import STATIC


def _gzipped(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9))


@pytest.mark.parametrize(
    ("name", "most"), [("heyy.css", 9_000), ("heyy.js", 1_500), ("icons.svg", 3_000), ("hero.svg", 1_000)]
)
def test_file_stays_small(name: str, most: int) -> None:
    assert _gzipped(STATIC / name) <= most


def test_fonts_of_a_normal_page_stay_small() -> None:
    latin = [path.stat().st_size for path in (STATIC / "fonts").glob("*-latin.woff2")]
    assert len(latin) == 2
    assert sum(latin) <= 40_000


def test_the_licence_of_each_face_stands_beside_it() -> None:
    texts = [path.read_text() for path in (STATIC / "fonts").glob("OFL-*.txt")]
    assert ["SIL OPEN FONT LICENSE Version 1.1" in text for text in texts] == [True, True]


def test_nothing_comes_from_elsewhere() -> None:
    sources = [*STATIC.glob("*.css"), *STATIC.glob("*.js"), *STATIC.glob("*.webmanifest")]
    addresses = [address for path in sources for address in re.findall(r"https?://[\w./-]+", path.read_text())]
    assert addresses == ["http://www.w3.org/2000/svg"]  # the name of SVG, in a drawing inside the stylesheet
