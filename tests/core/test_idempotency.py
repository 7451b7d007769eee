from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError

from heyy.core.actions.idempotency import forget_old_keys, once
from heyy.core.errors import RuleBroken
from heyy.core.models import OnceKey
from heyy.organisations.models import Organisation
from tests.factories.organisations import SchoolFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 11, 9, 0, tzinfo=UTC)


def make_school() -> str:
    return f"/scholen/{SchoolFactory().slug}/"


def test_once_makes_one_object_of_fifty_replays() -> None:
    addresses = {once(actor=1, key="abc", now=NOW, make=make_school) for _ in range(50)}
    assert addresses == {f"/scholen/{Organisation.objects.get().slug}/"}


def test_once_keeps_the_keys_of_two_people_apart() -> None:
    assert once(actor=1, key="abc", now=NOW, make=make_school) != once(actor=2, key="abc", now=NOW, make=make_school)
    assert Organisation.objects.count() == 2


def test_once_makes_something_each_time_without_a_key() -> None:
    for _ in range(3):
        once(actor=1, key="", now=NOW, make=make_school)
    assert Organisation.objects.count() == 3
    assert not OnceKey.objects.exists()


def test_once_forgets_the_key_when_a_rule_said_no_so_that_a_better_try_succeeds() -> None:
    def refuse() -> str:
        SchoolFactory()
        raise RuleBroken("no")

    with pytest.raises(RuleBroken):
        once(actor=1, key="abc", now=NOW, make=refuse)
    assert not Organisation.objects.exists()
    once(actor=1, key="abc", now=NOW, make=make_school)
    assert Organisation.objects.count() == 1


def test_once_passes_on_an_integrity_error_that_is_not_about_the_key() -> None:
    SchoolFactory(slug="sint-jan")

    def double() -> str:
        SchoolFactory(slug="sint-jan")
        return "/"

    with pytest.raises(IntegrityError):
        once(actor=1, key="abc", now=NOW, make=double)
    assert not OnceKey.objects.exists()


def test_once_takes_a_key_that_is_longer_than_the_column() -> None:
    addresses = {once(actor=1, key="k" * 200, now=NOW, make=make_school) for _ in range(2)}
    assert len(addresses) == 1


def test_forget_old_keys_drops_those_of_more_than_seven_days_ago() -> None:
    for days in (6, 7, 8):
        once(actor=days, key="abc", now=NOW - timedelta(days=days), make=lambda: "/")
    assert forget_old_keys(now=NOW) == 1
    assert list(OnceKey.objects.order_by("actor").values_list("actor", flat=True)) == [6, 7]
