from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from heyy.core.errors import NotAllowed
from heyy.core.models import AuditEntry
from heyy.organisations.actions.organisations import record_daily_name
from heyy.organisations.actions.school_import import ImportReport, import_schools
from heyy.organisations.enums import OrganisationKind
from heyy.organisations.errors import SchoolFileUnknown
from heyy.organisations.models import EarlierName, Location, Organisation
from tests.factories.organisations import BoardFactory, SchoolFactory
from tests.organisations.lists import (
    BOARD_LIST,
    BROKEN,
    DAILY_NAMES,
    LIMBURG_2024,
    OUTSIDE_LIMBURG,
    PRIMARY_2013,
    SECONDARY_2022,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 11, 9, 0, tzinfo=UTC)
HEADER = (
    "vestigingscode,brin,sector,naam,naam_2022,straat,huisnummer,postcode,plaats,gemeente,provincie,lat,lon,website,"
    "bevoegd_gezag"
)


def _import(path: Path, *, dry_run: bool = False) -> ImportReport:
    return import_schools(path=path, dry_run=dry_run, actor=None, now=NOW)


def _list(folder: Path, *rows: str) -> Path:
    path = folder / "lijst.csv"
    path.write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    return path


def _row(
    name: str = "Niekée",
    *,
    key: str = "03XF04",
    earlier: str = "",
    number: str = "300",
    point: str = "51.2,6.0",
    board: str = "",
) -> str:
    return (
        f'{key},{key[:4]},VO,"{name}",{earlier},Oranjelaan,{number},6043GL,ROERMOND,ROERMOND,Limburg,{point},'
        f"www.example.org,{board}"
    )


def _counts(report: ImportReport) -> tuple[int, int, int, int, int, int]:
    return (
        report.read,
        report.created,
        report.updated,
        report.unchanged,
        report.left_out,
        len(report.problems),
    )


def _everything() -> list[object]:
    return [list(model.objects.order_by("pk").values()) for model in (Organisation, Location, EarlierName, AuditEntry)]


def test_all_schools_of_limburg_go_in_with_their_boards() -> None:
    boards = _import(BOARD_LIST)
    limburg = _import(LIMBURG_2024)
    outside = _import(OUTSIDE_LIMBURG)

    assert _counts(boards) == (40, 40, 0, 0, 0, 0)
    assert _counts(limburg) == (459, 459, 0, 0, 0, 1)
    assert _counts(outside) == (1, 1, 0, 0, 0, 0)
    assert Organisation.objects.filter(kind=OrganisationKind.SCHOOL).count() == 460
    assert Location.objects.count() == 460
    niekee = Organisation.objects.get(key="03XF04")
    assert niekee.parent is not None
    assert (niekee.parent.daily_name, niekee.parent.kvk) == ("SOML", "12041226")
    assert (niekee.sector, niekee.municipality, niekee.holiday_region) == ("VO", "Roermond", "zuid")
    assert niekee.slug == "mundium-college-sgm-v-lyc-havo-mavo-lwoo-locatie-wings-03xf04"
    assert list(niekee.earlier_names.values_list("name", "until")) == [
        ("Mundium College SGM v LYC HAVO MAVO LWOO locatie Niekée", None)
    ]
    place = niekee.locations.get()
    assert place.address == "Oranjelaan 300, 6043 GL Roermond"
    assert (place.latitude, place.longitude) == (51.192224, 6.007179)


def test_a_board_without_a_known_number_stays_empty_and_is_told() -> None:
    _import(BOARD_LIST)
    with translation.override("en"):  # problems are worded while reading
        report = _import(LIMBURG_2024)

    schools = Organisation.objects.filter(kind=OrganisationKind.SCHOOL)
    assert schools.exclude(parent=None).count() == 339
    assert schools.filter(sector="VO", parent=None).count() == 61
    assert len(report.unknown_boards) == 14
    with translation.override("en"):
        assert report.summary_lines() == [
            "459 lines read.",
            "New: 459, changed: 0, the same: 0, left out: 0.",
            (
                "Line 274: “www. sterrenpad.fortior.nl” is not a web address. The school was taken in without it; add"
                " the right one later."
            ),
            (
                "Boards not known here, so their schools have none yet: 11764, 21657, 27445, 30725, 36336, 40717,"
                " 41008, 41246, 41331, 41662, 42538, 42577, 42669, 85581. Import the list of boards, then"
                " this file again."
            ),
        ]


