from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import transaction

from heyy.core.actions import mail as outbox
from heyy.core.actions.mail import queue_mail, send_queued_mails
from heyy.core.enums import MailState
from heyy.core.models import OutboxMail

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 11, 9, 0, tzinfo=UTC)


def queue(key: str = "one", **fields: Any) -> OutboxMail:
    values = {"to": "anna@example.org", "subject": "Koffie?", "body": "Zin in koffie?\n", "now": NOW, **fields}
    queue_mail(key=key, **values)
    return OutboxMail.objects.get(key=key)


class Unreachable:
    """A mail server that is down for a while."""

    def __init__(self, *_: Any, **__: Any) -> None:
        pass

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        raise SMTPServerDisconnected("no answer")


@pytest.fixture
def server_is_down(settings: Any) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Unreachable"


def test_queue_mail_writes_a_row_and_sends_nothing() -> None:
    row = queue()
    assert (row.to, row.subject, row.body, row.state, row.attempts, row.queued_at) == (
        "anna@example.org",
        "Koffie?",
        "Zin in koffie?\n",
        MailState.WAITING,
        0,
        NOW,
    )
    assert mail.outbox == []


def test_queue_mail_keeps_the_first_of_two_with_one_key() -> None:
    first = queue(body="eerste")
    assert queue(body="tweede") == first
    assert OutboxMail.objects.get().body == "eerste"


def test_queue_mail_is_rolled_back_with_its_cause() -> None:
    @transaction.atomic
    def queue_and_fail() -> None:
        queue()
        raise RuntimeError

    with pytest.raises(RuntimeError):
        queue_and_fail()
    assert not OutboxMail.objects.exists()


def test_queue_mail_makes_one_line_of_a_subject_so_that_no_header_slips_in() -> None:
    assert queue(subject="Koffie?\r\nBcc: iedereen@example.org").subject == "Koffie? Bcc: iedereen@example.org"


def test_queue_mail_takes_the_message_id_from_the_site_s_own_address(settings: Any) -> None:
    settings.SITE_URL = "https://heyy.example.net:8443"
    assert queue().message_id.endswith("@heyy.example.net>")


def test_send_queued_mails_hands_over_what_was_written() -> None:
    row = queue()
    assert send_queued_mails(now=NOW) == 1
    (sent,) = mail.outbox
    assert (sent.to, sent.subject, sent.body) == (["anna@example.org"], "Koffie?", "Zin in koffie?\n")
    assert sent.message()["Message-ID"] == row.message_id
    row.refresh_from_db()
    assert (row.state, row.sent_at, row.attempts) == (MailState.SENT, NOW, 1)


def test_send_queued_mails_attaches_the_calendar() -> None:
    queue(calendar="BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    send_queued_mails(now=NOW)
    assert mail.outbox[0].attachments == [
        ("heyy.ics", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "text/calendar"),
    ]


def test_send_queued_mails_sends_each_once_and_the_oldest_first() -> None:
    for key in ("one", "two", "three"):
        queue(key, subject=key)
    assert [send_queued_mails(now=NOW, most=2) for _ in range(3)] == [2, 1, 0]
    assert [message.subject for message in mail.outbox] == ["one", "two", "three"]


def test_send_queued_mails_waits_until_a_mail_is_due() -> None:
    queue(now=NOW + timedelta(minutes=5))
    assert send_queued_mails(now=NOW) == 0
    assert send_queued_mails(now=NOW + timedelta(minutes=5)) == 1


def test_send_queued_mails_tries_again_later_each_time_twice_as_late(server_is_down: None) -> None:
    row, now, waits = queue(), NOW, []
    for _ in range(3):
        assert send_queued_mails(now=now) == 0
        row.refresh_from_db()
        waits.append((row.not_before - now).total_seconds() / 60)
        assert send_queued_mails(now=now) == 0  # not due, so not tried
        now = row.not_before
    assert waits == [2, 4, 8]
    assert (row.state, row.attempts, row.last_error) == (
        MailState.WAITING,
        3,
        "SMTPServerDisconnected: no answer",
    )


def test_send_queued_mails_gives_up_after_eight_attempts(server_is_down: None) -> None:
    row = queue()
    for day in range(10):
        send_queued_mails(now=NOW + timedelta(days=day))
    row.refresh_from_db()
    assert (row.state, row.attempts) == (MailState.FAILED, 8)


def test_send_queued_mails_passes_over_an_address_that_no_server_takes() -> None:
    hopeless = queue("hopeless", to="geen\nadres")
    queue("good", to="bas@example.org")
    assert send_queued_mails(now=NOW) == 1
    assert [message.to for message in mail.outbox] == [["bas@example.org"]]
    hopeless.refresh_from_db()
    assert (hopeless.state, hopeless.attempts) == (MailState.WAITING, 1)


def test_a_claimed_mail_is_left_alone_until_it_is_stale() -> None:
    row = queue()
    OutboxMail.objects.filter(pk=row.pk).update(state=MailState.SENDING, claimed_at=NOW, attempts=1)
    assert send_queued_mails(now=NOW + timedelta(minutes=10)) == 0
    assert send_queued_mails(now=NOW + timedelta(minutes=10, seconds=1)) == 1


def test_a_sender_killed_between_claim_and_sending_leaves_the_mail_to_the_next_with_the_same_message_id(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row = queue()

    def die(*_: Any) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(outbox, "_deliver", die)
        with pytest.raises(KeyboardInterrupt):
            send_queued_mails(now=NOW)
    assert mail.outbox == []
    send_queued_mails(now=NOW + timedelta(minutes=11))
    assert [message.message()["Message-ID"] for message in mail.outbox] == [row.message_id]


def test_a_slow_run_stops_long_before_the_mail_in_its_hands_looks_abandoned(monkeypatch: pytest.MonkeyPatch) -> None:
    for key in ("one", "two", "three"):
        queue(key)
    clock = iter([0.0, 1.0, 119.0, 121.0])
    monkeypatch.setattr(outbox, "monotonic", lambda: next(clock))
    assert send_queued_mails(now=NOW) == 2
    assert outbox.STALE_AFTER.total_seconds() > 2 * outbox.LONGEST_RUN_S
