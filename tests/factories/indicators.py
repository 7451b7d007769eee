"""Indicators with their figures, and what they count: held activities and who was there."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import factory
from factory.django import DjangoModelFactory

from heyy.indicators.enums import Measure
from heyy.indicators.models import Figure, HistoryValue, Indicator
from heyy.meet4learn.enums import ActivityState
from heyy.meet4learn.models import Activity, Attendance, PartnerRole, Registration
from heyy.organisations.models import Organisation
from heyy.people.models import Person
from tests.factories.meet4learn import NOW, ActivityFactory, RegistrationFactory
from tests.factories.people import member

LAST_WEEK = NOW - timedelta(days=7)
LAST_YEAR = NOW - timedelta(days=365)


class IndicatorFactory(DjangoModelFactory[Indicator]):
    class Meta:
        model = Indicator

    code = factory.Sequence(str)
    position = factory.Sequence(int)
    title_nl = "Wat we beloofden"
    title_en = "What we promised"
    text_nl = "Er komt een aanbod."
    text_en = "There will be a programme."


class FigureFactory(DjangoModelFactory[Figure]):
    class Meta:
        model = Figure

    indicator = factory.SubFactory(IndicatorFactory)
    measure = Measure.ACTIVITIES
    position = 1


class HistoryValueFactory(DjangoModelFactory[HistoryValue]):
    class Meta:
        model = HistoryValue

    figure = factory.SubFactory(FigureFactory)
    on = date(2018, 8, 31)
    period_nl = "augustus 2018"
    period_en = "August 2018"
    value = Decimal(80)
    note_nl = "Eindverslag, hoofdstuk 3"
    note_en = "End report, chapter 3"


def held(at: datetime = LAST_WEEK, partner: Organisation | None = None, **fields: Any) -> Activity:
    """An activity that was held, with its owner and one meeting at `at`."""
    activity: Activity = ActivityFactory(state=ActivityState.HELD, first_at=at, places=500, **fields)
    if partner:
        PartnerRole.objects.create(activity=activity, organisation=partner)
    return activity


def attend(activity: Activity, *people: Person, present: bool = True) -> None:
    """These people had a place, and were there (or not) at the first meeting."""
    session = activity.sessions.order_by("starts_at")[0]
    for person in people:
        registration = Registration.objects.filter(activity=activity, person=person).first()
        registration = registration or RegistrationFactory(activity=activity, person=person)
        Attendance.objects.create(session=session, registration=registration, present=present, noted_at=NOW)


def staff(school: Organisation, number: int) -> list[Person]:
    return [member(school) for _ in range(number)]
