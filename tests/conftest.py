"""What holds for every test: mode `test`, a data folder of its own, a database in a file, and a browser."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
import pytest

# Said before Django reads its settings; the workers of xdist inherit it from the first process.
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
if not WORKER:
    os.environ.update(
        HEYY_MODE="test",
        DATA_DIR=tempfile.mkdtemp(prefix="heyy-tests-"),
        DJANGO_SETTINGS_MODULE="heyy.config.settings",
    )
DATA_DIR = Path(os.environ["DATA_DIR"])
(DATA_DIR / "static").mkdir(exist_ok=True)
django.setup()
# Playwright keeps an event loop in the thread of the tests, which Django would take for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUM = shutil.which("chromium")
NO_BROWSER = "Chromium is not installed"


def pytest_unconfigure() -> None:
    if not WORKER:
        shutil.rmtree(DATA_DIR, ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if CHROMIUM is None:
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason=NO_BROWSER))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    journeys = sum(NO_BROWSER in str(report.longrepr) for report in skipped)
    if journeys:
        terminalreporter.section(f"SKIPPED: {journeys} browser journeys, because {NO_BROWSER}", sep="*")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """SQLite in a file, not in memory: threads and other processes see it as they would in real life."""
    from django.conf import settings

    for alias, database in settings.DATABASES.items():
        if database["ENGINE"].endswith("sqlite3"):
            database["TEST"]["NAME"] = str(DATA_DIR / f"{alias}{WORKER}.sqlite3")


@pytest.fixture(autouse=True)
def _empty_cache(request: pytest.FixtureRequest) -> Iterator[None]:
    """The cache is the database's, as in production. A rollback empties it; after a real commit we do."""
    yield
    marker = request.node.get_closest_marker("django_db")
    if "transactional_db" in request.fixturenames or (marker and marker.kwargs.get("transaction")):
        from django.core.cache import cache

        cache.clear()


@pytest.fixture(autouse=True)
def _forget_kept_pages() -> Iterator[None]:
    """A rollback gives the next test's rows the same numbers, which no real database does."""
    from heyy.meet4learn.views.kept_agenda import pages_by_language

    yield
    pages_by_language.clear()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium, without the calls home that a closed network refuses."""
    flags = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": flags}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "nl-NL", "timezone_id": "Europe/Amsterdam"}
