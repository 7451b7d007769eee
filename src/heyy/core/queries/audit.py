import hashlib
import json

from heyy.core.models import AuditEntry


def entry_seal(previous: str, entry: AuditEntry) -> str:
    """SHA-256 over the previous seal and everything the row says."""
    text = json.dumps(
        [
            previous,
            entry.position,
            entry.pk,
            entry.at.isoformat(timespec="microseconds"),
            entry.actor,
            entry.verb,
            entry.kind,
            entry.object_id,
            entry.about,
        ],
        sort_keys=True,
        ensure_ascii=True,
    )
    return hashlib.sha256(text.encode()).hexdigest()


def first_broken_seal() -> int | None:
    """The place in the chain where a row was changed or taken away, or None when the chain is whole."""
    seal, expected = "", 1
    for entry in AuditEntry.objects.filter(position__isnull=False).order_by("position").iterator():
        if entry.position != expected or entry.seal != entry_seal(seal, entry):
            return expected
        seal, expected = entry.seal, expected + 1
    return None
