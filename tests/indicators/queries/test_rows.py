from datetime import date
from typing import Any

import pytest
from django.utils import translation

from heyy.indicators.enums import Measure
from heyy.indicators.queries.periods import SINCE_START, Period
from heyy.indicators.queries.rows import tables_behind
from heyy.indicators.queries.tables import Cell, Table
from heyy.meet4learn.enums import ActivityForm
from heyy.meet4learn.models import PartnerRole
from heyy.organisations.enums import OrganisationKind
from heyy.people.enums import Audience
from tests.factories.indicators import LAST_WEEK, LAST_YEAR, attend, held, staff
from tests.factories.organisations import PartnerFactory, SchoolFactory, ThemeFactory
from tests.factories.people import funder, member, relation_manager

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english() -> object:
    with translation.override("en"):
        yield


def _read(table: Table) -> list[list[Any]]:
    return [[_value(cell) for cell in row] for row in table.rows]


def _value(cell: Cell) -> Any:
    if cell.day is not None:
        return cell.day
    return cell.number if cell.is_number else ", ".join(part.text for part in cell.parts)


def test_activities_latest_first_with_links_and_partners() -> None:
    held(LAST_YEAR, title="Earlier")
    school, partner = SchoolFactory(name="Niekée"), PartnerFactory(name="ECI", slug="eci")
    activity = held(title="Later", slug="later", partner=school, form=ActivityForm.WORKSHOP)
    for part in ("gave", "hosted"):
        PartnerRole.objects.create(activity=activity, organisation=partner, part=part)
    (table,) = tables_behind(Measure.ACTIVITIES, None, SINCE_START)
    assert [head.text for head in table.heads] == ["First meeting", "Activity", "Form", "Partners"]
    assert _read(table) == [
        [LAST_WEEK.date(), "Later", "Workshop", "Niekée, ECI"],
        [LAST_YEAR.date(), "Earlier", "Bendecafé", ""],
    ]
    title, partners = table.rows[0][1].parts, table.rows[0][3].parts
    assert (title[0].view, title[0].slug) == ("meet4learn:activity", "later")
    assert [(part.view, part.slug) for part in partners] == [("", ""), ("home:partner", "eci")]


def test_activities_of_one_school_year() -> None:
    held(LAST_YEAR, title="Earlier")
    held(title="Later")
    (table,) = tables_behind(Measure.ACTIVITIES, None, Period(2024))
    assert [row[1] for row in _read(table)] == ["Earlier"]


def test_what_a_reader_may_not_open_counts_without_a_name() -> None:
    held(title="For all")
    held(title="Members 1", audience=Audience.MEMBERS)
    held(title="Members 2", audience=Audience.MEMBERS)
    for viewer in (None, funder()):
        (table,) = tables_behind(Measure.ACTIVITIES, viewer, SINCE_START)
        assert [row[1] for row in _read(table)] == ["For all", "2 activities for members only"]
    (table,) = tables_behind(Measure.ACTIVITIES, member(), SINCE_START)
    assert {row[1] for row in _read(table)} == {"For all", "Members 1", "Members 2"}


def test_only_a_relation_manager_reads_how_many_were_present() -> None:
    attend(held(), member(), member())
    attend(held(LAST_YEAR), member(), present=False)
    (table,) = tables_behind(Measure.ACTIVITIES, relation_manager(), SINCE_START)
    assert [(row[0], row[-1]) for row in _read(table)] == [(LAST_WEEK.date(), 2), (LAST_YEAR.date(), 0)]
    for viewer in (None, member(), funder()):
        for measure in Measure:
            for other in tables_behind(measure, viewer, SINCE_START):
                assert "Present" not in [head.text for head in other.heads]


def test_the_share_shows_kinds_of_partners_and_which_activities_have_one() -> None:
    both = held(title="Both", partner=PartnerFactory(kind=OrganisationKind.CARE))
    PartnerRole.objects.create(activity=both, organisation=PartnerFactory(kind=OrganisationKind.GOVERNMENT))
    held(title="Care", partner=PartnerFactory(kind=OrganisationKind.CARE))
    held(title="School", partner=SchoolFactory())
    held(title="Hidden", audience=Audience.MEMBERS, partner=PartnerFactory(kind=OrganisationKind.CARE))
    held(title="Hidden too", audience=Audience.MEMBERS)
    kinds, activities = tables_behind(Measure.PARTNER_SHARE, None, SINCE_START)
    assert _read(kinds) == [["Care", 3], ["Government", 1]]
    assert {row[1]: row[-1] for row in _read(activities)} == {"Both": "Yes", "Care": "Yes", "School": "No"} | {
        "1 activity for members only": "Yes"
    }
    assert [row[-1] for row in _read(activities)][-2:] == ["No", "Yes"]


