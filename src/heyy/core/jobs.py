"""Background work of the common ground, and the table of what recurs."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django_tasks import task

from heyy.core import clock
from heyy.core.actions.audit import seal_entries
from heyy.core.actions.idempotency import forget_old_keys
from heyy.core.actions.mail import send_queued_mails
from heyy.core.limits import forget_old_windows


@dataclass(frozen=True)
class Recurring:
    job: Any  # a django_tasks Task; the library leaves its type parameters open
    every: timedelta


RECURRING: list[Recurring] = []


def recurring(every: timedelta) -> Any:
    """Enters a task in the table of recurring work. The worker enqueues it when it is due."""

    def enter(job: Any) -> Any:
        RECURRING.append(Recurring(job, every))
        return job

    return enter


@recurring(timedelta(seconds=10))
@task()
def send_mails() -> int:
    return send_queued_mails(now=clock.now())


@recurring(timedelta(minutes=1))
@task()
def seal_audit() -> int:
    return seal_entries()


@recurring(timedelta(days=1))
@task()
def tidy_up() -> int:
    return forget_old_keys(now=clock.now()) + forget_old_windows(now=clock.now())
