from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from heyy.core.actions.audit import record, seal_entries
from heyy.core.models import AuditEntry
from heyy.core.queries.audit import first_broken_seal
from heyy.organisations.models import Organisation
from tests.factories.organisations import SchoolFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 11, 9, 0, tzinfo=UTC)


def entries(number: int) -> list[AuditEntry]:
    return AuditEntry.objects.bulk_create(
        AuditEntry(at=NOW + timedelta(seconds=n), actor=1, verb="change", kind="thing", object_id=n, about={"n": n})
        for n in range(number)
    )


def sealed(number: int) -> None:
    entries(number)
    seal_entries()


def test_record_writes_who_did_what_to_which_object() -> None:
    anna, school = PersonFactory(), SchoolFactory()
    record(actor=anna, verb="rename", thing=school, now=NOW, old="Sint Jan")
    entry = AuditEntry.objects.get()
    assert (entry.at, entry.actor, entry.verb, entry.kind, entry.object_id, entry.about) == (
        NOW,
        anna.pk,
        "rename",
        "organisation",
        school.pk,
        {"old": "Sint Jan"},
    )
    assert (entry.position, entry.seal) == (None, "")


def test_record_without_actor_is_the_system_itself() -> None:
    record(actor=None, verb="import", thing=SchoolFactory(), now=NOW)
    assert AuditEntry.objects.get().actor is None


def test_record_is_rolled_back_with_the_change_it_tells_of() -> None:
    school = SchoolFactory(name="Sint Jan")

    @transaction.atomic
    def rename_and_fail() -> None:
        Organisation.objects.filter(pk=school.pk).update(name="Sint Piet")
        record(actor=None, verb="rename", thing=school, now=NOW)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        rename_and_fail()
    assert Organisation.objects.get(pk=school.pk).name == "Sint Jan"
    assert not AuditEntry.objects.exists()


def test_seal_entries_gives_every_row_a_place_and_a_seal() -> None:
    entries(3)
    assert seal_entries() == 3
    assert list(AuditEntry.objects.order_by("position").values_list("position", "object_id")) == [
        (1, 0),
        (2, 1),
        (3, 2),
    ]
    assert len(set(AuditEntry.objects.values_list("seal", flat=True))) == 3
    assert first_broken_seal() is None


def test_seal_entries_goes_in_batches_that_form_one_chain() -> None:
    entries(5)
    assert [seal_entries(batch=2) for _ in range(4)] == [2, 2, 1, 0]
    assert list(AuditEntry.objects.order_by("pk").values_list("position", flat=True)) == [1, 2, 3, 4, 5]
    assert first_broken_seal() is None


def test_seal_entries_follows_the_order_of_commit_not_of_ids() -> None:
    """A transaction that took its id first may commit last; its row is sealed when it is there."""
    AuditEntry.objects.create(pk=20, at=NOW, verb="change", kind="thing")
    assert seal_entries() == 1
    AuditEntry.objects.create(pk=10, at=NOW, verb="change", kind="thing")
    assert seal_entries() == 1
    assert list(AuditEntry.objects.order_by("position").values_list("pk", flat=True)) == [20, 10]
    assert first_broken_seal() is None


def test_first_broken_seal_is_none_without_rows() -> None:
    assert first_broken_seal() is None


@pytest.mark.parametrize(
    "change",
    [
        {"actor": 2},
        {"actor": None},
        {"verb": "look"},
        {"kind": "other"},
        {"object_id": 99},
        {"about": {"n": 99}},
        {"at": NOW},
        {"seal": "0" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
def test_first_broken_seal_finds_a_changed_row(change: dict[str, Any]) -> None:
    sealed(5)
    AuditEntry.objects.filter(position=3).update(**change)
    assert first_broken_seal() == 3


def test_first_broken_seal_finds_a_row_that_was_taken_away() -> None:
    sealed(5)
    AuditEntry.objects.filter(position=2).delete()
    assert first_broken_seal() == 2


def test_first_broken_seal_finds_a_removal_that_was_closed_up() -> None:
    sealed(5)
    AuditEntry.objects.filter(position=2).delete()
    for position in (3, 4, 5):
        AuditEntry.objects.filter(position=position).update(position=position - 1)
    assert first_broken_seal() == 2


def test_first_broken_seal_finds_a_row_that_was_put_in_between() -> None:
    sealed(5)
    for position in (5, 4, 3):
        AuditEntry.objects.filter(position=position).update(position=position + 1)
    AuditEntry.objects.create(at=NOW, verb="change", kind="thing", position=3, seal="f" * 64)
    assert first_broken_seal() == 3


def test_first_broken_seal_finds_two_rows_that_changed_places() -> None:
    sealed(4)
    second, third = AuditEntry.objects.get(position=2), AuditEntry.objects.get(position=3)
    AuditEntry.objects.filter(pk=second.pk).update(position=99)
    AuditEntry.objects.filter(pk=third.pk).update(position=2)
    AuditEntry.objects.filter(pk=second.pk).update(position=3)
    assert first_broken_seal() == 2
