"""The centre that other tests may load: small, quick and still with everybody in it."""

import pytest
from django.db.models import F

from heyy.core.queries.audit import first_broken_seal
from heyy.demo.sign_ins import SIGN_INS
from heyy.meet4learn.models import Activity, LearningQuestion
from heyy.organisations.models import Organisation
from heyy.people.models import Person

pytestmark = pytest.mark.usefixtures("tiny")


def test_every_sign_in_is_there() -> None:
    there = set(Person.objects.filter(is_demo=True).values_list("email", flat=True))

    assert [sign_in.email for sign_in in SIGN_INS if sign_in.email not in there] == []


def test_it_is_small_yet_whole() -> None:
    assert Organisation.objects.filter(kind="school").count() == 460
    assert (Person.objects.count(), LearningQuestion.objects.count(), Activity.objects.count()) == (66, 22, 16)
    assert first_broken_seal() is None
    assert Activity.objects.filter(taken__gt=F("places")).count() == 0
