"""Measures what Heyy costs and prints it as a table: `make bench`, or `python -m benchmarks --help`."""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.finding import Finding, measure_finding, same_on_both
from benchmarks.installing import measure_install, measure_start
from benchmarks.pages import count_statements, measure_pages
from benchmarks.stand import Place, prepare
from benchmarks.storm import measure_storm
from benchmarks.table import Row, written
from benchmarks.weight import measure_weight_and_memory

WITH_POSTGRES = Path(__file__).resolve().parent.parent / "tools" / "with-postgres"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--install", action="store_true", help="also install the core anew and weigh it (a minute)")
    parser.add_argument("--start", action="store_true", help="also start twice as `make run` does (two minutes)")
    options = parser.parse_args()
    for name in ("DATABASE_URL", "ANSWERS_DATABASE_URL", "DATA_DIR"):
        os.environ.pop(name, None)  # nothing is measured on somebody's own data
    print(written(list(_rows(options))))


def _rows(options: argparse.Namespace) -> Iterator[Row]:
    with TemporaryDirectory(prefix="heyy-bench-") as folder:
        empty = Place(Path(folder))
        prepare(empty)
        yield from _pages(empty)
        with empty.another() as place:
            _tell("the registration storm")
            yield from measure_storm(place)
        with empty.another() as place:
            _tell("search and matching")
            finding = measure_finding(place)
            yield from finding.rows
    yield from _on_postgres(finding)
    if options.install:
        _tell("an installation")
        yield from measure_install()
    if options.start:
        _tell("two starts")
        yield from measure_start()


def _pages(empty: Place) -> Iterator[Row]:
    _tell("pages")
    yield from measure_pages(empty)
    _tell("SQL statements")
    yield from count_statements(empty)
    _tell("weight and memory")
    yield from measure_weight_and_memory(empty)


def _on_postgres(on_sqlite: Finding) -> Iterator[Row]:
    _tell("the storm, search and matching on PostgreSQL")
    command = [str(WITH_POSTGRES), sys.executable, "-m", "benchmarks.on_postgres"]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    if not done.stdout:
        yield Row("the storm, search and matching on PostgreSQL", "", "skipped: no PostgreSQL here")
        return
    found = json.loads(done.stdout)
    finding = Finding([Row(**row) for row in found["finding"]["rows"]], found["finding"]["hits"])
    yield from (Row(**row) for row in found["storm"])
    yield from finding.rows
    yield same_on_both(on_sqlite, finding)


def _tell(what: str) -> None:
    print(f"Measuring {what} ...", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
