from pathlib import Path

import pytest
from django.utils import translation

from heyy.organisations.errors import (
    SchoolFileEmpty,
    SchoolFileMissing,
    SchoolFileNotText,
    SchoolFileUnknown,
    SchoolFileUnusable,
    SchoolFileWrongEncoding,
)
from heyy.organisations.school_files import BOARDS, DUO, WITH_COORDINATES, Form, read_school_file
from tests.organisations.lists import BOARD_LIST, LIMBURG_2024, OUTSIDE_LIMBURG, PRIMARY_2013, SECONDARY_2022

DUO_HEADER = (
    "PROVINCIE;BRIN NUMMER;VESTIGINGSNUMMER;VESTIGINGSNAAM ;STRAATNAAM;HUISNUMMER-TOEVOEGING;POSTCODE;PLAATSNAAM;"
    "GEMEENTENAAM"
)
DUO_ROW = "Limburg;03XF;03XF04;Niekée;Oranjelaan;300;6043 GL;ROERMOND;ROERMOND"


def _file(folder: Path, content: bytes) -> Path:
    path = folder / "lijst.csv"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("path", "form", "read"),
    [
        (PRIMARY_2013, DUO, 383),
        (SECONDARY_2022, DUO, 74),
        (LIMBURG_2024, WITH_COORDINATES, 459),
        (OUTSIDE_LIMBURG, WITH_COORDINATES, 1),
        (BOARD_LIST, BOARDS, 40),
    ],
)
def test_every_list_is_recognised_by_its_header(path: Path, form: Form, read: int) -> None:
    file = read_school_file(path)

    assert (file.form, file.read, len(file.lines), file.problems) == (form, read, read, ())


def test_windows_letters_and_padded_cells_are_read(tmp_path: Path) -> None:
    lines = {line.cells["key"]: line for line in read_school_file(SECONDARY_2022).lines}
    primary = {line.cells["key"]: line for line in read_school_file(PRIMARY_2013).lines}

    assert lines["03XF04"].cells["name"] == "Mundium College SGM v LYC HAVO MAVO LWOO locatie Niekée"
    assert lines["03XF04"].number == 21
    assert primary["03HL00"].cells["website"] == ""
    assert primary["00AR00"].cells["name"] == 'BS "De Maasparel"'


@pytest.mark.parametrize(
    "content",
    [
        f"{DUO_HEADER}\r\n{DUO_ROW}\r\n".encode("cp1252"),
        f"{DUO_HEADER}\n{DUO_ROW}".encode(),
        f"{DUO_HEADER}\n{DUO_ROW}\n".encode("utf-8-sig"),
        f"{DUO_HEADER}\r{DUO_ROW}\r".encode(),
        f"{DUO_HEADER}\n{DUO_ROW}\n".replace(";", ",").encode(),
        f"{DUO_HEADER.lower()}\n\n;;;;;;;;\n{DUO_ROW}\n".encode(),
    ],
    ids=["windows", "utf-8", "with-bom", "old-mac", "commas", "lower-case-and-empty-lines"],
)
def test_the_same_list_in_other_clothes(tmp_path: Path, content: bytes) -> None:
    file = read_school_file(_file(tmp_path, content))

    assert [line.cells["name"] for line in file.lines] == ["Niekée"]
    assert (file.read, file.problems) == (1, ())


@pytest.mark.parametrize(
    ("content", "error", "begin"),
    [
        (b"", SchoolFileEmpty, "The file lijst.csv has no lines with schools"),
        (f"{DUO_HEADER}\r\n".encode(), SchoolFileEmpty, "The file lijst.csv has no lines with schools"),
        (b"PK\x03\x04\x14\x00\x06\x00", SchoolFileNotText, "The file lijst.csv is not plain text."),
        (f"{DUO_HEADER}\n{DUO_ROW}".encode("utf-16"), SchoolFileNotText, "The file lijst.csv is not plain text."),
        (DUO_HEADER.encode() + b"\n\x81\x8d", SchoolFileWrongEncoding, "The accents in lijst.csv cannot be read"),
        (
            f"{DUO_HEADER}\n{DUO_ROW}\n".encode() + DUO_ROW.encode("cp1252"),
            SchoolFileWrongEncoding,
            "The accents in lijst.csv cannot be read",
        ),
        (
            b"naam;plaats\nNiek;Roermond\n",
            SchoolFileUnknown,
            (
                "The first line of lijst.csv does not name the columns of a list that Heyy knows; missing:"
                " BEVOEGD_GEZAG, KVK, SECTOREN."
            ),
        ),
    ],
    ids=["empty", "header-only", "binary", "utf-16", "no-letters", "two-encodings", "unknown-header"],
)
def test_a_file_that_makes_no_sense_is_told_in_one_sentence(
    tmp_path: Path, content: bytes, error: type[SchoolFileUnusable], begin: str
) -> None:
    with translation.override("en"), pytest.raises(error) as told:
        read_school_file(_file(tmp_path, content))

    with translation.override("en"):
        assert str(told.value).startswith(begin)
        assert str(told.value).endswith("nothing was changed.")


def test_a_missing_file_is_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(SchoolFileMissing):
        read_school_file(tmp_path / "weg.csv")
