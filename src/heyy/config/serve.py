"""The web server, with one job worker beside it when asked: they start together and end together."""

import multiprocessing
import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from typing import Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

from heyy.config.environment import EnvironmentProblem

WEB_WORKERS = 2
THREADS = 4
ENDS_WITHIN_S = 30


def serve(*, host: str, port: int, with_worker: bool, say: Callable[[], None]) -> int:
    """Serves until stopped; returns the exit code. `say` is called once the address takes connections.

    The application is loaded here and the web workers are forked from this process: they start at once and
    share its memory. A web worker that dies is replaced; a job worker that dies ends the whole.
    """
    _need_port(host, port)
    _load_application()
    server = Server(
        "heyy.config.serve:application_of_web_worker",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=WEB_WORKERS,
        blocking_threads=THREADS,
        blocking_threads_idle_timeout=600,
        respawn_failed_workers=True,
        workers_kill_timeout=ENDS_WITHIN_S,
        log_level=LogLevels.warning,
    )
    worker = _start_job_worker() if with_worker else None
    if worker:
        threading.Thread(target=_end_server_with, args=(worker, server), daemon=True).start()
    threading.Thread(target=_say_when_open, args=(host, port, say), daemon=True).start()
    try:
        server.serve()
    finally:
        worker_failed = worker is not None and _end(worker)
    if worker_failed:
        raise SystemExit(
            "The job worker ended by itself, so the web server was ended too. The lines above may say why."
        )
    return 0


def application_of_web_worker() -> Any:
    """What granian loads in each web worker. Behind a trusted proxy a request keeps its visitor's own address."""
    from django.conf import settings

    _follow_parent()
    threading.Thread(target=_end_without_parent, daemon=True).start()
    return wrap_wsgi_with_proxy_headers(_load_application(), settings.ENVIRONMENT.trusted_proxies)


def _load_application() -> Any:
    """Loads all that the first request would load, and leaves no connection open for a fork to share."""
    from django.db import connections
    from django.urls import get_resolver

    from heyy.config.wsgi import application

    _ = get_resolver().url_patterns
    connections.close_all()
    return application


def _start_job_worker() -> BaseProcess:
    worker = multiprocessing.Process(target=_work, name="job worker")
    worker.start()
    return worker


def _work() -> None:
    from heyy.config.start import start_django

    _follow_parent()
    start_django()
    from heyy.core.worker import run_worker

    run_worker(parent=_parent())


def _follow_parent() -> None:
    """Leaves the terminal's group: a Ctrl-C reaches the parent alone, and that ends its children in order."""
    os.setpgid(0, 0)


def _parent() -> int:
    parent = multiprocessing.parent_process()
    return parent.pid if parent and parent.pid else os.getppid()


def _end_without_parent() -> None:
    """A parent that was killed cannot end its children, so they look for themselves."""
    while os.getppid() == _parent():
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)


def _end_server_with(worker: BaseProcess, server: Any) -> None:
    wait([worker.sentinel])
    server.signal_handler_interrupt()


def _end(worker: BaseProcess) -> bool:
    """Ends the job worker; true when it had ended by itself, which it should not."""
    worker.join(0)
    had_ended = not worker.is_alive()
    worker.terminate()
    worker.join(ENDS_WITHIN_S)
    worker.kill()
    return had_ended


def _need_port(host: str, port: int) -> None:
    try:
        with socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET):
            pass
    except OSError as problem:
        why = os.strerror(problem.errno or 0)
        raise EnvironmentProblem(
            f"port {port} on {host} cannot be used ({why}). Stop what uses it, or choose another with PORT,"
            f" for instance: PORT={port % 65000 + 1} make run"
        ) from None


def _say_when_open(host: str, port: int, say: Callable[[], None]) -> None:
    while True:
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return say()
