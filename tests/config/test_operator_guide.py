import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from heyy.config.cli import _parser
from heyy.config.environment import read_environment

GUIDE = (Path(__file__).parents[2] / "docs" / "operator-guide.md").read_text()


class Asked(Mapping[str, str]):
    """An environment that remembers what was asked of it."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def __getitem__(self, name: str) -> str:
        self.names.add(name)
        if name == "HEYY_MODE":
            return "demo"
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def test_the_guide_tells_of_every_variable_and_no_other() -> None:
    asked = Asked()
    read_environment(asked)
    cells = re.findall(r"^\| (`[A-Z_`, ]+`) \|", GUIDE, re.MULTILINE)

    assert {name for cell in cells for name in re.findall(r"[A-Z_]+", cell)} == asked.names


def test_the_guide_tells_of_every_command_and_no_other() -> None:
    commands = next(action.choices for action in _parser()._actions if action.choices)

    assert set(re.findall(r"(?:`|bin/|^)heyy ([a-z-]+)", GUIDE, re.MULTILINE)) == set(commands or ())