def test_themes_by_number_of_held_activities() -> None:
    culture, tact, unused = (ThemeFactory(name_en=name, slug=name.lower()) for name in ("Culture", "Tact", "Unused"))
    held().themes.add(tact)
    held(LAST_YEAR).themes.add(tact, culture)
    (table,) = tables_behind(Measure.THEMES, None, SINCE_START)
    assert _read(table) == [["Tact", 2], ["Culture", 1]]
    assert (table.rows[0][0].parts[0].view, table.rows[0][0].parts[0].query) == (
        "meet4learn:agenda",
        "?theme=tact&when=past",
    )
    (this_year,) = tables_behind(Measure.THEMES, None, Period(2025))
    assert _read(this_year) == [["Tact", 1]]
    assert unused.name not in str(table)


def test_people_stand_by_workplace_and_small_groups_together() -> None:
    board = SchoolFactory(name="SOML", kind=OrganisationKind.BOARD)
    big = SchoolFactory(name="Big", parent=board)
    small, smaller = SchoolFactory(name="Small"), SchoolFactory(name="Smaller")
    attend(held(), *staff(big, 7), *staff(small, 4), *staff(smaller, 2))
    (table,) = tables_behind(Measure.REACHED_PERSONS, None, SINCE_START)
    assert _read(table) == [["Big", 7, "SOML", "secondary education"], ["2 other groups together", 6, "", ""]]


@pytest.mark.parametrize("measure", [Measure.REACHED_PERSONS, Measure.PARTICIPATIONS, Measure.SCHOOLS])
def test_with_so_few_people_nothing_is_told(measure: Measure) -> None:
    attend(held(), *staff(SchoolFactory(name="Tiny"), 3))
    (table,) = tables_behind(measure, funder(), SINCE_START)
    assert table.rows == []
    assert table.note == "So few people came that a table would tell who they are."


def test_participations_by_form() -> None:
    people = staff(SchoolFactory(), 6)
    for form, number in [(ActivityForm.WORKSHOP, 6), (ActivityForm.TRAINING, 1), (ActivityForm.ATELIER, 4)]:
        attend(held(form=form), *people[:number])
    attend(held(form=ActivityForm.WORKSHOP), *people)
    (table,) = tables_behind(Measure.PARTICIPATIONS, None, SINCE_START)
    assert _read(table) == [["Workshop", 12], ["2 other groups together", 5]]
    _, activities = tables_behind(Measure.PARTICIPATIONS, relation_manager(), SINCE_START)
    assert sorted(row[-1] for row in _read(activities)) == [1, 4, 6, 6]


def test_schools_by_name_with_what_they_contribute() -> None:
    board = SchoolFactory(name="SOML", kind=OrganisationKind.BOARD, contributes_since=date(2024, 8, 1))
    own = SchoolFactory(name="Own", contributes_since=date(2025, 1, 1), parent=board)
    through_board = SchoolFactory(name="Through board", parent=board)
    attend(held(), *staff(own, 5), *staff(through_board, 5), *staff(SchoolFactory(name="Alone"), 5))
    attend(held(), *staff(PartnerFactory(), 5))
    (table,) = tables_behind(Measure.SCHOOLS, None, SINCE_START)
    assert _read(table) == [
        ["Alone", "", "secondary education", ""],
        ["Own", "SOML", "secondary education", date(2025, 1, 1)],
        ["Through board", "SOML", "secondary education", date(2024, 8, 1)],
    ]


def test_no_table_names_a_person() -> None:
    people = staff(SchoolFactory(), 8)
    for person in people:
        person.first_name, person.last_name, person.email = "Canary", "Bird", f"canary{person.pk}@example.org"
        person.save()
    attend(held(owner__person=people[0]), *people)
    for viewer in (None, member(), funder(), relation_manager()):
        for measure in Measure:
            tables = tables_behind(measure, viewer, SINCE_START)
            assert tables
            assert not any(name in str(tables) for name in ("Canary", "Bird", "canary"))
