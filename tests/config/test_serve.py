"""Web workers and job worker live and die together, whoever is killed."""

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from heyy.config.serve import WEB_WORKERS
from tests.config.installation import Installation

PATIENCE_S = 60


def until(condition: Callable[[], bool]) -> None:
    """Waits for what must happen; how long it takes is not judged here."""
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.1)


def children(pid: int) -> list[int]:
    """The processes that `pid` started, oldest first: the job worker and then the web workers."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def is_alive(pid: int) -> bool:
    with suppress(FileNotFoundError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def status(port: int, **headers: str) -> int:
    request = urllib.request.Request(f"http://127.0.0.1:{port}/nothing-here/", headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code


class Running:
    def __init__(self, process: "subprocess.Popen[str]", port: int) -> None:
        self.process, self.port = process, port
        assert process.stdout is not None
        self.first_line = process.stdout.readline()
        until(lambda: len(children(process.pid)) == WEB_WORKERS + 1)
        self.job_worker, *self.web_workers = children(process.pid)

    def ended(self) -> tuple[int, str]:
        """The exit code and what was said after the first line, once all processes are gone."""
        said, _ = self.process.communicate(timeout=PATIENCE_S)
        until(lambda: not any(map(is_alive, [self.job_worker, *self.web_workers])))
        return self.process.returncode, said


@pytest.fixture
def running(heyy: Installation) -> Iterator[Running]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    installation = Installation(heyy.folder, {"PORT": str(port)})
    process = installation.start("serve", "--with-worker")
    try:
        yield Running(process, port)
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_one_signal_ends_all_in_order(running: Running, ending: signal.Signals) -> None:
    assert running.first_line == f"Heyy serves http://localhost:{running.port} on port {running.port}.\n"
    assert status(running.port) == 404

    running.process.send_signal(ending)

    assert running.ended()[0] == 0


def test_nobody_stays_behind_when_the_parent_is_killed(running: Running) -> None:
    running.process.kill()

    assert running.ended()[0] == -signal.SIGKILL


def test_a_job_worker_that_dies_ends_the_whole_and_the_exit_code_says_so(running: Running) -> None:
    os.kill(running.job_worker, signal.SIGKILL)

    code, said = running.ended()

    assert code == 1
    assert "The job worker ended by itself" in said


def test_a_web_worker_that_dies_is_replaced(running: Running) -> None:
    os.kill(running.web_workers[0], signal.SIGKILL)

    until(lambda: len({*children(running.process.pid)} - {running.web_workers[0]}) == WEB_WORKERS + 1)

    assert status(running.port) == 404
    running.process.terminate()
    assert running.ended()[0] == 0
