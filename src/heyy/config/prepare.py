"""Bringing the database and the static files up to date, and telling when they are not."""

import hashlib
import json
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from heyy.config.environment import EnvironmentProblem
from heyy.config.progress import Progress


def prepare() -> None:
    """Does what is missing and nothing else, so that a second start costs a look."""
    if databases := databases_behind():
        with Progress("Preparing the database") as progress:
            for number, alias in enumerate(databases):
                progress(alias, number / len(databases))
                call_command("migrate", database=alias, verbosity=0, interactive=False)
            call_command("createcachetable", verbosity=0)
    if static_files_behind():
        with Progress("Preparing the static files"):
            call_command("collectstatic", verbosity=0, interactive=False, clear=True)
            _stamp().write_text(_static_fingerprint())


def need_prepared() -> None:
    """Ends the program with a sentence when this version of Heyy has not been prepared yet."""
    if databases_behind() or static_files_behind():
        raise EnvironmentProblem("the database or the static files are older than this version. Run: heyy migrate")


def databases_behind() -> list[str]:
    """The databases whose tables are older than this version of Heyy."""
    behind = []
    for alias in settings.DATABASES:
        executor = MigrationExecutor(connections[alias])
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            behind.append(alias)
    return behind


def static_files_behind() -> bool:
    stamp = _stamp()
    return not stamp.exists() or stamp.read_text() != _static_fingerprint()


def _stamp() -> Path:
    return Path(settings.STATIC_ROOT) / "collected.stamp"


def _static_fingerprint() -> str:
    """Changes when a static file is added, taken away or written."""
    files = []
    for finder in get_finders():
        for name, storage in finder.list([]):
            files.append((name, storage.size(name), storage.get_modified_time(name).timestamp()))
    return hashlib.sha256(json.dumps(sorted(files)).encode()).hexdigest()
