"""What holds for every template of the tree."""

import re
from pathlib import Path

import pytest

from tests.ui.files import COTTON, SOURCE, SPRITE, TEMPLATES

SCRIPT = re.compile(r"<script\b(?![^>]*\bsrc=)(?![^>]*\btype=\"application/(?:ld\+)?json\")", re.IGNORECASE)
STYLE = re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE)
HANDLER = re.compile(r"<[a-z][^>]*\son(?!ce\b)[a-z]+\s*=|javascript:", re.IGNORECASE)
ICON = re.compile(r"{% icon \"([\w-]+)\"|<c-icon[^>]*\bname=\"([\w-]+)\"|<c-[^>]*\bicon=\"([\w-]+)\"")
ICON_IN_PYTHON = re.compile(r"\bicon=\"([\w-]+)\"")
COMPONENT = re.compile(r"<c-([\w-]+)")
COMMENT = re.compile(r"{% comment %}.*?{% endcomment %}|{#.*?#}", re.DOTALL)


def _name(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def _source(path: Path) -> str:
    return COMMENT.sub("", path.read_text())


@pytest.mark.parametrize("pattern", [SCRIPT, STYLE, HANDLER], ids=["script", "style", "handler"])
def test_no_template_has_inline_script_or_style(pattern: re.Pattern[str]) -> None:
    assert [_name(path) for path in TEMPLATES if pattern.search(_source(path))] == []


@pytest.mark.parametrize(
    ("pattern", "bad", "good"),
    [
        (SCRIPT, "<script>x()</script>", '<script src="x.js" defer></script><script type="application/ld+json">'),
        (STYLE, '<p style="color: red">', '<p class="style">style = fine</p>'),
        (HANDLER, '<a href="#" onclick="x()">', '<c-form once="no"><p>one = on</p>'),
    ],
)
def test_the_search_finds_what_it_looks_for(pattern: re.Pattern[str], bad: str, good: str) -> None:
    assert pattern.search(bad)
    assert not pattern.search(good)


def test_the_sprite_has_every_icon_that_is_asked_for() -> None:
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', SPRITE.read_text()))
    asked = {name for path in TEMPLATES for found in ICON.findall(_source(path)) for name in found if name}
    asked |= {name for path in SOURCE.rglob("*.py") for name in ICON_IN_PYTHON.findall(path.read_text())}
    assert sorted(asked - drawn) == []
    assert len(asked) > 15


def test_every_component_that_is_used_exists() -> None:
    known = {path.stem.replace("_", "-") for path in COTTON.glob("*.html")} | {"slot", "vars"}
    used = {(name, _name(path)) for path in TEMPLATES for name in COMPONENT.findall(_source(path))}
    assert sorted(pair for pair in used if pair[0] not in known) == []


def test_icons_share_one_grid() -> None:
    symbols = re.findall(r"<symbol[^>]*>", SPRITE.read_text())
    assert [symbol for symbol in symbols if 'viewBox="0 0 24 24"' not in symbol] == []
