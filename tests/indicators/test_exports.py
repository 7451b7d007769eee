import csv
from datetime import date
from io import StringIO

import pytest

from heyy.indicators.exports import table_as_csv
from heyy.indicators.queries.tables import Cell, Head, Link, Table, words


def _table(*rows: list[Cell], heads: tuple[str, ...] = ("A", "B")) -> Table:
    return Table("key", "Caption", [Head(text) for text in heads], rows)


def test_a_file_that_a_dutch_spreadsheet_opens() -> None:
    row = [Cell(day=date(2026, 3, 4)), Cell(number=1150), Cell(number=58.93), Cell([Link("Eén"), Link("Twee; drie")])]
    text = table_as_csv(_table(row, heads=("Dag", "Aantal", "Aandeel", "Partners")))
    assert text == '\ufeffDag;Aantal;Aandeel;Partners\r\n2026-03-04;1150;58,9;"Eén, Twee; drie"\r\n'


@pytest.mark.parametrize(("number", "text"), [(0, "0"), (50.0, "50"), (1_234_567, "1234567"), (33.333, "33,3")])
def test_numbers_stay_numbers(number: float, text: str) -> None:
    assert table_as_csv(_table([Cell(number=number), words()])).splitlines()[1] == f"{text};"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "\n=", "  =", "＝"])
def test_nothing_runs_as_a_formula(start: str) -> None:
    text = f'{start}HYPERLINK("https://example.org")'
    (_, row) = csv.reader(
        StringIO(table_as_csv(_table([words(text), words("safe - really")])), newline=""), delimiter=";"
    )
    assert row == [f"'{text}", "safe - really"]
