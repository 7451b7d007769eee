"""A Heyy of its own, as an operator has it: a data folder, two databases, and the `heyy` command."""

import os
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

ROOT = Path(__file__).parents[2]
HEYY = Path(sys.executable).with_name("heyy")
SERVER = os.environ.get("DATABASE_URL", "").rpartition("/")[0]


@dataclass(frozen=True)
class Installation:
    folder: Path
    variables: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """Of the caller's environment only what every program needs."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        return kept | {"HEYY_MODE": "test", "DATA_DIR": str(self.folder)} | self.variables

    def heyy(self, *words: str | Path) -> "subprocess.CompletedProcess[str]":
        return self._run([HEYY, *words])

    def start(self, *words: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [HEYY, *words], env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )

    def python(self, module: str) -> str:
        """What a module of the tests prints when it runs here."""
        done = self._run([sys.executable, "-m", module])
        assert done.returncode == 0, done.stderr
        return done.stdout

    def _run(self, words: list[str | Path]) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            words, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False, timeout=120
        )


@contextmanager
def installation(folder: Path, *, engine: str = "sqlite", prepared: Path | None = None) -> Iterator[Installation]:
    """Empty databases on `engine`; on SQLite they can be copied from a folder that was prepared before."""
    if prepared:
        shutil.copytree(prepared, folder)
    if engine == "sqlite":
        yield Installation(folder)
        return
    names = {variable: f"heyy_{uuid.uuid4().hex[:12]}" for variable in ("DATABASE_URL", "ANSWERS_DATABASE_URL")}
    with psycopg.connect(f"{SERVER}/postgres", autocommit=True) as server:
        for name in names.values():
            server.execute(f'CREATE DATABASE "{name}"'.encode())
        try:
            yield Installation(folder, {variable: f"{SERVER}/{name}" for variable, name in names.items()})
        finally:
            for name in names.values():
                server.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())
