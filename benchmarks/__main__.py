"""Measures what Heyy costs and prints it as a table: `make bench`, or `python -m benchmarks --help`."""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.finding import measure_finding
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
        yield from _told("pages", measure_pages(empty))
        yield from _told("SQL statements", count_statements(empty))
        yield from _told("weight and memory", measure_weight_and_memory(empty))
        for what, measure in (("registration storm", measure_storm), ("search and matching", measure_finding)):
            with empty.another() as place:
                yield from _told(what, measure(place))
    yield from _told("PostgreSQL", _on_postgres())
    if options.install:
        yield from _told("install", measure_install())
    if options.start:
        yield from _told("start", measure_start())


def _told(what: str, rows: Iterable[Row]) -> Iterator[Row]:
    print(f"Measuring: {what}", file=sys.stderr, flush=True)
    yield from rows


def _on_postgres() -> Iterator[Row]:
    command = [WITH_POSTGRES, sys.executable, "-m", "benchmarks.on_postgres"]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    if not done.stdout:
        yield Row("storm and search on PostgreSQL", "", "skipped: no PostgreSQL here")
        return
    for row in json.loads(done.stdout):
        yield Row(**row)


if __name__ == "__main__":
    main()
