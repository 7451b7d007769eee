"""What a line of a school file says, checked and in the form Heyy keeps. Pure: no database, no file."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from heyy.organisations.enums import Sector
from heyy.organisations.holiday_regions import holiday_region_of
from heyy.organisations.place_names import place_name
from heyy.organisations.school_files import BOARDS, Line, Problem, SchoolFile

_KEY = re.compile(r"[0-9]{2}[A-Z]{2}[0-9]{2}")
_POSTCODE = re.compile(r"([1-9][0-9]{3}) ?([A-Z]{2})")
_BOARD_NUMBER = re.compile(r"[0-9]{5}")
_KVK_NUMBER = re.compile(r"[0-9]{8}")
_LONGEST = {"name": 200, "earlier_name": 200, "street": 80, "number": 20, "place": 60, "municipality": 60}
_SCHOOL_SECTORS = frozenset({Sector.PO, Sector.SO, Sector.VO})
_BOARD_SECTORS = {"bo": Sector.PO, "so": Sector.SO, "vo": Sector.VO, "mbo": Sector.MBO, "ho": Sector.HBO}
_LATITUDES, _LONGITUDES = (50.7, 53.6), (3.3, 7.3)
_is_address = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True)
class SchoolRow:
    """One location of a school. Empty means that the file does not say."""

    line: int
    key: str
    name: str
    earlier_name: str
    sector: str
    street: str
    number: str
    postcode: str
    place: str
    municipality: str
    holiday_region: str
    latitude: float | None
    longitude: float | None
    website: str
    board: str


@dataclass(frozen=True)
class BoardRow:
    line: int
    key: str
    name: str
    daily_name: str
    earlier_names: tuple[str, ...]
    sector: str
    kvk: str


Row = SchoolRow | BoardRow


def rows_of(file: SchoolFile) -> tuple[list[Row], list[Problem]]:
    """The good rows, and every problem by line: those of the file, those of single cells, and keys that come twice."""
    rows: dict[str, Row] = {}
    problems = list(file.problems)
    for line in file.lines:
        faults = list(_board_faults(line.cells) if file.form is BOARDS else _school_faults(line.cells))
        row = None if faults else (_board if file.form is BOARDS else _school)(line)
        if row is not None and row.key in rows:
            faults.append(_twice(row.key, rows[row.key].line))
        elif row is not None:
            rows[row.key] = row
            faults.extend(_remarks(line.cells))
        problems.extend(Problem(line.number, fault) for fault in faults)
    return list(rows.values()), sorted(problems, key=lambda problem: problem.line)


def _twice(key: str, line: int) -> str:
    return _("%(key)s is on line %(line)d already; this line was left out. Take one of the two away.") % {
        "key": key,
        "line": line,
    }


def _school(line: Line) -> SchoolRow:
    cells = line.cells
    municipality = place_name(cells["municipality"])
    return SchoolRow(
        line=line.number,
        key=cells["key"],
        name=cells["name"],
        earlier_name=cells.get("earlier_name", ""),
        sector=_school_sector(cells),
        street=cells["street"],
        number=cells["number"],
        postcode=_POSTCODE.sub(r"\1 \2", cells["postcode"]),
        place=place_name(cells["place"]),
        municipality=municipality,
        holiday_region=holiday_region_of(cells["province"], municipality),
        latitude=_degrees(cells.get("latitude", "")),
        longitude=_degrees(cells.get("longitude", "")),
        website=_address(cells.get("website", "")) or "",
        board=cells.get("board", ""),
    )


def _board(line: Line) -> BoardRow:
    cells = line.cells
    return BoardRow(
        line=line.number,
        key=cells["key"],
        name=cells["name"],
        daily_name=cells.get("daily_name", ""),
        earlier_names=tuple(dict.fromkeys(_earlier_names(cells))),
        sector=_board_sector(cells),
        kvk=cells["kvk"],
    )


def _school_sector(cells: Mapping[str, str]) -> str:
    """DUO's own form does not name the sector; only the one of secondary schools tells which levels there are."""
    return cells.get("sector") or (Sector.VO if "levels" in cells else "")


def _board_sector(cells: Mapping[str, str]) -> str:
    """A board may have schools in two sectors; the first one named counts."""
    sector = _BOARD_SECTORS[cells["sectors"].split("+")[0]]
    return Sector.WO if sector == Sector.HBO and "universiteit" in cells["name"].casefold() else sector


def _earlier_names(cells: Mapping[str, str]) -> list[str]:
    return [name.strip() for name in cells.get("earlier_names", "").split(";") if name.strip()]