@pytest.mark.parametrize(
    ("path", "counts"),
    [
        (PRIMARY_2013, (383, 383, 0, 0, 0, 1)),
        (SECONDARY_2022, (74, 73, 0, 0, 1, 2)),
        (BROKEN, (17, 3, 0, 0, 14, 18)),
    ],
    ids=["primary-2013", "secondary-2022", "broken"],
)
def test_both_forms_of_duo_and_a_broken_list_go_in_as_far_as_they_are_good(path: Path, counts: tuple[int, ...]) -> None:
    assert _counts(_import(path)) == counts
    assert Organisation.objects.count() == Location.objects.count() == counts[1]


def test_a_location_that_comes_twice_is_taken_once_and_the_later_line_is_told() -> None:
    with translation.override("en"):
        report = _import(SECONDARY_2022)

    assert tuple(report.problems[0]) == (
        7,
        "01OE58 is on line 6 already; this line was left out. Take one of the two away.",
    )


def test_importing_again_changes_nothing() -> None:
    for path in (BOARD_LIST, LIMBURG_2024):
        _import(path)
    before = _everything()[:3]

    again = [_counts(_import(path)) for path in (BOARD_LIST, LIMBURG_2024)]

    assert again == [(40, 0, 0, 40, 0, 0), (459, 0, 0, 459, 0, 1)]
    assert _everything()[:3] == before


def test_lists_of_several_years_meet_on_the_same_locations() -> None:
    for path in (PRIMARY_2013, SECONDARY_2022, LIMBURG_2024):
        _import(path)

    assert Organisation.objects.count() == len({*Organisation.objects.values_list("key", flat=True)}) == 525
    assert list(Organisation.objects.get(key="11GX00").earlier_names.order_by("name").values_list("name", "until")) == [
        ("Basisschool de Keg", date(2026, 3, 11))
    ]


@pytest.mark.parametrize("path", [BOARD_LIST, LIMBURG_2024, PRIMARY_2013, SECONDARY_2022, BROKEN])
def test_a_dry_run_tells_the_same_and_writes_nothing(path: Path) -> None:
    before = _everything()

    dry = _import(path, dry_run=True)

    assert _everything() == before
    assert dry.is_dry_run
    assert _counts(dry) == _counts(_import(path))
    assert dry.problems == _import(path).problems


def test_a_dry_run_over_known_schools_tells_what_would_change(tmp_path: Path) -> None:
    _import(_list(tmp_path, _row()))
    before = _everything()

    dry = _import(_list(tmp_path, _row("Wings")), dry_run=True)

    assert _counts(dry) == (1, 0, 1, 0, 0, 0)
    assert _everything() == before
    with translation.override("en"):
        assert dry.summary_lines() == [
            "1 line read.",
            "New: 0, changed: 1, the same: 0, left out: 0.",
            "This was a dry run: nothing was written.",
        ]


def test_a_changed_official_name_becomes_an_earlier_one_and_the_slug_stays(tmp_path: Path) -> None:
    _import(_list(tmp_path, _row()))

    report = _import(_list(tmp_path, _row("Wings", earlier="Mundium")))

    school = Organisation.objects.get(key="03XF04")
    assert _counts(report) == (1, 0, 1, 0, 0, 0)
    assert (school.name, school.slug) == ("Wings", "niekee-03xf04")
    assert list(school.earlier_names.order_by("name").values_list("name", "until")) == [
        ("Mundium", None),
        ("Niekée", date(2026, 3, 11)),
    ]


def test_a_name_that_comes_back_is_no_earlier_name_any_more(tmp_path: Path) -> None:
    for name in ("Niekée", "Wings", "Niekée"):
        _import(_list(tmp_path, _row(name)))

    assert list(EarlierName.objects.values_list("name", flat=True)) == ["Wings"]


def test_other_capitals_are_no_other_name(tmp_path: Path) -> None:
    _import(_list(tmp_path, _row("niekée", earlier="NIEKÉE")))
    _import(_list(tmp_path, _row("Niekée")))

    assert Organisation.objects.get().name == "Niekée"
    assert EarlierName.objects.count() == 0


def test_a_daily_name_is_never_overwritten(tmp_path: Path) -> None:
    _import(BOARD_LIST)
    _import(_list(tmp_path, _row("Mundium College, locatie Wings")))
    school, board = Organisation.objects.get(key="03XF04"), Organisation.objects.get(key="41203")
    record_daily_name(organisation=school, daily_name="Niekée", actor=None, now=NOW)
    record_daily_name(organisation=board, daily_name="Onderwijs Midden-Limburg", actor=None, now=NOW)

    _import(BOARD_LIST)
    _import(_list(tmp_path, _row("Mundium College, locatie Vleugels")))

    school.refresh_from_db()
    board.refresh_from_db()
    assert (school.name, school.daily_name) == ("Mundium College, locatie Vleugels", "Niekée")
    assert school.locations.get().name == "Niekée"
    assert board.daily_name == "Onderwijs Midden-Limburg"


