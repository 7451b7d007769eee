"""A Django in a process of its own, so that Heyy and the floor can be measured in turns on one machine."""

import importlib
import os
import shutil
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

FLOOR = "benchmarks.floor.settings"
HEYY = "heyy.config.settings"


@dataclass(frozen=True)
class Place:
    """Where Heyy and the floor keep their rows: SQLite in a folder of their own, or the databases that are given."""

    folder: Path
    of_heyy: Mapping[str, str] = field(default_factory=dict)
    of_floor: str = ""

    @property
    def engine(self) -> str:
        return "PostgreSQL" if self.of_floor else "SQLite"

    @contextmanager
    def another(self) -> Iterator["Place"]:
        """The same once more, for as long as it is used: what is done there stays there."""
        with TemporaryDirectory(prefix="heyy-bench-") as folder:
            shutil.copytree(self.folder, folder, dirs_exist_ok=True)
            yield Place(Path(folder))

    def heyy(self) -> dict[str, str]:
        return {"DJANGO_SETTINGS_MODULE": HEYY, "HEYY_MODE": "demo", "DATA_DIR": str(self.folder), **self.of_heyy}

    def floor(self) -> dict[str, str]:
        url = self.of_floor or f"sqlite:///{self.folder}/floor.sqlite3"
        return {"DJANGO_SETTINGS_MODULE": FLOOR, "DATABASE_URL": url}


class Stand:
    def __init__(self, executor: ProcessPoolExecutor) -> None:
        self._executor = executor

    def call(self, function: str, **arguments: Any) -> Any:
        """Runs `module:function` of this package there. Named by words: without a Django it can't be imported."""
        return self._executor.submit(_call, function, arguments).result(timeout=900)


@contextmanager
def stand(environment: Mapping[str, str]) -> Iterator[Stand]:
    executor = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_start, initargs=(environment,))
    with executor:
        yield Stand(executor)


def _start(environment: Mapping[str, str]) -> None:
    os.environ.update(environment)
    import django

    django.setup()


def _call(function: str, arguments: dict[str, Any]) -> Any:
    module, name = function.split(":")
    return getattr(importlib.import_module(f"benchmarks.{module}"), name)(**arguments)


def prepare(place: Place) -> None:
    """Empty tables for both, and Heyy's static files."""
    with stand(place.heyy()) as heyy, stand(place.floor()) as floor:
        heyy.call("data:prepare")
        floor.call("floor.data:prepare")
