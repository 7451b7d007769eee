"""Opens a file of schools or boards and recognises its form. What the cells mean is for `school_rows`."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext as _

from heyy.organisations.errors import (
    SchoolFileEmpty,
    SchoolFileMissing,
    SchoolFileNotText,
    SchoolFileUnknown,
    SchoolFileWrongEncoding,
)


class Problem(NamedTuple):
    """What is wrong on which line of a file, and what to do about it."""

    line: int
    sentence: str


@dataclass(frozen=True)
class Form:
    """How a kind of file names its columns: the name in the header → our word for it."""

    name: str
    required: Mapping[str, str]
    optional: Mapping[str, str]

    def missing_from(self, header: list[str]) -> list[str]:
        return [column for column in self.required if column not in header]

    def words_for(self, header: list[str]) -> list[str]:
        columns = {**self.required, **self.optional}
        return [columns.get(column, "") for column in header]


DUO = Form(
    name="duo",
    required={
        "PROVINCIE": "province",
        "BRIN NUMMER": "brin",
        "VESTIGINGSNUMMER": "key",
        "VESTIGINGSNAAM": "name",
        "STRAATNAAM": "street",
        "HUISNUMMER-TOEVOEGING": "number",
        "POSTCODE": "postcode",
        "PLAATSNAAM": "place",
        "GEMEENTENAAM": "municipality",
    },
    optional={
        "BEVOEGD GEZAG NUMMER": "board",
        "INTERNETADRES": "website",
        "ONDERWIJSSTRUCTUUR": "levels",
    },
)
WITH_COORDINATES = Form(
    name="with-coordinates",
    required={
        "VESTIGINGSCODE": "key",
        "BRIN": "brin",
        "SECTOR": "sector",
        "NAAM": "name",
        "STRAAT": "street",
        "HUISNUMMER": "number",
        "POSTCODE": "postcode",
        "PLAATS": "place",
        "GEMEENTE": "municipality",
        "PROVINCIE": "province",
        "LAT": "latitude",
        "LON": "longitude",
    },
    optional={"NAAM_2022": "earlier_name", "WEBSITE": "website", "BEVOEGD_GEZAG": "board"},
)
BOARDS = Form(
    name="boards",
    required={"BEVOEGD_GEZAG": "key", "KVK": "kvk", "SECTOREN": "sectors", "NAAM": "name"},
    optional={"EERDERE_NAMEN": "earlier_names", "VERSLAG_NAAM": "daily_name"},
)
FORMS = (DUO, WITH_COORDINATES, BOARDS)


class Line(NamedTuple):
    """One line under the header. `cells` go by our words and have no spaces to spare."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class SchoolFile:
    """`read` counts all lines that hold something; those that could not be cut into cells are in `problems`."""

    form: Form
    read: int
    lines: tuple[Line, ...]
    problems: tuple[Problem, ...]


def read_school_file(path: Path) -> SchoolFile:
    """Raises a SchoolFileUnusable when the file as a whole makes no sense."""
    header, *lines = re.split(r"\r\n|\r|\n", _text(path))
    form, delimiter = _recognise(header, path.name)
    words = form.words_for(_columns(header, delimiter))
    filled = [(number, line) for number, line in enumerate(lines, 2) if line.strip(f'{delimiter}" \t')]
    if not filled:
        raise SchoolFileEmpty(file=path.name)
    good, problems = [], []
    for number, line in filled:
        cells = _cut(line, delimiter)
        if cells is None:
            problems.append(Problem(number, _unreadable()))
        elif len(cells) != len(words):
            problems.append(Problem(number, _miscounted(cells, words, delimiter)))
        else:
            good.append(Line(number, {word: cell for word, cell in zip(words, cells, strict=True) if word}))
    return SchoolFile(form, len(filled), tuple(good), tuple(problems))


def _text(path: Path) -> str:
    """The file as text. DUO writes Windows-1252, the lists with coordinates are UTF-8."""
    try:
        content = path.read_bytes()
    except OSError:
        raise SchoolFileMissing(file=path.name) from None
    if not content.strip():
        raise SchoolFileEmpty(file=path.name)
    if b"\0" in content:
        raise SchoolFileNotText(file=path.name)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _windows_text(content, path.name)


def _windows_text(content: bytes, file: str) -> str:
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        raise SchoolFileWrongEncoding(file=file) from None
    # No Dutch name has an Ã: it is what UTF-8 looks like when read as Windows-1252, so the file is a mixture.
    if "Ã" in text:
        raise SchoolFileWrongEncoding(file=file)
    return text


def _recognise(header: str, file: str) -> tuple[Form, str]:
    """The form and the delimiter that fit this header; a spreadsheet may have saved commas as semicolons."""
    ways = [(form, delimiter) for form in FORMS for delimiter in ";,"]
    form, delimiter = min(ways, key=lambda way: len(way[0].missing_from(_columns(header, way[1]))))
    missing = form.missing_from(_columns(header, delimiter))
    if missing:
        raise SchoolFileUnknown(file=file, missing=", ".join(missing[:4]))
    return form, delimiter


def _columns(header: str, delimiter: str) -> list[str]:
    return [column.upper() for column in _cut(header, delimiter) or []]


def _cut(line: str, delimiter: str) -> list[str] | None:
    """The cells of one line; None when its quotes do not match, so that one bad quote never swallows other lines."""
    try:
        cells = next(csv.reader([line], delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return [" ".join(cell.split()) for cell in cells]


def _unreadable() -> str:
    return _("The quotation marks on this line do not match. Put a closing one, or take the opening one away.")


def _miscounted(cells: list[str], words: list[str], delimiter: str) -> str:
    return _(
        "This line has %(found)d cells where the first line has %(expected)d. Look for a “%(delimiter)s” too many or"
        " too few."
    ) % {"found": len(cells), "expected": len(words), "delimiter": delimiter}
