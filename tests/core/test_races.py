"""Several processes at once, on the engine the suite runs on."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from heyy.core.actions.mail import queue_mail
from heyy.core.enums import MailState
from heyy.core.models import AuditEntry, OnceKey, OutboxMail
from heyy.core.queries.audit import first_broken_seal
from heyy.organisations.models import Organisation
from tests.core import racing
from tests.processes import Processes, processes

pytestmark = pytest.mark.django_db(transaction=True)

NOW = datetime(2026, 3, 11, 9, 0, tzinfo=UTC)
FOUR = 4


@pytest.fixture(scope="module")
def four(django_db_setup: None) -> Iterator[Processes]:
    with processes(FOUR) as running:
        yield running


def test_one_post_sent_by_four_processes_makes_one_object(four: Processes) -> None:
    shares = [{"key": "abc", "slug": f"school-{n}", "now": NOW} for n in range(FOUR)]
    addresses = four.at_once(racing.post, shares)
    assert set(addresses) == {f"/scholen/{Organisation.objects.get().slug}/"}
    assert OnceKey.objects.count() == 1


def test_four_sealers_make_one_whole_chain(four: Processes) -> None:
    for begin in (0, 400):
        AuditEntry.objects.bulk_create(
            AuditEntry(at=NOW, verb="change", kind="thing", object_id=begin + n) for n in range(400)
        )
        assert sum(four.at_once(racing.seal, [{}] * FOUR)) == 400
    assert list(AuditEntry.objects.order_by("position").values_list("position", flat=True)) == list(range(1, 801))
    assert first_broken_seal() is None


def test_a_recurring_job_is_claimed_by_exactly_one_of_four(four: Processes) -> None:
    names = [f"job-{n}" for n in range(10)]
    for now in (NOW, NOW + timedelta(minutes=1)):
        share = {"names": names, "every": timedelta(minutes=1), "now": now}
        claims = four.at_once(racing.claim, [share] * FOUR)
        assert [sum(mine) for mine in zip(*claims, strict=True)] == [1] * len(names)


def test_four_senders_send_each_mail_once(four: Processes, tmp_path: Path) -> None:
    for n in range(40):
        queue_mail(key=f"mail-{n}", to="anna@example.org", subject="Koffie?", body="Zin?", now=NOW)
    log = tmp_path / "log"
    assert sum(four.at_once(racing.send, [{"log": str(log), "now": NOW}] * FOUR)) == 40
    assert sorted(log.read_text().split()) == sorted(OutboxMail.objects.values_list("message_id", flat=True))
    assert set(OutboxMail.objects.values_list("state", "attempts")) == {(MailState.SENT, 1)}
