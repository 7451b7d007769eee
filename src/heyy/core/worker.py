"""The job worker: runs tasks, says it lives, rescues the tasks of workers that died, starts what recurs."""

import logging
import os
import signal
import threading
import uuid
from types import FrameType

from django.conf import settings
from django.db import DatabaseError, connections
from django.utils.module_loading import autodiscover_modules
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from heyy.core import clock
from heyy.core.actions.jobs import claim_run, rescue_tasks, sign_of_life
from heyy.core.jobs import RECURRING

logger = logging.getLogger(__name__)

PAUSE_S = 1.0
BEAT_S = 10.0


class Stop:
    """Set by SIGTERM or Ctrl-C: the running task is finished first."""

    def __init__(self) -> None:
        self.event = threading.Event()
        signal.signal(signal.SIGTERM, self._set)
        signal.signal(signal.SIGINT, self._set)

    def _set(self, signum: int, frame: FrameType | None) -> None:
        self.event.set()


def run_worker(*, parent: int | None = None) -> None:
    """Works until stopped. With `parent`, also stops when that process is gone."""
    autodiscover_modules("jobs")
    name = f"{os.uname().nodename[:20]}-{os.getpid()}-{uuid.uuid4().hex[:8]}"
    stop = Stop()
    sign_of_life(worker=name, now=clock.now())  # before the first task, or another worker would rescue it
    threading.Thread(target=_beat, args=(name, stop.event), daemon=True).start()
    while not stop.event.is_set():
        rescue_tasks(now=clock.now())
        enqueue_due_jobs()
        run_waiting_tasks(name)
        if parent is not None and os.getppid() != parent:
            break
        stop.event.wait(PAUSE_S)


def enqueue_due_jobs() -> None:
    now = clock.now()
    for entry in RECURRING:
        if claim_run(name=entry.job.module_path, every=entry.every, now=now):
            entry.job.enqueue()


def run_waiting_tasks(name: str) -> None:
    """Runs everything that is ready, then returns."""
    Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
        excluded_queue_names=[],
    ).run()
    DBTaskResult.objects.successful().filter(finished_at__lt=clock.now() - settings.KEEP_FINISHED_TASKS).delete()


def _beat(name: str, stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            sign_of_life(worker=name, now=clock.now())
        except DatabaseError:
            logger.warning("The worker could not say that it lives; it tries again in %.0f s.", BEAT_S)
        connections.close_all()
        stop.wait(BEAT_S)
