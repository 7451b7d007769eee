"""`heyy check`: is this installation healthy? One line per question, and what to do where it says no."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial

from django.core.checks import Error, run_checks
from django.db import OperationalError, connections
from django.utils import translation

from heyy.config.environment import Environment
from heyy.config.prepare import databases_behind, static_files_behind
from heyy.core import clock
from heyy.core.actions.jobs import SILENT_AFTER
from heyy.core.enums import MailState
from heyy.core.invariants import all_invariants
from heyy.core.models import OutboxMail, WorkerLife
from heyy.core.queries.audit import first_broken_seal

LATE = timedelta(hours=1)
Questions = Iterator[tuple[str, Callable[[], list[str]]]]


def check(environment: Environment) -> int:
    """Prints the answers and returns the exit code. What cannot be asked after a no is not asked."""
    stages = [_about_the_surroundings(environment), _about_the_version(), _about_the_data()]
    with translation.override("en"):
        healthy = all(map(_ask, stages))
    print("Healthy." if healthy else "Not healthy: see the lines that begin with NO.")
    return 0 if healthy else 1


def _ask(questions: Questions) -> bool:
    well = True
    for title, ask in questions:
        breaches = ask()
        well = well and not breaches
        print(f"{'NO' if breaches else 'ok':4}{title}")
        for breach in breaches:
            print(f"      {breach}")
    return well


def _about_the_surroundings(environment: Environment) -> Questions:
    yield f"environment ({environment.mode}, {environment.site_url})", _framework_errors
    for alias in connections:
        yield (
            f"database {alias} answers ({connections[alias].vendor})",
            partial(_unreachable, alias),
        )


def _about_the_version() -> Questions:
    yield (
        "tables are those of this version",
        lambda: [f"{one}: run heyy migrate" for one in databases_behind()],
    )
    yield (
        "static files are those of this version",
        lambda: ["run heyy migrate"] if static_files_behind() else [],
    )


def _about_the_data() -> Questions:
    yield "the audit trail is whole", _audit_breaches
    yield "mails go out", _mail_breaches
    yield "a job worker is alive", _worker_breaches
    for invariant in all_invariants():
        yield invariant.sentence, invariant.breaches


def _framework_errors() -> list[str]:
    return [f"{error.msg} {error.hint or ''}".strip() for error in run_checks() if isinstance(error, Error)]


def _unreachable(alias: str) -> list[str]:
    try:
        connections[alias].ensure_connection()
    except OperationalError as problem:
        return [str(problem).strip().splitlines()[0]]
    return []


def _audit_breaches() -> list[str]:
    place = first_broken_seal()
    return [] if place is None else [f"row {place} of the chain was changed or taken away: compare with a backup"]


def _mail_breaches() -> list[str]:
    failed = OutboxMail.objects.filter(state=MailState.FAILED).count()
    late = OutboxMail.objects.filter(state=MailState.WAITING, queued_at__lt=clock.now() - LATE).count()
    breaches = []
    if failed:
        breaches.append(f"{failed} given up after many tries: see last_error in the outbox, check EMAIL_URL")
    if late:
        breaches.append(f"{late} waiting for more than an hour: is a job worker running?")
    return breaches


def _worker_breaches() -> list[str]:
    alive = WorkerLife.objects.filter(alive_at__gte=clock.now() - SILENT_AFTER).exists()
    return [] if alive else ["none gave a sign of life in the last minute: start heyy worker"]
