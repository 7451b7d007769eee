"""What is measured on PostgreSQL too; `python -m benchmarks` runs it beside a throw-away cluster and reads its JSON."""

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg

from benchmarks.finding import measure_finding
from benchmarks.stand import Place, prepare
from benchmarks.storm import measure_storm

GIVEN = ("DATABASE_URL", "ANSWERS_DATABASE_URL")


def measured() -> dict[str, Any]:
    with TemporaryDirectory(prefix="heyy-bench-") as folder:
        place = Place(Path(folder), {name: os.environ[name] for name in GIVEN}, _database_of_floor())
        prepare(place)
        storm, finding = list(measure_storm(place)), measure_finding(place)
    return {"storm": [asdict(row) for row in storm], "finding": asdict(finding)}


def _database_of_floor() -> str:
    """A third database beside Heyy's two."""
    url = os.environ["DATABASE_URL"]
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE floor")
    return f"{url.rpartition('/')[0]}/floor"


if __name__ == "__main__":
    json.dump(measured(), sys.stdout)
