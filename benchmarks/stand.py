"""A Django in a process of its own, so that Heyy and the floor can be measured in turns."""

import importlib
import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any


class Stand:
    def __init__(self, executor: ProcessPoolExecutor) -> None:
        self._executor = executor

    def call(self, function: str, **arguments: Any) -> Any:
        """Runs `benchmarks.<module>:<function>` there. Named by words: models can't be imported without a Django."""
        return self._executor.submit(_call, function, arguments).result(timeout=600)


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
