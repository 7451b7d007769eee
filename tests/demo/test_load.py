from datetime import date

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from heyy.core.queries.audit import first_broken_seal
from heyy.demo.errors import DemoLoadedAlready, UnknownSize
from heyy.demo.load import load_demo
from heyy.demo.sign_ins import SIGN_INS
from heyy.meet4learn.models import Activity, LearningQuestion
from heyy.organisations.models import Organisation
from heyy.people.models import Person
from tests.demo.figures import figures
from tests.demo.loading import TODAY, centre_of, in_silence
from tests.factories.people import PersonFactory


@pytest.mark.django_db
def test_same_seed_and_day_give_the_same_centre() -> None:
    with centre_of("tiny"):
        first = figures()
    with centre_of("tiny"):
        again = figures()

    assert first == again


@pytest.mark.django_db
def test_tiny_centre_is_small_yet_whole() -> None:
    """Other tests load it, so it must stay quick and have everybody in it."""
    with centre_of("tiny"):
        there = set(Person.objects.filter(is_demo=True).values_list("email", flat=True))

        assert [sign_in.email for sign_in in SIGN_INS if sign_in.email not in there] == []
        assert Organisation.objects.filter(kind="school").count() == 460
        assert (len(there), LearningQuestion.objects.count(), Activity.objects.count()) == (66, 22, 16)
        assert Activity.objects.filter(taken__gt=F("places")).count() == 0
        assert first_broken_seal() is None


@pytest.mark.django_db
def test_loads_in_the_middle_of_the_summer_holiday_and_tells_how_far_it_is() -> None:
    told: list[float] = []

    load_demo(size="tiny", today=date(2026, 7, 29), progress=lambda step, share: told.append(share))

    assert Activity.objects.filter(state="open").count() == 6
    assert (told[0], told[-1]) == (0.0, 1.0)
    assert [share for share in told if not 0.0 <= share <= 1.0] == []


@pytest.mark.django_db
def test_centre_with_people_stays_as_it_is() -> None:
    PersonFactory()

    with pytest.raises(DemoLoadedAlready):
        load_demo(size="tiny", today=TODAY, progress=in_silence)

    assert (Person.objects.count(), Organisation.objects.filter(kind="board").count()) == (1, 0)


@pytest.mark.django_db
def test_unknown_size_is_refused_before_anything_is_read() -> None:
    with CaptureQueriesContext(connection) as queries, pytest.raises(UnknownSize) as refused:
        load_demo(size="huge", today=TODAY, progress=in_silence)

    assert len(queries) == 0
    assert refused.value.about == {"size": "huge", "sizes": "small, tiny"}