def _degrees(written: str) -> float | None:
    return float(written.replace(",", ".")) if written else None


def _address(written: str) -> str | None:
    """The web address with its scheme (DUO leaves it out), empty when there is none, None when it makes no sense."""
    address = written if not written or "://" in written else f"http://{written}"
    try:
        if address:
            _is_address(address)
    except ValidationError:
        return None
    return address if len(address) <= 200 else None


def _remarks(cells: Mapping[str, str]) -> Iterator[str]:
    """What is wrong but does not keep the row out."""
    if _address(cells.get("website", "")) is None:
        yield _("“%(address)s” is not a web address. The school was taken in without it; add the right one later.") % {
            "address": cells["website"]
        }


def _school_faults(cells: Mapping[str, str]) -> Iterator[str]:
    return chain(_key_faults(cells), _text_faults(cells), _code_faults(cells), _coordinate_faults(cells))


def _key_faults(cells: Mapping[str, str]) -> Iterator[str]:
    key = cells["key"]
    if not _KEY.fullmatch(key):
        yield _(
            "“%(key)s” is not the code of a location: two digits, two letters and two digits, such as 03XF04. Correct"
            " it and import the file again."
        ) % {"key": key}
    elif cells["brin"] != key[:4]:
        yield _("The location %(key)s does not belong to BRIN “%(brin)s”. Correct one of the two.") % {
            "key": key,
            "brin": cells["brin"],
        }


def _text_faults(cells: Mapping[str, str]) -> Iterator[str]:
    if not cells["name"]:
        yield _("The school has no name. Fill it in and import the file again.")
    if not cells["place"]:
        yield _("The school has no place. Fill it in and import the file again.")
    for word, longest in _LONGEST.items():
        yield from _length_faults(cells.get(word, ""), longest)


def _length_faults(text: str, longest: int) -> Iterator[str]:
    if len(text) > longest:
        yield _("“%(text)s…” is longer than %(longest)d characters. Shorten it.") % {
            "text": text[:30],
            "longest": longest,
        }


def _code_faults(cells: Mapping[str, str]) -> Iterator[str]:
    if cells["postcode"] and not _POSTCODE.fullmatch(cells["postcode"]):
        yield _("“%(postcode)s” is not a postcode. Write it as 6041 AB, or leave it empty.") % {
            "postcode": cells["postcode"]
        }
    if "sector" in cells and cells["sector"] not in _SCHOOL_SECTORS:
        yield _("“%(sector)s” is not a sector of schools. Write PO, SO or VO.") % {"sector": cells["sector"]}
    if cells.get("board") and not _BOARD_NUMBER.fullmatch(cells["board"]):
        yield _("“%(board)s” is not the number of a board: five digits. Correct it, or leave it empty.") % {
            "board": cells["board"]
        }


def _coordinate_faults(cells: Mapping[str, str]) -> Iterator[str]:
    written = cells.get("latitude", ""), cells.get("longitude", "")
    if written == ("", ""):
        return
    try:
        latitude, longitude = _degrees(written[0]), _degrees(written[1])
    except ValueError:
        latitude = longitude = None
    if not (_within(latitude, _LATITUDES) and _within(longitude, _LONGITUDES)):
        yield _(
            "“%(latitude)s, %(longitude)s” is not a point in the Netherlands. Write degrees such as 51.1942, 5.9870, or"
            " leave both empty."
        ) % {"latitude": written[0], "longitude": written[1]}


def _within(degrees: float | None, bounds: tuple[float, float]) -> bool:
    return degrees is not None and bounds[0] <= degrees <= bounds[1]


def _board_faults(cells: Mapping[str, str]) -> Iterator[str]:
    if not _BOARD_NUMBER.fullmatch(cells["key"]):
        yield _("“%(board)s” is not the number of a board: five digits. Correct it and import the file again.") % {
            "board": cells["key"]
        }
    if cells["kvk"] and not _KVK_NUMBER.fullmatch(cells["kvk"]):
        yield _(
            "“%(kvk)s” is not a number of the Chamber of Commerce: eight digits. Correct it, or leave it empty."
        ) % {"kvk": cells["kvk"]}
    if cells["sectors"].split("+")[0] not in _BOARD_SECTORS:
        yield _("“%(sector)s” is not a sector of boards. Write bo, so, vo, mbo or ho.") % {"sector": cells["sectors"]}
    if not cells["name"]:
        yield _("The board has no name. Fill it in and import the file again.")
    yield from _length_faults(cells.get("daily_name", ""), 120)
    for name in (cells["name"], *_earlier_names(cells)):
        yield from _length_faults(name, 200)
