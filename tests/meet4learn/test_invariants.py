"""`heyy check` would see it: each invariant is broken once, past the actions."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from heyy.core import clock
from heyy.core.invariants import all_invariants
from heyy.meet4learn.enums import RegistrationState
from heyy.meet4learn.models import Activity, Introduction, LearningQuestion, Maker
from tests.factories.meet4learn import ActivityFactory, IntroductionFactory, QuestionFactory, RegistrationFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


COUNTED = "Every activity counts its places as its registrations do"


def taken_is_wrong() -> None:
    Activity.objects.update(taken=2)


def waiting_is_wrong() -> None:
    Activity.objects.update(waiting=2)


def oversold() -> None:
    activity = ActivityFactory(places=1, taken=1)
    for _ in range(2):
        RegistrationFactory(activity=activity)


def waits_beside_a_free_place() -> None:
    activity = ActivityFactory(places=1, waiting=1, first_at=clock.now() + timedelta(days=1))
    RegistrationFactory(activity=activity, state=RegistrationState.WAITING)


def without_owner() -> None:
    Maker.objects.update(is_owner=False)


def me_toos_are_wrong() -> None:
    LearningQuestion.objects.update(me_toos=1)


def asker_did_not_ask() -> None:
    Introduction.objects.update(asker=PersonFactory())


def broken() -> dict[str, list[str]]:
    found = {
        one.sentence: one.breaches() for one in all_invariants() if one.breaches.__module__.startswith("heyy.meet")
    }
    return {sentence: breaches for sentence, breaches in found.items() if breaches}


@pytest.mark.parametrize(
    ("break_it", "sentences"),
    [
        (taken_is_wrong, {COUNTED}),
        (waiting_is_wrong, {COUNTED}),
        (
            oversold,
            {COUNTED, "Nobody has a place above the number of places"},
        ),
        (waits_beside_a_free_place, {"Nobody waits while a place is free"}),
        (without_owner, {"Every activity has one owner"}),
        (me_toos_are_wrong, {"Every question counts who has it too"}),
        (asker_did_not_ask, {"Introductions belong to the asker of their question"}),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_each_invariant_finds_its_breach_and_no_other(break_it: Callable[[], None], sentences: set[str]) -> None:
    ActivityFactory()
    IntroductionFactory(question=QuestionFactory())
    assert broken() == {}
    break_it()
    assert broken().keys() == sentences
    assert all(len(breaches) == 1 for breaches in broken().values())
