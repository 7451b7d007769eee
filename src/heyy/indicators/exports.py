"""A table as a file for a spreadsheet: semicolons, a byte order mark, and nothing that runs as a formula."""

import csv
from io import StringIO

from heyy.indicators.queries.tables import Cell, Table

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # also in their full-width forms


def table_as_csv(table: Table) -> str:
    """Exactly the rows of the page, so nothing can be read here that is hidden there."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([_harmless(head.text) for head in table.heads])
    for row in table.rows:
        writer.writerow([_written(cell) for cell in row])
    return "\ufeff" + text.getvalue()


def _written(cell: Cell) -> str:
    if cell.day is not None:
        return cell.day.isoformat()
    if cell.number is not None:
        return f"{cell.number:.1f}".removesuffix(".0").replace(".", ",")
    return _harmless(", ".join(part.text for part in cell.parts))


def _harmless(text: str) -> str:
    """A spreadsheet would run a cell that starts like a formula; an apostrophe makes it words."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text
