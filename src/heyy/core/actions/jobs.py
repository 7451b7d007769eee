"""Keeping background work alive: signs of life, taking over from dead workers, recurring runs."""

from datetime import datetime, timedelta

from django.db import transaction
from django_tasks_db.models import DBTaskResult

from heyy.core.models import RecurringJob, WorkerLife

SILENT_AFTER = timedelta(seconds=60)


def sign_of_life(*, worker: str, now: datetime) -> None:
    WorkerLife.objects.update_or_create(worker=worker, defaults={"alive_at": now})


@transaction.atomic
def rescue_tasks(*, now: datetime) -> int:
    """Puts the running tasks of silent workers back in line; returns how many. Every job can run twice."""
    WorkerLife.objects.filter(alive_at__lt=now - timedelta(days=1)).delete()
    living = set(WorkerLife.objects.filter(alive_at__gte=now - SILENT_AFTER).values_list("worker", flat=True))
    running = DBTaskResult.objects.running().select_for_update(skip_locked=True)
    dead = [task.pk for task in running if not task.worker_ids or task.worker_ids[-1] not in living]
    return DBTaskResult.objects.filter(pk__in=dead).update(status="READY", started_at=None)


def claim_run(*, name: str, every: timedelta, now: datetime) -> bool:
    """True for exactly one caller when the job is due: the update of its row is the claim."""
    row, _ = RecurringJob.objects.get_or_create(name=name, defaults={"last_run_at": now - every})
    due = RecurringJob.objects.filter(pk=row.pk, last_run_at__lte=now - every)
    return due.update(last_run_at=now) == 1
