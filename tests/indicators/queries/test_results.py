from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from heyy.indicators.enums import Measure
from heyy.indicators.queries.counting import Count
from heyy.indicators.queries.results import FigureCard, HandValue, Target, results_page
from tests.factories.indicators import LAST_YEAR, FigureFactory, HistoryValueFactory, IndicatorFactory, attend, held
from tests.factories.meet4learn import NOW
from tests.factories.organisations import PartnerFactory, ThemeFactory
from tests.factories.people import member

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english() -> object:
    with translation.override("en"):
        yield


def _only_card() -> FigureCard:
    (block,) = results_page(now=NOW).indicators
    (card,) = block.figures
    return card


def test_indicators_and_figures_in_their_order() -> None:
    second = IndicatorFactory(code="2", position=2)
    first = IndicatorFactory(code="1", position=1)
    FigureFactory(indicator=first, measure=Measure.THEMES, position=2)
    FigureFactory(indicator=first, measure=Measure.ACTIVITIES, position=1)
    page = results_page(now=NOW)
    shown = [(block.code, [card.measure for card in block.figures]) for block in page.indicators]
    assert shown == [("1", [Measure.ACTIVITIES, Measure.THEMES]), ("2", [])]
    assert page.indicators[1].text == second.text_en


def test_a_centre_without_indicators() -> None:
    page = results_page(now=NOW)
    assert (page.indicators, page.targets, page.targets_met) == ([], 0, 0)


def test_since_the_start_and_this_school_year() -> None:
    FigureFactory(measure=Measure.ACTIVITIES)
    held(LAST_YEAR)
    held()
    held()
    card = _only_card()
    assert (card.since_start, card.this_year, card.this_year_label) == (Count(3), Count(2), "2025–2026")


@pytest.mark.parametrize(
    ("target", "is_met", "missing"), [("2", True, 0), ("3", True, 0), ("4", False, 1), ("3.5", False, 0.5)]
)
def test_a_target_is_held_against_everything_since_the_start(target: str, is_met: bool, missing: float) -> None:
    FigureFactory(measure=Measure.ACTIVITIES, target=Decimal(target), due=date(2018, 8, 31))
    for at in (LAST_YEAR, NOW, NOW):
        held(at)
    assert _only_card().target == Target(Decimal(target), date(2018, 8, 31), is_met, missing)
    page = results_page(now=NOW)
    assert (page.targets, page.targets_met) == (1, int(is_met))


def test_without_any_activity_a_share_is_no_figure_and_not_met() -> None:
    FigureFactory(measure=Measure.PARTNER_SHARE, unit="%", target=Decimal(50))
    card = _only_card()
    assert card.since_start == Count(None, 0, 0)
    assert card.target == Target(Decimal(50), None, False, 50)


def test_a_share_just_below_its_target_is_not_met() -> None:
    FigureFactory(measure=Measure.PARTNER_SHARE, unit="%", target=Decimal(50))
    partner = PartnerFactory()
    for number in range(99):
        held(partner=partner if number < 49 else None)
    card = _only_card()
    assert card.target is not None
    assert not card.target.is_met
    held(partner=partner)
    assert card.since_start == Count(4900 / 99, 49, 99)
    assert _only_card().since_start == Count(50.0, 50, 100)


def test_the_latest_value_by_hand_is_shown_and_judges_nothing() -> None:
    figure = FigureFactory(measure=Measure.CORE_PERSONS, target=Decimal(350))
    HistoryValueFactory(figure=figure, on=date(2017, 12, 31), period_en="until 2018", value=900, approximate=True)
    HistoryValueFactory(figure=figure, on=date(2015, 12, 31), value=50)
    card = _only_card()
    assert card.latest_by_hand == HandValue("until 2018", Decimal(900), True)
    assert card.target == Target(Decimal(350), None, False, 350)


def test_the_table_says_of_each_value_how_it_is_known() -> None:
    figure = FigureFactory(measure=Measure.PARTNER_SHARE, unit="%")
    HistoryValueFactory(figure=figure, value=10, period_en="the start", on=date(2015, 1, 1), note_en="Report, p. 8")
    HistoryValueFactory(figure=figure, value=59, period_en="August 2018", approximate=True, note_en="Report, p. 9")
    held(datetime(2023, 10, 1, tzinfo=UTC), partner=PartnerFactory())
    held()
    table = _only_card().table
    assert table.caption == "Per school year: Share of activities with a partner from outside"
    assert [head.text for head in table.heads] == ["Period", "Value (%)", "How we know"]
    rows = [(row[0].parts[0].text, row[1].number, row[2].parts[0].text) for row in table.rows]
    assert rows == [
        ("the start", 10, "Entered by hand: Report, p. 8"),
        ("August 2018", 59, "Entered by hand, about this value: Report, p. 9"),
        ("2023–2024", 100, "Counted from the rows: 1 of 1 activities"),
        ("2024–2025", None, "Counted from the rows: 0 of 0 activities"),
        ("2025–2026, so far", 0, "Counted from the rows: 0 of 1 activities"),
        ("Since the start", 50, "Counted from the rows: 1 of 2 activities"),
    ]


def test_only_a_share_has_its_target_drawn() -> None:
    FigureFactory(measure=Measure.PARTNER_SHARE, target=Decimal(50))
    FigureFactory(measure=Measure.ACTIVITIES, target=Decimal(90))
    held()
    share, activities = (block.figures[0].trend for block in results_page(now=NOW).indicators)
    assert (share.target, share.top, share.counted) == (50, 50, [[0]])
    assert (activities.target, activities.top, activities.counted) == (None, 1, [[1]])


def test_as_many_statements_with_3_30_and_300_rows() -> None:
    for position, measure in enumerate(Measure):
        HistoryValueFactory(figure=FigureFactory(measure=measure, position=position))
    numbers = []
    for wanted in (3, 30, 300):
        _grow_to(wanted)
        with CaptureQueriesContext(connection) as statements:
            results_page(now=NOW)
        numbers.append(len(statements))
    assert numbers == [8, 8, 8]


def _grow_to(wanted: int) -> None:
    from heyy.meet4learn.models import Activity

    while Activity.objects.count() < wanted:
        activity = held(partner=PartnerFactory())
        activity.themes.add(ThemeFactory())
        attend(activity, member())
