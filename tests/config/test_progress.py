import io

import pytest

from heyy.config.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_a_bar_that_fills() -> None:
    terminal = Terminal()

    with Progress("Loading", terminal) as progress:
        progress("people", 0.5)

    lines = terminal.getvalue().split("\r\033[2K")
    assert lines == ["", "Loading …", "Loading  ████████████░░░░░░░░░░░░  people", "Loading: done after 0 s\n"]


def test_a_log_gets_no_line_per_step() -> None:
    log = io.StringIO()

    with Progress("Loading", log) as progress:
        for step in range(1000):
            progress("people", step / 1000)

    assert log.getvalue() == "Loading …\nLoading: done after 0 s\n"


def test_a_step_that_fails_is_not_called_done() -> None:
    log = io.StringIO()

    with pytest.raises(ValueError, match="no"), Progress("Loading", log):
        raise ValueError("no")

    assert log.getvalue() == "Loading …\nLoading: stopped after 0 s\n"
