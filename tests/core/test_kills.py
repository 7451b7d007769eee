"""What `kill -9` leaves behind."""

import json
import signal
import subprocess
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django_tasks_db.models import DBTaskResult

from heyy.core import clock
from heyy.core.actions.jobs import rescue_tasks
from heyy.core.actions.mail import queue_mail
from heyy.core.models import OutboxMail
from heyy.core.worker import run_waiting_tasks
from tests.core.tasks import wait_for
from tests.processes import script

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE_S = 60


def until_begun(folder: Path, worker: "subprocess.Popen[str]") -> None:
    end = time.monotonic() + PATIENCE_S
    while not (folder / "began").exists():
        if worker.poll() is not None or time.monotonic() > end:
            worker.kill()
            raise AssertionError(f"The worker never began: {worker.communicate()[1]}")
        time.sleep(0.01)


def test_a_task_of_a_killed_worker_is_rescued_once_it_has_been_silent_and_then_finishes(tmp_path: Path) -> None:
    task = wait_for.enqueue(str(tmp_path))
    with script("tests.core.worker_script") as worker:
        until_begun(tmp_path, worker)
        worker.kill()
    killed_at, row = clock.now(), DBTaskResult.objects.filter(pk=task.id)
    assert row.get().status == "RUNNING"
    assert rescue_tasks(now=killed_at + timedelta(seconds=40)) == 0
    assert rescue_tasks(now=killed_at + timedelta(seconds=61)) == 1
    assert row.get().status == "READY"
    (tmp_path / "go").touch()
    run_waiting_tasks("another-worker")
    assert (row.get().status, row.get().return_value, len(row.get().worker_ids)) == ("SUCCESSFUL", "done", 2)
    assert (tmp_path / "began").read_text() == "xx"
    assert rescue_tasks(now=killed_at + timedelta(days=1)) == 0


def test_a_worker_that_is_asked_to_stop_finishes_its_task_first(tmp_path: Path) -> None:
    task = wait_for.enqueue(str(tmp_path))
    with script("tests.core.worker_script") as worker:
        until_begun(tmp_path, worker)
        worker.send_signal(signal.SIGTERM)
        time.sleep(0.2)
        assert worker.poll() is None
        (tmp_path / "go").touch()
        assert worker.wait(PATIENCE_S) == 0
    assert DBTaskResult.objects.get(pk=task.id).status == "SUCCESSFUL"


def test_a_sender_killed_again_and_again_loses_no_mail_and_doubles_only_what_it_could_not_note(tmp_path: Path) -> None:
    """Between the hand-over and the note of it a kill must double; those come under the same Message-ID."""
    for n in range(25):
        queue_mail(key=f"mail-{n}", to="anna@example.org", subject="Koffie?", body="Zin?", now=clock.now())
    log = tmp_path / "log"
    with script("tests.core.sender_under_fire", log=str(log), seed=7) as sender:
        told, problems = sender.communicate(timeout=PATIENCE_S)
    assert (problems, sender.returncode) == ("", 0)
    summary, sent = json.loads(told), Counter(log.read_text().split())
    assert set(sent) == set(OutboxMail.objects.values_list("message_id", flat=True))
    assert {number: times - 1 for number, times in sent.items() if times > 1} == Counter(summary["unsaid"])
    assert summary["kills"] >= 3
