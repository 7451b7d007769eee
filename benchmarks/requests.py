"""Requests through the WSGI handler, in this process."""

import gc
from importlib import import_module
from io import BytesIO
from time import process_time
from typing import Any

from django.conf import settings
from django.core.signals import request_started
from django.db import connection, reset_queries
from django.test.utils import CaptureQueriesContext

WARM_UP = 5


def cpu_per_request(*, path: str, session: str = "", requests: int) -> float:
    """Seconds of CPU per request. The body is read to its end; nothing is compressed."""
    application = _application()
    for _ in range(WARM_UP):
        _get(application, path, session)
    gc.collect()
    start = process_time()
    for _ in range(requests):
        _get(application, path, session)
    return (process_time() - start) / requests


def statements(*, path: str, session: str = "") -> int:
    """How many SQL statements one request sends."""
    application = _application()
    _get(application, path, session)
    request_started.disconnect(reset_queries)  # it would empty the list that is being counted
    with CaptureQueriesContext(connection) as sent:
        _get(application, path, session)
    return len(sent)


def _application() -> Any:
    module, name = settings.WSGI_APPLICATION.rsplit(".", 1)
    return getattr(import_module(module), name)


def _get(application: Any, path: str, session: str) -> bytes:
    statuses: list[str] = []
    body = application(_environ(path, session), lambda status, headers: statuses.append(status))
    content = b"".join(body)
    body.close()
    if not statuses[0].startswith("200"):
        raise RuntimeError(f"{path} answered {statuses[0]}")
    return content


def _environ(path: str, session: str) -> dict[str, Any]:
    path, _, query = path.partition("?")
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "localhost",
        "HTTP_COOKIE": f"sessionid={session}" if session else "",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": BytesIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
