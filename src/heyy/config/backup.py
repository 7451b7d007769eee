"""`heyy backup`: one archive with every row and every file, as they were at one moment."""

import hashlib
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, cast

from django.conf import settings
from django.core.files.storage import Storage, default_storage
from django.db import connections, transaction

from heyy import __version__
from heyy.config.archive import (
    MANIFEST,
    FileRecord,
    Manifest,
    Table,
    TableRecord,
    applied_migrations,
    last_id,
    seal_of_file,
    tables,
)
from heyy.config.environment import EnvironmentProblem
from heyy.config.progress import Progress
from heyy.core import clock


def back_up(target: Path) -> str:
    """Writes the archive beside its place and moves it there when it is whole; people go on working."""
    if target.exists():
        raise EnvironmentProblem(f"{target} exists. A backup never overwrites another: choose a new name.")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".heyy-backup-") as folder:
            manifest = _write(Path(folder))
            archive = Path(folder, "archive")
            archive.chmod(0o600)
            archive.replace(target)
    except OSError as problem:
        raise EnvironmentProblem(f"the backup cannot be written to {target} ({problem.strerror}).") from None
    rows = sum(table.rows for table in manifest.tables)
    size = target.stat().st_size / 1e6
    return f"{target}: {rows} rows in {len(manifest.tables)} tables, {len(manifest.files)} files, {size:.1f} MB."


def _write(folder: Path) -> Manifest:
    with Progress("Backing up") as progress:
        records = []
        with ExitStack() as moment:
            for alias in settings.DATABASES:
                moment.enter_context(_one_moment(alias))
            migrations = applied_migrations()
            every = tables()
            for number, table in enumerate(every):
                progress(table.name, 0.8 * number / len(every))
                records.append(_dump(table, folder / f"{table.database}.{table.name}"))
        files = [_file_record(default_storage, name) for name in sorted(_names(default_storage))]
        made_at = clock.now().isoformat(timespec="seconds")
        manifest = Manifest(__version__, made_at, migrations, records, files)
        progress("packing", 0.8)
        with tarfile.open(folder / "archive", "w:gz", compresslevel=6) as archive:
            _add_text(archive, folder, manifest.to_json())
            for record in records:
                archive.add(folder / f"{record.database}.{record.table}", record.member)
            for file in files:
                _add_file(archive, file)
    return manifest


@contextmanager
def _one_moment(alias: str) -> Iterator[None]:
    """A view of the database that stands still while others write.

    On SQLite that is a plain BEGIN; a transaction of Django's would take the write lock.
    """
    connection = connections[alias]
    if connection.vendor == "postgresql":
        with transaction.atomic(using=alias), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        cursor.execute("SELECT COUNT(*) FROM django_migrations")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def _dump(table: Table, path: Path) -> TableRecord:
    seal, rows = hashlib.sha256(), 0
    with path.open("wb") as file:
        for line in table.lines():
            seal.update(line)
            rows += 1
            file.write(line)
    return TableRecord(table.database, table.name, rows, seal.hexdigest(), last_id(table))


def _names(storage: Storage, folder: str = "") -> Iterator[str]:
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in files:
        yield f"{folder}{name}"
    for name in folders:
        yield from _names(storage, f"{folder}{name}/")


def _file_record(storage: Storage, name: str) -> FileRecord:
    return FileRecord(name, storage.size(name), seal_of_file(name))


def _add_text(archive: tarfile.TarFile, folder: Path, text: str) -> None:
    path = folder / MANIFEST
    path.write_text(text)
    archive.add(path, MANIFEST)


def _add_file(archive: tarfile.TarFile, record: FileRecord) -> None:
    about = tarfile.TarInfo(record.member)
    about.size = record.size
    with default_storage.open(record.name) as file:
        archive.addfile(about, cast(IO[bytes], file))
