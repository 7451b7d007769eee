"""What is measured on PostgreSQL too; run by `python -m benchmarks` with a throw-away cluster. Writes rows as JSON."""

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

from benchmarks.finding import measure_finding
from benchmarks.stand import Place, prepare
from benchmarks.storm import measure_storm
from benchmarks.table import Row

GIVEN = ("DATABASE_URL", "ANSWERS_DATABASE_URL")


def measure() -> Iterator[Row]:
    with TemporaryDirectory(prefix="heyy-bench-") as folder:
        place = Place(Path(folder), {name: os.environ[name] for name in GIVEN}, _database_of_floor())
        prepare(place)
        yield from measure_storm(place)
        yield from measure_finding(place)


def _database_of_floor() -> str:
    """A third database beside Heyy's two."""
    url = os.environ["DATABASE_URL"]
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE floor")
    return f"{url.rpartition('/')[0]}/floor"


if __name__ == "__main__":
    json.dump([asdict(row) for row in measure()], sys.stdout)
