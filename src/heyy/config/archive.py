"""What stands in a backup: which tables, how a row is written as a line, and what the manifest says of it.

The lines are the same whatever the engine: a backup made on SQLite restores on PostgreSQL and back.
"""

import base64
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connections, models, router
from django.db.migrations.recorder import MigrationRecorder
from django.utils.duration import duration_string

FORMAT = 1
MANIFEST = "manifest.json"
LEFT_OUT = frozenset({"django_session", "core_workerlife"})
"""Sessions are keys to people's accounts, and signs of life belong to one machine."""


@dataclass(frozen=True)
class TableRecord:
    database: str
    table: str
    rows: int
    sha256: str
    last_id: int | None

    @property
    def member(self) -> str:
        return f"tables/{self.database}/{self.table}.jsonl"


@dataclass(frozen=True)
class FileRecord:
    name: str
    size: int
    sha256: str

    @property
    def member(self) -> str:
        return f"files/{self.name}"


@dataclass(frozen=True)
class Manifest:
    heyy: str
    made_at: str
    migrations: dict[str, list[str]]
    tables: list[TableRecord]
    files: list[FileRecord]
    format: int = FORMAT

    def to_json(self) -> str:
        return json.dumps(asdict(self), indent=1, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Manifest":
        about = json.loads(text)
        return cls(
            **{
                **about,
                "tables": [TableRecord(**row) for row in about["tables"]],
                "files": [FileRecord(**row) for row in about["files"]],
            }
        )


@dataclass(frozen=True)
class Table:
    """One table in one database, with its own columns: the parent of a child model is another table."""

    database: str
    model: type[models.Model]
    fields: Sequence["models.Field[Any, Any]"]

    @property
    def name(self) -> str:
        return self.model._meta.db_table

    def lines(self) -> Iterator[bytes]:
        """Every row as a line of JSON, in the order of the primary key; read in pieces, never as a whole."""
        names = [each.attname for each in self.fields]
        rows = self.model._base_manager.using(self.database).order_by("pk").values_list(*names)
        for row in rows.iterator(chunk_size=2000):
            yield json.dumps(row, default=_plain, sort_keys=True, ensure_ascii=False).encode() + b"\n"

    def values(self, line: bytes) -> list[Any]:
        """A line of JSON as the values that the database takes."""
        connection = connections[self.database]
        return [
            each.get_db_prep_save(None if value is None else each.to_python(value), connection)
            for each, value in zip(self.fields, json.loads(line), strict=True)
        ]


def tables() -> list[Table]:
    return [
        Table(alias, model, model._meta.local_concrete_fields)
        for alias in settings.DATABASES
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.db_table not in LEFT_OUT
        if router.allow_migrate_model(alias, model)
    ]


def applied_migrations() -> dict[str, list[str]]:
    return {
        alias: sorted(".".join(key) for key in MigrationRecorder(connections[alias]).applied_migrations())
        for alias in settings.DATABASES
    }


def last_id(table: Table) -> int | None:
    """The highest number the table ever gave out: a number is not used twice, also not after a restore."""
    connection = connections[table.database]
    if not isinstance(table.model._meta.pk, models.AutoField):
        return None
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [f'"{table.name}"', table.model._meta.pk.column])
            sequence = cursor.fetchone()[0]
            cursor.execute(f"SELECT CASE WHEN is_called THEN last_value END FROM {sequence}")  # noqa: S608  # ours
        else:
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table.name])
        row = cursor.fetchone()
    return (row[0] or None) if row else None


def set_last_id(table: Table, number: int | None) -> None:
    connection = connections[table.database]
    if number is None:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            name, column = f'"{table.name}"', table.model._meta.pk.column
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [name, column, number])
        else:
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table.name])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table.name, number])


def seal_of_file(name: str) -> str:
    seal = hashlib.sha256()
    with default_storage.open(name) as file:
        for chunk in file.chunks():
            seal.update(chunk)
    return seal.hexdigest()


def _plain(value: object) -> str:
    match value:
        case datetime() | date() | time():
            return value.isoformat()
        case timedelta():
            return duration_string(value)
        case Decimal() | UUID():
            return str(value)
        case bytes() | memoryview() | bytearray():
            return base64.b64encode(value).decode()
        case _:
            raise TypeError(f"A backup cannot hold a {type(value).__name__}")
