from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

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
