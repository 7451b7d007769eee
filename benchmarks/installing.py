"""What takes minutes, and is therefore asked for: the size of an installation, and how fast a second start answers."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.server import PROGRAMS, free_port
from benchmarks.table import Row, at_most

ROOT = Path(__file__).resolve().parent.parent
FIRST_START_WITHIN_S = 300


def measure_install() -> Iterator[Row]:
    """A new virtual environment with the core requirements and nothing else."""
    with TemporaryDirectory(prefix="heyy-bench-") as folder:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        install = ["-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes", "--requirement"]
        subprocess.run(
            [Path(folder) / "bin" / "python", *install, ROOT / "requirements" / "core.txt"],
            check=True,
            stderr=subprocess.DEVNULL,
        )
        yield at_most("install, core", 260, _size_mb(Path(folder)), unit=" MB", digits=0)


def _size_mb(folder: Path) -> float:
    """As a disk keeps it, whole blocks."""
    return sum(path.lstat().st_blocks * 512 for path in folder.rglob("*")) / 1_000_000


def measure_start() -> Iterator[Row]:
    """What `make run` does: first with the demo centre to load, then again."""
    with TemporaryDirectory(prefix="heyy-bench-") as folder:
        first = _seconds_to_first_page(folder, FIRST_START_WITHIN_S)
        second = _seconds_to_first_page(folder, FIRST_START_WITHIN_S)
    yield at_most("first start to first page, without installing", 90, first, unit=" s", digits=0)
    yield at_most("second start to first page", 5, second, unit=" s")


def _seconds_to_first_page(folder: str, most: float) -> float:
    port, start = free_port(), time.monotonic()
    with _heyy_run(folder, port) as process:
        while time.monotonic() - start < most and process.poll() is None:
            if _answers(port):
                return time.monotonic() - start
            time.sleep(0.02)
    raise RuntimeError(f"make run did not answer within {most:.0f} s")


@contextmanager
def _heyy_run(folder: str, port: int) -> Iterator["subprocess.Popen[bytes]"]:
    environment = {**os.environ, "HEYY_MODE": "demo", "DATA_DIR": folder, "PORT": str(port)}
    command = [str(PROGRAMS / "heyy"), "serve", "--with-worker", "--prepare"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.terminate()
            process.wait(60)


def _answers(port: int) -> bool:
    connection = HTTPConnection("localhost", port, timeout=5)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
