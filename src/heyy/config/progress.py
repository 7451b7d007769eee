"""One line that shows how far a long step is. Plain Python: it runs before anything is installed."""

import sys
import time
from types import TracebackType
from typing import Self, TextIO

BAR = 24
QUIET_S = 5.0


class Progress:
    """A bar on a terminal; elsewhere a line every five seconds. Ends with the seconds it took."""

    def __init__(self, title: str, stream: TextIO | None = None) -> None:
        self._title = title
        self._stream = stream or sys.stderr
        self._is_terminal = self._stream.isatty()
        self._began = self._said = time.monotonic()

    def __enter__(self) -> Self:
        self._write(f"{self._title} …")
        return self

    def __call__(self, part: str, fraction: float) -> None:
        """Shows that `part` is at work and how much of the whole is done, from 0 to 1."""
        if self._is_terminal:
            full = round(BAR * min(max(fraction, 0.0), 1.0))
            self._write(f"{self._title}  {'█' * full}{'░' * (BAR - full)}  {part}")
        elif time.monotonic() - self._said >= QUIET_S:
            self._said = time.monotonic()
            self._write(f"  {fraction:4.0%}  {part}")

    def __exit__(self, kind: type[BaseException] | None, problem: object, trace: TracebackType | None) -> None:
        outcome = "stopped" if kind else "done"
        self._write(f"{self._title}: {outcome} after {time.monotonic() - self._began:.0f} s")
        if self._is_terminal:
            self._stream.write("\n")

    def _write(self, line: str) -> None:
        self._stream.write(f"\r\033[2K{line[:100]}" if self._is_terminal else f"{line}\n")
        self._stream.flush()
