"""The servers as an operator starts them, and a client that speaks plain HTTP to them."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from tempfile import TemporaryFile
from urllib.parse import urlencode

from benchmarks.stand import Place

READY_WITHIN_S = 60
FLOOR_OPTIONS = ("--interface", "wsgi", "--workers", "2", "--blocking-threads", "4", "--no-ws")
PROGRAMS = Path(sys.executable).parent


@dataclass(frozen=True)
class Server:
    port: int
    pid: int

    def workers(self) -> list[int]:
        """The processes that answer."""
        return [int(pid) for pid in Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()]


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Browser:
    """One visitor with cookies, on one connection."""

    def __init__(self, server: Server, *, session: str = "") -> None:
        self._connection = HTTPConnection("localhost", server.port, timeout=60)
        self._cookies = {"sessionid": session} if session else {}
        self.requests = 0

    def get(self, path: str, **headers: str) -> Answer:
        return self._send("GET", path, "", headers)

    def post(self, path: str, **fields: str) -> Answer:
        return self._send("POST", path, urlencode(fields), {"Content-Type": "application/x-www-form-urlencoded"})

    def _send(self, method: str, path: str, body: str, headers: dict[str, str]) -> Answer:
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        self._connection.request(method, path, body, {"Cookie": cookies, **headers} if cookies else headers)
        response = self._connection.getresponse()
        self.requests += 1
        self._keep_cookies(response)
        return Answer(response.status, dict(response.getheaders()), response.read())

    def _keep_cookies(self, response: HTTPResponse) -> None:
        for header in response.headers.get_all("Set-Cookie") or []:
            name, _, value = header.partition(";")[0].partition("=")
            self._cookies[name] = value


@contextmanager
def heyy_server(place: Place) -> Iterator[Server]:
    """`heyy serve`: two web workers, no job worker. The database must be prepared."""
    port = free_port()
    with _running([str(PROGRAMS / "heyy"), "serve"], place.heyy(), port) as server:
        yield server


@contextmanager
def floor_server(place: Place) -> Iterator[Server]:
    port = free_port()
    command = [str(PROGRAMS / "granian"), *FLOOR_OPTIONS, "--port", str(port), "benchmarks.floor.wsgi:application"]
    with _running(command, place.floor(), port) as server:
        yield server


@contextmanager
def _running(command: list[str], environment: Mapping[str, str], port: int) -> Iterator[Server]:
    everything = {**os.environ, **environment, "PORT": str(port)}
    with TemporaryFile("w+") as said:
        process = subprocess.Popen(command, env=everything, stdout=said, stderr=said)
        try:
            if not _opens(process, port):
                said.seek(0)
                raise RuntimeError(f"{' '.join(command)} did not open: {said.read()}")
            yield Server(port, process.pid)
        finally:
            process.terminate()
            process.wait(30)


def _opens(process: "subprocess.Popen[bytes]", port: int) -> bool:
    until = time.monotonic() + READY_WITHIN_S
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("localhost", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return True
    return False


def free_port() -> int:
    with socket.create_server(("localhost", 0)) as one:
        return int(one.getsockname()[1])
