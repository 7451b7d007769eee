"""The colours hold as they stand in the stylesheet."""

import pytest

from heyy.ui.contrast import PAIRS, SHAPE, TEXT, MeasuredPair, Scheme, measured, ratio, tokens_of

SCHEMES: list[Scheme] = ["light", "dark"]


@pytest.mark.parametrize(
    ("front", "back", "expected"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.478), ("#123456", "#123456", 1.0)],
)
def test_ratio_as_wcag_defines_it(front: str, back: str, expected: float) -> None:
    assert round(ratio(front, back), 3) == expected
    assert ratio(front, back) == ratio(back, front)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_pair_holds(scheme: Scheme) -> None:
    assert [pair for pair in measured(scheme) if not pair.holds] == []


def test_pairs_cover_every_text_and_shape_role() -> None:
    named = {pair.front for pair in PAIRS} | {pair.back for pair in PAIRS}
    colours = {name for name in tokens_of("light") if name.startswith(("--color-", "--tint-", "--field-", "--card-"))}
    # What only decorates, or is another name of a token that is measured.
    decoration = {"--color-line-soft", "--color-accent", "--tint-accent", "--color-line", "--color-field-line"}
    decoration |= {"--card-ground"}
    assert colours - named == decoration
    assert {pair.needs for pair in PAIRS} == {TEXT, SHAPE}


def test_the_dark_scheme_is_its_own() -> None:
    assert tokens_of("light")["--color-ground"] == "#fffdf8"
    assert tokens_of("dark")["--color-ground"] == "#14171f"
    assert tokens_of("dark").keys() == tokens_of("light").keys()


def test_a_pair_that_is_too_weak_is_seen() -> None:
    weak = MeasuredPair(PAIRS[0], "#777777", "#ffffff", ratio("#777777", "#ffffff"))
    assert not weak.holds
