from datetime import timedelta

import pytest

from heyy.meet4learn.enums import ActivityState, RegistrationState
from heyy.meet4learn.queries.feeds import personal_feed, public_feed
from heyy.people.enums import Audience
from tests.factories.meet4learn import NOW, ActivityFactory, MakerFactory, RegistrationFactory
from tests.factories.people import member

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def test_the_public_feed_holds_public_activities_and_what_was_cancelled() -> None:
    shown = [
        ActivityFactory(state=state, first_at=NOW + n * DAY)
        for n, state in enumerate([ActivityState.CANCELLED, ActivityState.OPEN, ActivityState.HELD])
    ]
    ActivityFactory(audience=Audience.MEMBERS)
    ActivityFactory(state=ActivityState.MAKING)
    assert public_feed(now=NOW) == shown


def test_the_feeds_look_back_three_months() -> None:
    anna = member()
    old, _older = (ActivityFactory(first_at=NOW - days * DAY, owner__person=anna) for days in (90, 91))
    assert public_feed(now=NOW) == personal_feed(anna, now=NOW) == [old]


def test_the_personal_feed_holds_one_s_places_and_what_one_makes_once() -> None:
    anna = member()
    made, joined, both, *others = (ActivityFactory(first_at=NOW + n * DAY) for n in range(6))
    MakerFactory(activity=made, person=anna)
    RegistrationFactory(activity=joined, person=anna)
    MakerFactory(activity=both, person=anna)
    RegistrationFactory(activity=both, person=anna)
    for activity, state in zip(others, (RegistrationState.WAITING, RegistrationState.WITHDRAWN), strict=False):
        RegistrationFactory(activity=activity, person=anna, state=state)
    assert personal_feed(anna, now=NOW) == [made, joined, both]


def test_the_personal_feed_leaves_out_what_is_in_the_making() -> None:
    anna = member()
    ActivityFactory(state=ActivityState.MAKING, owner__person=anna)
    assert personal_feed(anna, now=NOW) == []
