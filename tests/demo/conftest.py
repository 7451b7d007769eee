from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import transaction

from heyy.demo.load import load_demo

TODAY = date(2026, 3, 4)


def in_silence(step: str, share: float) -> None:
    """Nobody looks at the progress."""


@contextmanager
def centre_of(size: str, *, seed: int = 7, today: date = TODAY) -> Iterator[None]:
    """A loaded centre that is gone afterwards."""
    with transaction.atomic():
        load_demo(size=size, seed=seed, today=today, progress=in_silence)
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def tiny(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Loaded once for all tests of a module, which only read."""
    with django_db_blocker.unblock(), centre_of("tiny"):  # type: ignore[attr-defined]  # pytest-django's own class
        yield


@pytest.fixture(scope="module")
def small(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """The centre as a visitor gets it: half a minute of loading."""
    with django_db_blocker.unblock(), centre_of("small"):  # type: ignore[attr-defined]  # pytest-django's own class
        yield