def test_what_the_file_leaves_empty_is_kept(tmp_path: Path) -> None:
    BoardFactory(key="41203")
    _import(_list(tmp_path, _row(board="41203")))
    Organisation.objects.update(description="Met de hand geschreven.")

    report = _import(_list(tmp_path, _row(point=",", board="").replace("www.example.org", "")))

    school = Organisation.objects.get(key="03XF04")
    assert _counts(report) == (1, 0, 0, 1, 0, 0)
    assert school.parent is not None
    assert (school.website, school.description) == ("http://www.example.org", "Met de hand geschreven.")
    assert school.locations.get().latitude == 51.2


def test_a_school_that_moved_loses_the_coordinates_of_the_old_address(tmp_path: Path) -> None:
    _import(_list(tmp_path, _row()))

    _import(_list(tmp_path, _row(number="12", point=",")))

    place = Location.objects.get()
    assert (place.number, place.latitude, place.longitude) == ("12", None, None)


def test_a_board_that_became_known_is_filled_in_by_the_next_import(tmp_path: Path) -> None:
    path = _list(tmp_path, _row(board="41203"))
    first = _import(path)
    board = BoardFactory(key="41203")

    second = _import(path)

    assert first.unknown_boards == ("41203",)
    assert (second.unknown_boards, second.updated) == ((), 1)
    assert Organisation.objects.get(key="03XF04").parent == board


def test_the_sector_of_a_known_special_school_survives_the_form_of_duo() -> None:
    SchoolFactory(key="03HL00", sector="SO")

    _import(PRIMARY_2013)

    assert Organisation.objects.get(key="03HL00").sector == "SO"
    assert Organisation.objects.get(key="18EL00").sector == "PO"


def test_statements_do_not_grow_with_the_rows(tmp_path: Path) -> None:
    BoardFactory(key="41203")
    counts = []
    for number in (3, 30):
        Organisation.objects.filter(kind=OrganisationKind.SCHOOL).delete()
        keys = [f"{at:02d}XX00" for at in range(number)]
        for name, house in (("Eerst", "1"), ("Later", "2"), ("Eerst", "3")):
            path = _list(
                tmp_path,
                *(_row(f"{name} {key}", key=key, number=house, earlier="Ooit", board="41203") for key in keys),
            )
            with CaptureQueriesContext(connection) as queries:
                report = _import(path)
            counts.append((len(queries), report.created // number, report.updated // number))

    assert counts[:3] == counts[3:]
    assert [count[1:] for count in counts[:3]] == [(1, 0), (0, 1), (0, 1)]


def test_the_import_is_in_the_audit_trail() -> None:
    actor = SimpleNamespace(pk=7, role_names=frozenset({"administrator"}))

    import_schools(path=SECONDARY_2022, dry_run=False, actor=actor, now=NOW)

    entry = AuditEntry.objects.get()
    assert (entry.at, entry.actor, entry.verb, entry.kind, entry.object_id) == (
        NOW,
        7,
        "import_schools",
        "organisation",
        None,
    )
    assert entry.about == {
        "file": "duo-style-vo-limburg-2022-cp1252.csv",
        "form": "duo",
        "created": 73,
        "updated": 0,
        "problems": 2,
    }


@pytest.mark.parametrize("dry_run", [True, False])
def test_others_may_not_import(dry_run: bool) -> None:
    actor = SimpleNamespace(pk=7, role_names=frozenset({"relation_manager", "broker"}))

    with pytest.raises(NotAllowed):
        import_schools(path=LIMBURG_2024, dry_run=dry_run, actor=actor, now=NOW)

    assert Organisation.objects.count() == 0


def test_an_unusable_file_leaves_everything_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text("naam;plaats\nNiekée;Roermond\n", encoding="utf-8")

    with pytest.raises(SchoolFileUnknown):
        _import(path)

    assert _everything() == [[], [], [], []]


def test_every_daily_name_of_the_demo_belongs_to_a_school_of_the_lists() -> None:
    names: dict[str, str] = yaml.safe_load(DAILY_NAMES.read_text(encoding="utf-8"))
    _import(LIMBURG_2024)
    _import(OUTSIDE_LIMBURG)

    known = dict(Organisation.objects.filter(key__in=names).values_list("key", "name"))

    assert len(names) == 40
    assert names.keys() == known.keys()
    assert [key for key, name in names.items() if name == known[key] or len(name) > 40] == []
