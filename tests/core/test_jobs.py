import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError
from django_tasks_db.models import DBTaskResult

from heyy.core import clock, worker
from heyy.core.actions.jobs import claim_run, rescue_tasks, sign_of_life
from heyy.core.actions.mail import queue_mail
from heyy.core.jobs import RECURRING, seal_audit, send_mails, tidy_up
from heyy.core.models import AuditEntry, OnceKey, OutboxMail, RecurringJob, WorkerLife
from heyy.core.worker import enqueue_due_jobs, run_waiting_tasks

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 11, 9, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)
OURS = [send_mails.module_path, seal_audit.module_path, tidy_up.module_path]


def running(worker_id: str | None) -> DBTaskResult:
    task = DBTaskResult.objects.get(pk=tidy_up.enqueue().id)
    task.status, task.started_at = "RUNNING", NOW
    task.worker_ids = [worker_id] if worker_id else []
    task.save()
    return task


def state(task: DBTaskResult) -> str:
    return str(DBTaskResult.objects.get(pk=task.pk).status)


def test_claim_run_is_granted_once_per_period() -> None:
    moments = [0, 1, 3599, 3600, 3601, 7200]
    granted = [claim_run(name="job", every=HOUR, now=NOW + n * SECOND) for n in moments]
    assert granted == [True, False, False, True, False, True]


def test_claim_run_keeps_jobs_apart() -> None:
    assert claim_run(name="one", every=HOUR, now=NOW)
    assert claim_run(name="other", every=HOUR, now=NOW)


def test_a_missed_run_is_made_up_for_once() -> None:
    claim_run(name="job", every=HOUR, now=NOW)
    later = NOW + timedelta(days=3)
    assert [claim_run(name="job", every=HOUR, now=later) for _ in range(2)] == [True, False]


def test_rescue_takes_over_from_the_silent_and_leaves_the_living_alone() -> None:
    sign_of_life(worker="lives", now=NOW - 60 * SECOND)
    sign_of_life(worker="silent", now=NOW - 61 * SECOND)
    tasks = [running("lives"), running("silent"), running("never heard of"), running(None)]
    assert rescue_tasks(now=NOW) == 3
    assert [state(task) for task in tasks] == ["RUNNING", "READY", "READY", "READY"]
    assert DBTaskResult.objects.get(pk=tasks[1].pk).started_at is None


def test_rescue_leaves_finished_and_waiting_tasks_alone() -> None:
    waiting = DBTaskResult.objects.get(pk=tidy_up.enqueue().id)
    done = running("gone")
    DBTaskResult.objects.filter(pk=done.pk).update(status="SUCCESSFUL")
    assert rescue_tasks(now=NOW) == 0
    assert (state(waiting), state(done)) == ("READY", "SUCCESSFUL")


def test_a_sign_of_life_is_one_row_per_worker_kept_for_a_day() -> None:
    sign_of_life(worker="old", now=NOW - timedelta(days=2))
    for n in range(3):
        sign_of_life(worker="lives", now=NOW + n * SECOND)
    rescue_tasks(now=NOW)
    assert list(WorkerLife.objects.values_list("worker", "alive_at")) == [("lives", NOW + 2 * SECOND)]


def test_due_jobs_are_enqueued_each_at_its_own_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = [entry for entry in RECURRING if entry.job.module_path in OURS]
    monkeypatch.setattr(worker, "RECURRING", ours)
    enqueued = []
    for seconds in (0, 5, 10, 60):
        monkeypatch.setattr(clock, "now", lambda at=NOW + seconds * SECOND: at)
        enqueue_due_jobs()
        enqueued.append(sorted(DBTaskResult.objects.values_list("task_path", flat=True)))
        DBTaskResult.objects.all().delete()
    assert enqueued == [
        sorted(OURS),
        [],
        [send_mails.module_path],
        sorted([send_mails.module_path, seal_audit.module_path]),
    ]
    assert RecurringJob.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_the_jobs_of_the_common_ground_do_their_work() -> None:
    now = clock.now()
    queue_mail(key="one", to="anna@example.org", subject="Koffie?", body="Zin?", now=now)
    AuditEntry.objects.create(at=now, verb="change", kind="thing")
    OnceKey.objects.create(actor=1, key="old", at=now - timedelta(days=8))
    results = [job.enqueue() for job in (send_mails, seal_audit, tidy_up)]
    run_waiting_tasks("worker")
    assert [DBTaskResult.objects.get(pk=result.id).return_value for result in results] == [1, 1, 1]
    assert OutboxMail.objects.get().sent_at is not None
    assert AuditEntry.objects.get().position == 1
    assert not OnceKey.objects.exists()


def test_a_worker_that_could_not_write_its_sign_of_life_tries_again(monkeypatch: pytest.MonkeyPatch) -> None:
    stop, tries = threading.Event(), []

    def locked(**_: Any) -> None:
        tries.append(1)
        if len(tries) == 3:
            stop.set()
        raise DatabaseError("database is locked")

    monkeypatch.setattr(worker, "sign_of_life", locked)
    monkeypatch.setattr(worker, "BEAT_S", 0.0)
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)
    worker._beat("worker", stop)
    assert len(tries) == 3
