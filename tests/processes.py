"""Work in other processes, on the database of the running test: for races, and for what must survive kill -9.

A test that uses this commits (`django_db(transaction=True)`). The processes are forked from a server that has loaded
Django and nothing more, so that ten of them start as fast as one.
"""

import importlib
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

import django
from django.conf import settings

T = TypeVar("T")

ROOT = Path(__file__).parents[1]
HEAD_START_S = 0.3


def database_names() -> dict[str, str]:
    from django.db import connections

    names = {alias: str(connections[alias].settings_dict["NAME"]) for alias in connections}
    if any("memory" in name for name in names.values()):
        raise RuntimeError("Other processes can't reach a database in memory: give the test database a file.")
    return names


def set_up(names: dict[str, str]) -> None:
    """Django in this process, on the test's databases."""
    for alias, name in names.items():
        settings.DATABASES[alias]["NAME"] = name
    django.setup()


class Processes:
    """A few processes that stay; `at_once` lets each do its share, starting at the same moment."""

    def __init__(self, executor: ProcessPoolExecutor) -> None:
        self._executor = executor

    def at_once(self, function: Callable[..., T], shares: list[dict[str, Any]]) -> list[T]:
        """The results in the order of the shares; an exception there is raised here."""
        start = time.time() + HEAD_START_S
        waiting: list[Future[T]] = [self._executor.submit(_call, function, start, share) for share in shares]
        return [one.result(timeout=120) for one in waiting]


@contextmanager
def processes(number: int) -> Iterator[Processes]:
    context = get_context("forkserver")
    context.set_forkserver_preload(["tests.ready_django"])
    with ProcessPoolExecutor(number, context, initializer=set_up, initargs=(database_names(),)) as executor:
        running = Processes(executor)
        running.at_once(_nothing, [{}] * number)  # so that the first race starts warm
        yield running


def script(module: str, **arguments: Any) -> "subprocess.Popen[str]":
    """A process of its own, which runs `main(**arguments)` of a module; it can be killed."""
    told = json.dumps([module, database_names(), arguments])
    return subprocess.Popen(
        [sys.executable, "-m", "tests.processes", told],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


def _call(function: Callable[..., T], start: float, share: dict[str, Any]) -> T:
    time.sleep(max(0.0, start - time.time()))
    return function(**share)


def _nothing() -> None:
    time.sleep(HEAD_START_S)


if __name__ == "__main__":
    its_module, its_names, its_arguments = json.loads(sys.argv[1])
    set_up(its_names)
    importlib.import_module(its_module).main(**its_arguments)
