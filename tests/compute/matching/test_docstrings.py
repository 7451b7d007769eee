import doctest
from importlib import import_module

import pytest


@pytest.mark.parametrize(("module", "examples"), [("evaluation", 5), ("suggest", 7), ("text", 2)])
def test_examples_in_docstrings_hold(module: str, examples: int) -> None:
    """How many there are is said too, so that none drops out unnoticed."""
    found = doctest.testmod(import_module(f"heyy.compute.matching.{module}"))

    assert (found.failed, found.attempted) == (0, examples)
