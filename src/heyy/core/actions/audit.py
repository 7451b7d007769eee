"""Writing down who did what, and sealing what was written into a chain."""

from datetime import datetime
from typing import Any

from django.db import connection, models, transaction

from heyy.core.models import AuditEntry
from heyy.core.queries.audit import entry_seal


def record(*, actor: Any, verb: str, thing: models.Model, now: datetime, **about: Any) -> None:
    """Adds one audit row. Called inside the action's transaction, so the row lives and dies with the change.

    `actor` is the person, or None for the system itself. `about` must hold no private text.
    """
    AuditEntry.objects.create(
        at=now,
        actor=getattr(actor, "pk", None),
        verb=verb,
        kind=thing._meta.model_name or "",
        object_id=thing.pk,
        about=about,
    )


@transaction.atomic
def seal_entries(*, batch: int = 1000) -> int:
    """Seals the rows that have no place in the chain yet; returns how many. Only one sealer at a time."""
    AuditEntry.objects.select_for_update().order_by("id").first()  # the oldest row is the gate
    last = AuditEntry.objects.filter(position__isnull=False).order_by("-position").first()
    position, seal = (last.position or 0, last.seal) if last else (0, "")
    entries = list(AuditEntry.objects.filter(position__isnull=True).order_by("id")[:batch])
    for entry in entries:
        position += 1
        entry.position = position
        seal = entry.seal = entry_seal(seal, entry)
    with connection.cursor() as cursor:  # a tenth of the time of bulk_update
        cursor.executemany(
            "UPDATE core_auditentry SET position = %s, seal = %s WHERE id = %s",
            [(entry.position, entry.seal, entry.pk) for entry in entries],
        )
    return len(entries)
