from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import F, Q, QuerySet
from django.test.utils import CaptureQueriesContext

from heyy.core.queries.prepared import prepared
from heyy.people.models import Evidence, Person
from tests.factories.people import EvidenceFactory, PersonFactory

pytestmark = pytest.mark.django_db

MOMENT = datetime(2026, 3, 11, 9, 0, 0, 250, tzinfo=UTC)
DAY = date(2026, 1, 15)


@prepared
def people_who_joined(*, since: datetime, name: str) -> QuerySet[Person, tuple[Any, ...]]:
    found = Person.objects.filter(Q(joined_at__gte=since) | Q(last_name=name)).order_by("joined_at")
    return found.values_list("last_name", "joined_at", "is_active")


@prepared
def lines_of(*, person: int, on: date) -> QuerySet[Evidence, tuple[Any, ...]]:
    early = Evidence.objects.filter(person=person, on=on).annotate(again=F("on")).values_list("line", "again")
    late = Evidence.objects.filter(person=person, on__gt=on).values_list("line", "on")
    return early.union(late, all=True)


def test_rows_are_those_of_the_queryset_with_every_value() -> None:
    for number in range(4):
        PersonFactory(last_name=f"Nummer{number}", joined_at=MOMENT + timedelta(days=number))
    for since, name in ((MOMENT, "x"), (MOMENT + timedelta(days=2), "Nummer0"), (MOMENT + timedelta(days=9), "é'%s")):
        rows = people_who_joined(since=since, name=name)
        assert rows == list(people_who_joined.__wrapped__(since=since, name=name))  # type: ignore[attr-defined]
    assert rows == []


def test_values_come_back_as_python_knows_them() -> None:
    PersonFactory(last_name="Bos", joined_at=MOMENT)
    assert people_who_joined(since=MOMENT, name="") == [("Bos", MOMENT, True)]


def test_unions_and_dates() -> None:
    person = PersonFactory()
    EvidenceFactory(person=person, line="toen", on=DAY)
    EvidenceFactory(person=person, line="later", on=DAY + timedelta(days=1))
    EvidenceFactory(line="van een ander", on=DAY)
    assert sorted(lines_of(person=person.pk, on=DAY)) == [("later", DAY + timedelta(days=1)), ("toen", DAY)]


def test_each_read_is_one_statement() -> None:
    with CaptureQueriesContext(
        connection,
    ) as statements:
        people_who_joined(since=MOMENT, name="x")
        people_who_joined(since=MOMENT, name="y")
    assert len(statements) == 2


def test_an_argument_that_is_no_value_in_the_statement_is_refused() -> None:
    @prepared
    def shapely(*, name: str, most: int) -> QuerySet[Person, tuple[Any, ...]]:
        return Person.objects.filter(last_name=name).values_list("pk")

    with pytest.raises(TypeError, match="no plain value in the statement: most"):
        shapely(name="Bos", most=3)
