"""Retries are safe: a form carries a key, and the same key gives the same result."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from heyy.core.models import OnceKey


def once(*, actor: int, key: str, now: datetime, make: Callable[[], str]) -> str:
    """Runs `make` and keeps the address it returns; a second call with the key returns that address.

    Two posts at the same moment: the second waits on the unique key and then reads the first's result.
    """
    if not key:
        return make()
    try:
        with transaction.atomic():
            row = OnceKey.objects.create(actor=actor, key=key[:64], at=now)
            row.result = make()
            row.save(update_fields=["result"])
            return row.result
    except IntegrityError:
        earlier = OnceKey.objects.filter(actor=actor, key=key[:64]).first()
        if earlier is None:
            raise
        return earlier.result


def forget_old_keys(*, now: datetime) -> int:
    return OnceKey.objects.filter(at__lt=now - timedelta(days=7)).delete()[0]
