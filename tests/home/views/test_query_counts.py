"""Pages that show several pillars stay flat too: as many SQL statements with 3 rows as with 30 or 300."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from heyy.core import clock
from heyy.meet4learn.enums import QuestionState
from heyy.meet4learn.models import Attendance, Suggestion
from heyy.people.enums import Audience
from heyy.people.models import Person, Thanks
from tests.factories.meet4learn import (
    ActivityFactory,
    IntroductionFactory,
    MakerFactory,
    QuestionFactory,
    RegistrationFactory,
)
from tests.factories.people import PersonFactory, member, relation_manager
from tests.meet4learn.views.test_query_counts import add_activity, counts
from tests.meet4learn.views.test_questions import signed_in

pytestmark = pytest.mark.django_db


def test_front_page() -> None:
    def add(number: int) -> None:
        add_activity(number)
        QuestionFactory(audience=Audience.PUBLIC)

    with_3, with_30 = counts(Client(), reverse("home:front"), add)
    assert with_3 == with_30


def test_mijn_heyy() -> None:
    person = member()

    def add(number: int) -> None:
        _fill(person, number)

    assert counts(signed_in(person), reverse("home:mine"), add, sizes=(3, 30, 300)) == [6, 6, 6]


def _fill(person: Person, number: int) -> None:
    """A place, a meeting I was at, something I make, a question, a thank-you, somebody who asks me and one I ask."""
    now, alone = clock.now(), {"owner": None, "session": None}
    later = now + timedelta(days=1 + number)
    RegistrationFactory(person=person, activity=ActivityFactory(first_at=later, **alone))
    MakerFactory(person=person, activity=ActivityFactory(first_at=later, **alone))
    been = ActivityFactory(first_at=now - timedelta(days=2), owner=None)
    row = RegistrationFactory(person=person, activity=been)
    Attendance.objects.create(session=been.sessions.get(), registration=row, present=True, noted_at=now)
    other = PersonFactory()
    IntroductionFactory(question=QuestionFactory(asker=person), helper=other)
    IntroductionFactory(question=QuestionFactory(asker=other), helper=person)
    Thanks.objects.create(sender=other, receiver=person, text="Dank je", source=f"activity:{number}", at=now)


def test_desk() -> None:
    now = clock.now()

    def add(number: int) -> None:
        question = QuestionFactory(broker=member())
        for place in range(3):
            Suggestion.objects.create(question=question, person=member(), place=place, at=now)
        IntroductionFactory(question=question)
        QuestionFactory(state=QuestionState.EXPLORING)

    with_3, with_30 = counts(signed_in(relation_manager()), reverse("home:desk"), add)
    assert with_3 == with_30
