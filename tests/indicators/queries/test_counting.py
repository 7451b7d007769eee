"""Every counting rule with exact numbers, over two school years (now is March 2026)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heyy.indicators.enums import Measure
from heyy.indicators.queries.counting import RULES, Count, count, counts
from heyy.indicators.queries.periods import SINCE_START, Period
from heyy.meet4learn.enums import ActivityState, IntroductionState, RegistrationState
from heyy.meet4learn.models import Activity, Attendance, PartnerRole, Registration
from heyy.organisations.enums import OrganisationKind
from heyy.people.enums import EvidenceKind
from tests.factories.indicators import LAST_WEEK, LAST_YEAR, attend, held, staff
from tests.factories.meet4learn import (
    NOW,
    ActivityFactory,
    IntroductionFactory,
    MakerFactory,
    RegistrationFactory,
    SessionFactory,
)
from tests.factories.organisations import PartnerFactory, SchoolFactory, TeamFactory, ThemeFactory
from tests.factories.people import AffiliationFactory, EvidenceFactory, PersonFactory, member

pytestmark = pytest.mark.django_db

BEFORE, NOW_YEAR = Period(2024), Period(2025)


def _values(measure: Measure) -> tuple[float | None, float | None, float | None]:
    """Last school year, this school year, since the start."""
    found = counts([measure], [BEFORE, NOW_YEAR, SINCE_START])[measure]
    return found[BEFORE].value, found[NOW_YEAR].value, found[SINCE_START].value


def test_every_measure_has_a_rule_and_a_count() -> None:
    assert set(RULES) == set(Measure)
    assert counts(list(Measure), [SINCE_START]).keys() == set(Measure)


def test_nothing_yet() -> None:
    for measure in Measure:
        nothing = Count(None, 0, 0) if measure == Measure.PARTNER_SHARE else Count(0)
        assert count(measure, SINCE_START) == nothing


def test_only_held_activities_count() -> None:
    held(LAST_YEAR)
    held()
    held()
    for state in (ActivityState.MAKING, ActivityState.OPEN, ActivityState.CANCELLED):
        ActivityFactory(state=state, first_at=LAST_WEEK)
    assert _values(Measure.ACTIVITIES) == (1, 2, 3)


def test_an_activity_across_two_school_years_counts_in_the_first() -> None:
    activity = held(datetime(2025, 6, 20, 13, 0, tzinfo=UTC))
    SessionFactory(activity=activity, starts_at=datetime(2025, 9, 20, 13, 0, tzinfo=UTC))
    assert _values(Measure.ACTIVITIES) == (1, 0, 1)


def test_a_theme_counts_once_and_only_through_a_held_activity() -> None:
    feedback, culture, unused = ThemeFactory.create_batch(3)
    held(LAST_YEAR).themes.add(feedback)
    held().themes.add(feedback, culture)
    held().themes.add(feedback)
    ActivityFactory(state=ActivityState.CANCELLED, first_at=LAST_WEEK).themes.add(unused)
    assert _values(Measure.THEMES) == (1, 2, 2)


def test_themes_do_not_multiply_activities() -> None:
    held(partner=PartnerFactory()).themes.add(*ThemeFactory.create_batch(3))
    held()
    assert count(Measure.ACTIVITIES, SINCE_START) == Count(2)
    assert count(Measure.PARTNER_SHARE, SINCE_START) == Count(50.0, 1, 2)


def test_the_share_counts_partners_from_outside_the_schools_only() -> None:
    held(partner=PartnerFactory(kind=OrganisationKind.GOVERNMENT))
    held(partner=PartnerFactory(kind=OrganisationKind.HIGHER_EDUCATION))
    held(partner=SchoolFactory())
    held(partner=SchoolFactory(kind=OrganisationKind.BOARD))
    held(partner=TeamFactory())
    held()
    ActivityFactory(state=ActivityState.OPEN, first_at=LAST_WEEK)
    assert count(Measure.PARTNER_SHARE, SINCE_START) == Count(100 / 3, 2, 6)


def test_two_partners_make_an_activity_count_once() -> None:
    activity = held(partner=PartnerFactory())
    PartnerRole.objects.create(activity=activity, organisation=PartnerFactory())
    PartnerRole.objects.create(activity=activity, organisation=SchoolFactory())
    held(LAST_YEAR)
    found = counts([Measure.PARTNER_SHARE], [BEFORE, NOW_YEAR, SINCE_START])[Measure.PARTNER_SHARE]
    assert found == {
        BEFORE: Count(0.0, 0, 1),
        NOW_YEAR: Count(100.0, 1, 1),
        SINCE_START: Count(50.0, 1, 2),
    }


def test_core_counts_each_person_once_whatever_they_did() -> None:
    person = PersonFactory()
    held(LAST_YEAR, owner__person=person)
    held(owner__person=person)
    _met(helper=person)
    EvidenceFactory(person=person, kind=EvidenceKind.HELPED, source="introduction:1", on=LAST_WEEK.date())
    assert _values(Measure.CORE_PERSONS) == (1, 1, 1)


def test_core_counts_makers_of_held_activities_whatever_their_part() -> None:
    MakerFactory(activity=held())
    ActivityFactory(state=ActivityState.CANCELLED, first_at=LAST_WEEK)
    ActivityFactory(state=ActivityState.OPEN, first_at=LAST_WEEK)
    assert count(Measure.CORE_PERSONS, SINCE_START) == Count(2)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (IntroductionState.PROPOSED, 0),
        (IntroductionState.ASKED, 0),
        (IntroductionState.ACCEPTED, 0),
        (IntroductionState.DECLINED, 0),
        (IntroductionState.MET, 1),
        (IntroductionState.HELPED, 1),
    ],
)
def test_core_counts_the_helper_once_they_met(state: IntroductionState, expected: int) -> None:
    _met(state=state)
    assert count(Measure.CORE_PERSONS, NOW_YEAR) == Count(expected)


def test_an_introduction_counts_in_the_year_they_met() -> None:
    _met(created_at=LAST_YEAR, closed_at=LAST_WEEK)
    assert _values(Measure.CORE_PERSONS) == (0, 1, 1)


def test_core_counts_thanks_and_not_what_people_say_of_themselves() -> None:
    EvidenceFactory(kind=EvidenceKind.HELPED, source="activity:7", on=date(2025, 7, 31))
    EvidenceFactory(kind=EvidenceKind.HELPED, source="activity:8", on=date(2025, 8, 1))
    EvidenceFactory(kind=EvidenceKind.HELPED, source="")
    EvidenceFactory(kind=EvidenceKind.OFFERS)
    assert _values(Measure.CORE_PERSONS) == (1, 1, 2)


def test_people_are_unique_and_participations_are_not() -> None:
    often, once = member(), member()
    for activity in (held(LAST_YEAR), held(), held()):
        attend(activity, often)
    attend(held(), once)
    assert _values(Measure.REACHED_PERSONS) == (1, 2, 2)
    assert _values(Measure.PARTICIPATIONS) == (1, 3, 4)


def test_several_meetings_of_one_activity_are_one_participation() -> None:
    activity = held()
    second = SessionFactory(activity=activity, starts_at=LAST_WEEK + timedelta(days=1))
    attend(activity, member())
    Attendance.objects.create(session=second, registration=Registration.objects.get(), present=True, noted_at=NOW)
    assert _values(Measure.PARTICIPATIONS) == (0, 1, 1)


def test_presence_counts_in_the_year_of_the_meeting() -> None:
    activity = held(datetime(2025, 6, 20, 13, 0, tzinfo=UTC))
    in_june, in_both, in_september = staff(SchoolFactory(), 3)
    attend(activity, in_june, in_both)
    autumn = SessionFactory(activity=activity, starts_at=datetime(2025, 9, 20, 13, 0, tzinfo=UTC))
    for person in (in_both, in_september):
        registration = Registration.objects.filter(person=person).first()
        registration = registration or RegistrationFactory(activity=activity, person=person)
        Attendance.objects.create(session=autumn, registration=registration, present=True, noted_at=NOW)
    assert _values(Measure.REACHED_PERSONS) == (2, 2, 3)
    assert _values(Measure.PARTICIPATIONS) == (2, 2, 3)
    assert _values(Measure.SCHOOLS) == (1, 1, 1)


def test_absent_waiting_and_withdrawn_do_not_count() -> None:
    activity = held()
    attend(activity, member(), present=False)
    RegistrationFactory(activity=activity, person=member())
    for state in (RegistrationState.WAITING, RegistrationState.WITHDRAWN):
        registration = RegistrationFactory(activity=activity, person=member(), state=state)
        Attendance.objects.create(
            session=activity.sessions.get(), registration=registration, present=True, noted_at=NOW
        )
    for measure in (Measure.REACHED_PERSONS, Measure.PARTICIPATIONS, Measure.SCHOOLS):
        assert count(measure, SINCE_START) == Count(0)


@pytest.mark.parametrize(
    ("state", "expected"),
    [(ActivityState.OPEN, 1), (ActivityState.HELD, 1), (ActivityState.CANCELLED, 0), (ActivityState.MAKING, 0)],
)
def test_presence_counts_in_a_running_series_and_not_in_a_cancelled_one(state: ActivityState, expected: int) -> None:
    activity = held()
    attend(activity, member())
    Activity.objects.update(state=state)
    for measure in (Measure.REACHED_PERSONS, Measure.PARTICIPATIONS, Measure.SCHOOLS):
        assert count(measure, SINCE_START) == Count(expected)


def test_a_person_at_two_schools_counts_for_both() -> None:
    person = member(SchoolFactory())
    AffiliationFactory(person=person, organisation=SchoolFactory())
    attend(held(), person)
    assert count(Measure.SCHOOLS, SINCE_START) == Count(2)
    assert count(Measure.REACHED_PERSONS, SINCE_START) == Count(1)


def test_who_moved_counts_for_the_school_of_that_day() -> None:
    old, new = SchoolFactory.create_batch(2)
    person = PersonFactory()
    AffiliationFactory(person=person, organisation=old, until=date(2025, 7, 31))
    AffiliationFactory(person=person, organisation=new, since=date(2025, 8, 1))
    attend(held(), person)
    assert count(Measure.SCHOOLS, SINCE_START) == Count(1)
    attend(held(LAST_YEAR), person)
    assert _values(Measure.SCHOOLS) == (1, 1, 2)


@pytest.mark.parametrize(
    ("meeting", "expected"),
    [
        (datetime(2026, 1, 31, 22, 30, tzinfo=UTC), 1),  # 23.30 on the last day
        (datetime(2026, 1, 31, 23, 30, tzinfo=UTC), 0),  # half past midnight, the day after
    ],
)
def test_the_last_day_at_a_school_is_a_day_on_the_wall(meeting: datetime, expected: int) -> None:
    person = PersonFactory()
    AffiliationFactory(person=person, until=date(2026, 2, 1))
    attend(held(meeting), person)
    assert count(Measure.SCHOOLS, SINCE_START) == Count(expected)


@pytest.mark.parametrize(
    ("meeting", "expected"),
    [
        (datetime(2026, 1, 31, 22, 30, tzinfo=UTC), 0),  # 23.30 on the day before
        (datetime(2026, 1, 31, 23, 30, tzinfo=UTC), 1),  # half past midnight on the first day
    ],
)
def test_so_is_the_first_day(meeting: datetime, expected: int) -> None:
    person = PersonFactory()
    AffiliationFactory(person=person, since=date(2026, 2, 1))
    attend(held(meeting), person)
    assert count(Measure.SCHOOLS, SINCE_START) == Count(expected)


def test_a_team_counts_for_its_school() -> None:
    school = SchoolFactory()
    attend(held(), member(TeamFactory(parent=school)), member(TeamFactory(parent=school)), member(school))
    assert count(Measure.SCHOOLS, SINCE_START) == Count(1)


def test_a_board_a_college_and_a_partner_are_no_schools() -> None:
    board = SchoolFactory(kind=OrganisationKind.BOARD)
    college = PartnerFactory(kind=OrganisationKind.VOCATIONAL)
    attend(held(), member(board), member(college), member(PartnerFactory()), member(TeamFactory(parent=board)))
    assert count(Measure.SCHOOLS, SINCE_START) == Count(0)
    assert count(Measure.REACHED_PERSONS, SINCE_START) == Count(4)


@pytest.mark.parametrize("number", [3, 30])
def test_all_measures_over_many_years_take_four_statements(number: int) -> None:
    for _ in range(number):
        attend(held(partner=PartnerFactory()), member())
    with CaptureQueriesContext(connection) as statements:
        counts(list(Measure), [SINCE_START, *(Period(year) for year in range(2014, 2026))])
    assert len(statements) == 4


def _met(**fields: object) -> None:
    moments = {"created_at": LAST_WEEK, "asker_yes_at": LAST_WEEK, "helper_yes_at": LAST_WEEK, "closed_at": LAST_WEEK}
    IntroductionFactory(**{"state": IntroductionState.MET, **moments, **fields})
