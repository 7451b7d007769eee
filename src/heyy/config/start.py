"""From the environment to a running Django, with a sentence for each thing that can be wrong on the way."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from heyy.config.environment import Environment, EnvironmentProblem, read_environment


def start_django() -> Environment:
    """Checks the environment and the data folder, then loads Django; or ends the program with a sentence."""
    environment = read_environment(os.environ)
    _need_folder(environment.data_dir)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heyy.config.settings")
    import django

    django.setup()
    return environment


def _need_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as problem:
        raise EnvironmentProblem(
            f"DATA_DIR {folder} cannot be written ({problem.strerror}). Make the folder, give it to the user"
            " that runs Heyy, or set DATA_DIR to another one."
        ) from None


@contextmanager
def problems_told() -> Iterator[None]:
    """Turns a database that does not answer and a rule that says no into a sentence."""
    from django.db import OperationalError
    from django.utils import translation

    from heyy.core.errors import RuleBroken

    try:
        yield
    except OperationalError as problem:
        says = str(problem).strip().splitlines()[0]
        raise EnvironmentProblem(
            f"the database says: {says}. Check that it runs, and DATABASE_URL and ANSWERS_DATABASE_URL."
        ) from problem
    except RuleBroken as problem:
        with translation.override("en"):
            raise SystemExit(str(problem)) from problem
