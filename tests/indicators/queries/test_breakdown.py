from datetime import date

import pytest
from django.utils import translation

from heyy.indicators.enums import Measure
from heyy.indicators.queries.breakdown import people_by_workplace
from heyy.meet4learn.enums import IntroductionState
from heyy.organisations.enums import OrganisationKind, Sector
from heyy.people.enums import EvidenceKind
from tests.factories.indicators import LAST_WEEK, LAST_YEAR, attend, held, staff
from tests.factories.meet4learn import IntroductionFactory
from tests.factories.organisations import PartnerFactory, SchoolFactory, TeamFactory
from tests.factories.people import AffiliationFactory, EvidenceFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english() -> object:
    with translation.override("en"):
        yield


def _shown(measure: Measure) -> list[tuple[str, str, str, int]]:
    protected = people_by_workplace(measure)
    assert protected is not None
    assert protected.merged == []
    return [(group.name, group.board, group.sector, size) for group, size in protected.shown]


def test_people_by_school_in_the_order_of_sectors() -> None:
    board = SchoolFactory(kind=OrganisationKind.BOARD, name="SOML")
    secondary = SchoolFactory(name="Niekée", parent=board)
    primary = SchoolFactory(name="De Vlinder", sector=Sector.PO)
    attend(held(), *staff(secondary, 4), *staff(TeamFactory(parent=secondary), 2), *staff(primary, 5))
    assert _shown(Measure.REACHED_PERSONS) == [
        ("De Vlinder", "", "primary education", 5),
        ("Niekée", "SOML", "secondary education", 6),
    ]


def test_organisations_outside_the_schools_stand_by_sector() -> None:
    for _ in range(5):
        attend(held(), *staff(PartnerFactory(sector=Sector.CULTURE, kind=OrganisationKind.CULTURE), 1))
    assert _shown(Measure.REACHED_PERSONS) == [("Organisations outside the schools: culture", "", "culture", 5)]


def test_everybody_counts_once_per_workplace_however_often_they_came() -> None:
    people = staff(SchoolFactory(name="Niekée"), 5)
    for _ in range(3):
        attend(held(), *people)
    assert _shown(Measure.REACHED_PERSONS) == [("Niekée", "", "secondary education", 5)]


def test_who_works_at_two_schools_counts_at_both_and_who_moved_where_they_were() -> None:
    old, new, second = (SchoolFactory(name=name) for name in ("A", "B", "C"))
    people = PersonFactory.create_batch(5)
    for person in people:
        AffiliationFactory(person=person, organisation=old, until=date(2025, 7, 31))
        AffiliationFactory(person=person, organisation=new, since=date(2025, 8, 1))
        AffiliationFactory(person=person, organisation=second)
    attend(held(), *people)
    assert [(name, size) for name, _, _, size in _shown(Measure.REACHED_PERSONS)] == [("B", 5), ("C", 5)]
    attend(held(LAST_YEAR), *people)
    sizes = [(name, size) for name, _, _, size in _shown(Measure.REACHED_PERSONS)]
    assert sizes == [("A", 5), ("B", 5), ("C", 5)]


def test_people_without_a_workplace_are_a_group_too() -> None:
    attend(held(), *staff(SchoolFactory(name="A"), 5), *PersonFactory.create_batch(6))
    assert [(name, size) for name, _, _, size in _shown(Measure.REACHED_PERSONS)] == [
        ("A", 5),
        ("Workplace not known", 6),
    ]


def test_core_people_by_where_they_worked_when_they_did_it() -> None:
    maker_school, helper_school, thanked_school = (SchoolFactory(name=name) for name in ("A", "B", "C"))
    for person in staff(maker_school, 5):
        held(owner__person=person)
    for person in staff(helper_school, 5):
        moments = dict.fromkeys(("created_at", "asker_yes_at", "helper_yes_at", "closed_at"), LAST_WEEK)
        IntroductionFactory(helper=person, state=IntroductionState.MET, **moments)
    for person in staff(thanked_school, 5):
        EvidenceFactory(person=person, kind=EvidenceKind.HELPED, source="activity:1", on=LAST_WEEK.date())
    sizes = [(name, size) for name, _, _, size in _shown(Measure.CORE_PERSONS)]
    assert sizes == [("A", 5), ("B", 5), ("C", 5)]


def test_small_groups_are_put_together() -> None:
    big, small, smaller = (SchoolFactory(name=name) for name in ("Big", "Small", "Smaller"))
    attend(held(), *staff(big, 7), *staff(small, 4), *staff(smaller, 1))
    protected = people_by_workplace(Measure.REACHED_PERSONS)
    assert protected is not None
    assert [(group.name, size) for group, size in protected.shown] == [("Big", 7)]
    assert (sorted(group.name for group in protected.merged), protected.together) == (["Small", "Smaller"], 5)


def test_so_few_people_are_not_broken_down() -> None:
    attend(held(), *staff(SchoolFactory(), 3))
    assert people_by_workplace(Measure.REACHED_PERSONS) is None
