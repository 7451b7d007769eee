import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from heyy.indicators.enums import Measure
from heyy.indicators.queries.figure import figure_page
from heyy.indicators.queries.periods import SINCE_START, Period
from heyy.people.standing import standing_of
from tests.factories.indicators import LAST_YEAR, FigureFactory, HistoryValueFactory, attend, held
from tests.factories.meet4learn import NOW
from tests.factories.organisations import PartnerFactory, ThemeFactory
from tests.factories.people import administrator, funder, member, relation_manager

pytestmark = pytest.mark.django_db


def test_the_page_of_a_figure_nobody_promised() -> None:
    with translation.override("en"):
        page = figure_page(Measure.PARTNER_SHARE, None, year=None, now=NOW)
    assert page is not None
    assert (page.indicator, page.figure, page.card.unit, page.card.target) == (None, None, "%", None)
    assert page.rule.startswith("Of all held activities")


def test_school_years_to_choose_from_where_rows_name_no_people() -> None:
    held(LAST_YEAR)
    page = figure_page(Measure.ACTIVITIES, None, year=2024, now=NOW)
    assert page is not None
    assert page.periods == [SINCE_START, Period(2025), Period(2024)]
    assert page.period == Period(2024)
    people = figure_page(Measure.REACHED_PERSONS, None, year=None, now=NOW)
    assert people is not None
    assert people.periods == []


def test_people_can_not_be_read_per_school_year() -> None:
    held(LAST_YEAR)
    for measure in (Measure.CORE_PERSONS, Measure.REACHED_PERSONS, Measure.PARTICIPATIONS, Measure.SCHOOLS):
        assert figure_page(measure, relation_manager(), year=2025, now=NOW) is None
    assert figure_page(Measure.ACTIVITIES, None, year=2019, now=NOW) is None


def test_people_and_participations_point_at_each_other() -> None:
    attend(held(), member())
    twins = {}
    for measure in (Measure.REACHED_PERSONS, Measure.PARTICIPATIONS, Measure.SCHOOLS):
        page = figure_page(measure, None, year=None, now=NOW)
        assert page is not None
        twins[measure] = page.twin and page.twin.measure
    assert twins == {
        Measure.REACHED_PERSONS: Measure.PARTICIPATIONS,
        Measure.PARTICIPATIONS: Measure.REACHED_PERSONS,
        Measure.SCHOOLS: None,
    }


def test_who_may_enter_a_value() -> None:
    FigureFactory(measure=Measure.THEMES)
    allowed = []
    for viewer in (None, member(), funder(), administrator(), relation_manager()):
        page = figure_page(Measure.THEMES, viewer, year=None, now=NOW)
        assert page is not None
        allowed.append(page.may_enter_value)
    assert allowed == [False, False, False, True, True]


def test_as_many_statements_with_3_30_and_300_rows() -> None:
    for position, measure in enumerate(Measure):
        HistoryValueFactory(figure=FigureFactory(measure=measure, position=position))
    viewer = relation_manager()
    standing_of(viewer)
    statements: dict[Measure, list[int]] = {measure: [] for measure in Measure}
    for more in (3, 27, 270):
        for _ in range(more):
            activity = held(partner=PartnerFactory())
            activity.themes.add(ThemeFactory())
            attend(activity, member(), member())
        with connection.cursor() as cursor:  # rows of an open transaction are unknown to PostgreSQL's planner
            cursor.execute("ANALYZE")
        for measure in Measure:
            with CaptureQueriesContext(connection) as captured:
                figure_page(measure, viewer, year=None, now=NOW)
            statements[measure].append(len(captured))
    assert statements == {measure: [numbers[0]] * 3 for measure, numbers in statements.items()}
    assert max(numbers[0] for numbers in statements.values()) <= 12
