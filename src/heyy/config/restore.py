"""`heyy restore`: fills an empty installation from a backup, wholly or not at all."""

import hashlib
import tarfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import connections, transaction

from heyy.config.archive import (
    FORMAT,
    MANIFEST,
    FileRecord,
    Manifest,
    Table,
    TableRecord,
    applied_migrations,
    seal_of_file,
    set_last_id,
    tables,
)
from heyy.config.environment import EnvironmentProblem
from heyy.config.progress import Progress

BATCH = 500
FILLED_BY_MIGRATE = frozenset({"django_content_type", "auth_permission"})


def restore(source: Path) -> str:
    """Loads rows and files in one transaction per database, comparing every checksum on the way."""
    try:
        with tarfile.open(source, "r:gz") as archive:
            manifest = _manifest(archive)
            _need_same_version(manifest)
            _need_empty()
            with Progress("Restoring") as progress, ExitStack() as whole:
                for alias in settings.DATABASES:
                    whole.enter_context(transaction.atomic(using=alias))
                _load_tables(archive, manifest, progress)
                whole.enter_context(_files_gone_on_failure(manifest))
                for file in manifest.files:
                    _load_file(archive, file)
                for alias in settings.DATABASES:
                    connections[alias].check_constraints()
    except (tarfile.TarError, EOFError, zlib.error, OSError) as problem:
        raise EnvironmentProblem(f"{source} cannot be read as a backup ({problem}). Nothing was changed.") from None
    rows = sum(table.rows for table in manifest.tables)
    return f"Restored {rows} rows and {len(manifest.files)} files as they were at {manifest.made_at}."


def _manifest(archive: tarfile.TarFile) -> Manifest:
    first = archive.next()
    if first is None or first.name != MANIFEST:
        raise tarfile.TarError("it does not begin with a manifest")
    manifest = Manifest.from_json(_content(archive, first).read().decode())
    if manifest.format != FORMAT:
        raise EnvironmentProblem(f"this backup was made by a newer Heyy ({manifest.heyy}). Upgrade Heyy first.")
    return manifest


def _need_same_version(manifest: Manifest) -> None:
    if manifest.migrations != applied_migrations():
        raise EnvironmentProblem(
            f"this backup was made by Heyy {manifest.heyy}, whose tables differ from those of this version."
            f" Restore it with Heyy {manifest.heyy}, then upgrade."
        )


def _need_empty() -> None:
    for table in tables():
        rows = table.model._base_manager.using(table.database)
        if table.name not in FILLED_BY_MIGRATE and rows.exists():
            raise EnvironmentProblem(
                f"the database is not empty (there are rows in {table.name}). Restore into a new database;"
                " nothing was changed."
            )


def _load_tables(archive: tarfile.TarFile, manifest: Manifest, progress: Progress) -> None:
    known = {(table.database, table.name): table for table in tables()}
    for name in sorted(FILLED_BY_MIGRATE, reverse=True):
        for table in known.values():
            if table.name == name:
                table.model._base_manager.using(table.database).all()._raw_delete(table.database)
    for number, record in enumerate(manifest.tables):
        progress(record.table, number / len(manifest.tables))
        _load_table(_next(archive, record.member), known[record.database, record.table], record)


def _load_table(content: IO[bytes], table: Table, record: TableRecord) -> None:
    connection = connections[table.database]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column or "") for field in table.fields)
    marks = ", ".join(["%s"] * len(table.fields))
    insert = f"INSERT INTO {quote(table.name)} ({columns}) VALUES ({marks})"  # noqa: S608  # names from our models
    seal = hashlib.sha256()
    with connection.cursor() as cursor:
        for batch in _batches(_sealed(content, seal)):
            rows = [table.values(line) for line in batch]
            cursor.executemany(insert, rows)
    _need_same(seal.hexdigest(), record.sha256, record.member)
    set_last_id(table, record.last_id)


def _load_file(archive: tarfile.TarFile, record: FileRecord) -> None:
    saved = default_storage.save(record.name, File(_next(archive, record.member)))
    if saved != record.name:
        default_storage.delete(saved)
        raise EnvironmentProblem(f"the folder for files is not empty (there is a {record.name}). Nothing was changed.")
    _need_same(seal_of_file(record.name), record.sha256, record.member)


@contextmanager
def _files_gone_on_failure(manifest: Manifest) -> Iterator[None]:
    before = {file.name for file in manifest.files if default_storage.exists(file.name)}
    try:
        yield
    except BaseException:
        for file in manifest.files:
            if file.name not in before:
                default_storage.delete(file.name)
        raise


def _next(archive: tarfile.TarFile, name: str) -> IO[bytes]:
    member = archive.next()
    if member is None or member.name != name:
        raise tarfile.TarError(f"{name} is missing")
    return _content(archive, member)


def _content(archive: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    content = archive.extractfile(member)
    if content is None:
        raise tarfile.TarError(f"{member.name} is not a file")
    return content


def _need_same(found: str, expected: str, name: str) -> None:
    if found != expected:
        raise tarfile.TarError(f"the checksum of {name} differs")


def _sealed(lines: Iterable[bytes], seal: Any) -> Iterator[bytes]:
    for line in lines:
        seal.update(line)
        yield line


def _batches(lines: Iterator[bytes]) -> Iterator[list[bytes]]:
    while batch := list(islice(lines, BATCH)):
        yield batch
