from datetime import UTC, datetime

import pytest
from django.utils import translation

from heyy.indicators.queries.periods import SINCE_START, Period
from heyy.indicators.queries.sources import years_so_far
from heyy.meet4learn.enums import ActivityState, IntroductionState
from heyy.meet4learn.models import Activity
from tests.factories.indicators import held
from tests.factories.meet4learn import NOW, ActivityFactory, IntroductionFactory

pytestmark = pytest.mark.django_db


def test_labels() -> None:
    with translation.override("en"):
        assert Period(2025).label == "2025–2026"
        assert SINCE_START.label == "Since the start"


@pytest.mark.parametrize(
    ("moment", "year"),
    [
        (datetime(2025, 7, 31, 21, 59, tzinfo=UTC), 2024),  # 23.59 on the wall
        (datetime(2025, 7, 31, 22, 0, tzinfo=UTC), 2025),  # midnight of 1 August on the wall
        (datetime(2026, 7, 31, 21, 59, tzinfo=UTC), 2025),
    ],
)
def test_a_school_year_turns_at_midnight_on_the_wall(moment: datetime, year: int) -> None:
    held(moment)
    matching = [
        period.year
        for period in (Period(2024), Period(2025), Period(2026))
        if Activity.objects.filter(period.of_moment("first_at")).exists()
    ]
    assert matching == [year]


def test_the_years_run_from_the_first_thing_that_counts() -> None:
    held(datetime(2024, 3, 1, tzinfo=UTC))
    ActivityFactory(state=ActivityState.CANCELLED, first_at=datetime(2019, 3, 1, tzinfo=UTC))
    assert years_so_far(NOW) == [Period(2023), Period(2024), Period(2025)]


def test_an_introduction_can_be_the_first() -> None:
    met = datetime(2022, 9, 1, tzinfo=UTC)
    IntroductionFactory(state=IntroductionState.MET, created_at=met, asker_yes_at=met, helper_yes_at=met, closed_at=met)
    assert [period.year for period in years_so_far(NOW)] == [2022, 2023, 2024, 2025]


def test_without_anything_there_is_this_school_year() -> None:
    assert years_so_far(NOW) == [Period(2025)]
