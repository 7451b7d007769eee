from collections import Counter
from pathlib import Path

from django.utils import translation

from heyy.organisations.school_files import read_school_file
from heyy.organisations.school_rows import BoardRow, SchoolRow, rows_of
from tests.organisations.lists import BOARD_LIST, BROKEN, LIMBURG_2024, PRIMARY_2013, SECONDARY_2022


def test_a_location_of_the_list_with_coordinates() -> None:
    rows, _ = rows_of(read_school_file(LIMBURG_2024))

    assert next(row for row in rows if row.key == "03XF04") == SchoolRow(
        line=438,
        key="03XF04",
        name="Mundium College SGM v lyc havo mavo lwoo, locatie Wings",
        earlier_name="Mundium College SGM v LYC HAVO MAVO LWOO locatie Niekée",
        sector="VO",
        street="Oranjelaan",
        number="300",
        postcode="6043 GL",
        place="Roermond",
        municipality="Roermond",
        holiday_region="zuid",
        latitude=51.192224,
        longitude=6.007179,
        website="http://www.wingsroermond.nl",
        board="41203",
    )


def test_a_location_of_the_form_of_duo() -> None:
    rows, _ = rows_of(read_school_file(PRIMARY_2013))

    assert next(row for row in rows if row.key == "03HL00") == SchoolRow(
        line=3,
        key="03HL00",
        name="BS De Zjwiek",
        earlier_name="",
        sector="",
        street="Pastoor Hanraetsstraat",
        number="9",
        postcode="6088 EH",
        place="Roggel",
        municipality="Leudal",
        holiday_region="zuid",
        latitude=None,
        longitude=None,
        website="",
        board="23961",
    )


def test_only_the_form_of_secondary_schools_tells_the_sector() -> None:
    secondary, _ = rows_of(read_school_file(SECONDARY_2022))
    primary, _ = rows_of(read_school_file(PRIMARY_2013))
    all_2024, _ = rows_of(read_school_file(LIMBURG_2024))

    assert {row.sector for row in secondary} == {"VO"}
    assert {row.sector for row in primary} == {""}
    assert Counter(row.sector for row in all_2024) == {"PO": 340, "SO": 45, "VO": 74}


def test_places_of_all_lists_are_written_the_same_way() -> None:
    limburg = {
        row.municipality
        for path in (LIMBURG_2024, SECONDARY_2022)
        for row in rows_of(read_school_file(path))[0]
        if isinstance(row, SchoolRow)
    }

    assert limburg == {
        "Beek", "Beekdaelen", "Beesel", "Bergen", "Brunssum", "Echt-Susteren", "Eijsden-Margraten", "Gennep",
        "Gulpen-Wittem", "Heerlen", "Horst aan de Maas", "Kerkrade", "Landgraaf", "Leudal", "Maasgouw", "Maastricht",
        "Meerssen", "Mook en Middelaar", "Nederweert", "Peel en Maas", "Roerdalen", "Roermond", "Simpelveld",
        "Sittard-Geleen", "Stein", "Vaals", "Valkenburg aan de Geul", "Venlo", "Venray", "Voerendaal", "Weert",
    }  # fmt: skip


def test_a_board_with_its_names() -> None:
    rows, problems = rows_of(read_school_file(BOARD_LIST))

    assert problems == []
    assert next(row for row in rows if row.key == "40768") == BoardRow(
        line=12,
        key="40768",
        name="Stichting BVE Zuid-Limburg",
        daily_name="",
        earlier_names=("Stichting Beroepsonderwijs en VE Westelijk Zuid Limburg", "VISTA college"),
        sector="MBO",
        kvk="41074030",
    )
    assert Counter(row.sector for row in rows) == {
        "PO": 22,
        "SO": 4,
        "VO": 7,
        "MBO": 2,
        "HBO": 4,
        "WO": 1,
    }


def test_every_fault_is_told_by_line_and_the_good_rows_stay() -> None:
    with translation.override("en"):
        rows, problems = rows_of(read_school_file(BROKEN))

    assert [(row.line, row.key) for row in rows] == [(2, "90AA00"), (16, "90AN00"), (19, "90AP00")]
    assert [tuple(problem) for problem in problems] == [
        (
            3,
            (
                "“90ab00” is not the code of a location: two digits, two letters and two digits, such as 03XF04."
                " Correct it and import the file again."
            ),
        ),
        (4, "The location 90AC00 does not belong to BRIN “90XX”. Correct one of the two."),
        (5, "The school has no name. Fill it in and import the file again."),
        (6, "The school has no place. Fill it in and import the file again."),
        (7, "“MBO” is not a sector of schools. Write PO, SO or VO."),
        (8, "“604AB” is not a postcode. Write it as 6041 AB, or leave it empty."),
        (
            9,
            (
                "“5.987, 51.1942” is not a point in the Netherlands. Write degrees such as 51.1942, 5.9870, or leave"
                " both empty."
            ),
        ),
        (
            10,
            (
                "“51.1942, ” is not a point in the Netherlands. Write degrees such as 51.1942, 5.9870, or leave"
                " both empty."
            ),
        ),
        (11, "“SOML” is not the number of a board: five digits. Correct it, or leave it empty."),
        (12, "“De straat met de naam die zo l…” is longer than 80 characters. Shorten it."),
        (13, "This line has 13 cells where the first line has 20. Look for a “,” too many or too few."),
        (14, "The quotation marks on this line do not match. Put a closing one, or take the opening one away."),
        (
            16,
            "“www. voorbeeld” is not a web address. The school was taken in without it; add the right one later.",
        ),
        (17, "90AA00 is on line 2 already; this line was left out. Take one of the two away."),
        (
            18,
            (
                "“90AO” is not the code of a location: two digits, two letters and two digits, such as 03XF04."
                " Correct it and import the file again."
            ),
        ),
        (18, "The school has no name. Fill it in and import the file again."),
        (18, "“onbekend” is not a postcode. Write it as 6041 AB, or leave it empty."),
        (18, "“XO” is not a sector of schools. Write PO, SO or VO."),
    ]


def test_faults_of_boards(tmp_path: Path) -> None:
    path = tmp_path / "besturen.csv"
    path.write_text(
        "bevoegd_gezag,kvk,sectoren,naam,eerdere_namen,verslag_naam\n"
        "4120,12041226,vo,Vier cijfers,,\n"
        "41203,1204122,vo,Zeven cijfers,,\n"
        "41204,,hbo,Andere sector,,\n"
        "41205,,bo,,,\n"
        "41206,,bo+so,Goed bestuur,Oude naam; ; Oude naam; Nog ouder,Goed\n",
        encoding="utf-8",
    )

    with translation.override("en"):
        rows, problems = rows_of(read_school_file(path))

    assert rows == [BoardRow(6, "41206", "Goed bestuur", "Goed", ("Oude naam", "Nog ouder"), "PO", "")]
    assert [tuple(problem) for problem in problems] == [
        (2, "“4120” is not the number of a board: five digits. Correct it and import the file again."),
        (
            3,
            "“1204122” is not a number of the Chamber of Commerce: eight digits. Correct it, or leave it empty.",
        ),
        (4, "“hbo” is not a sector of boards. Write bo, so, vo, mbo or ho."),
        (5, "The board has no name. Fill it in and import the file again."),
    ]
