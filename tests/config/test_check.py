from datetime import timedelta

import pytest
from django.conf import settings

from heyy.config.check import check
from heyy.core import clock, invariants
from heyy.core.actions.audit import record, seal_entries
from heyy.core.actions.jobs import sign_of_life
from heyy.core.enums import MailState
from heyy.core.models import AuditEntry, OutboxMail
from tests.factories.organisations import SchoolFactory

pytestmark = [
    pytest.mark.django_db(databases=["default", "answers"]),
    pytest.mark.usefixtures("static_files_in_place"),
]


@pytest.fixture
def static_files_in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("heyy.config.check.static_files_behind", lambda: False)


def answers(capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    """The exit code, and the lines that are not well."""
    code = check(settings.ENVIRONMENT)
    lines = capsys.readouterr().out.splitlines()
    return code, [line for line in lines if not line.startswith("ok  ")]


def test_a_healthy_installation_ends_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    sign_of_life(worker="one", now=clock.now())

    assert answers(capsys) == (0, ["Healthy."])


def test_each_thing_that_is_wrong_has_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    now = clock.now()
    sign_of_life(worker="one", now=now - timedelta(minutes=5))
    record(actor=None, verb="open", thing=SchoolFactory(), now=now)
    seal_entries()
    AuditEntry.objects.update(verb="close")
    mail = {
        "to": "a@example.org",
        "subject": "s",
        "body": "b",
        "not_before": now,
        "queued_at": now - timedelta(hours=2),
    }
    OutboxMail.objects.create(key="1", message_id="1", state=MailState.FAILED, **mail)
    OutboxMail.objects.create(key="2", message_id="2", state=MailState.WAITING, **mail)

    assert answers(capsys) == (
        1,
        [
            "NO  the audit trail is whole",
            "      row 1 of the chain was changed or taken away: compare with a backup",
            "NO  mails go out",
            "      1 given up after many tries: see last_error in the outbox, check EMAIL_URL",
            "      1 waiting for more than an hour: is a job worker running?",
            "NO  a job worker is alive",
            "      none gave a sign of life in the last minute: start heyy worker",
            "Not healthy: see the lines that begin with NO.",
        ],
    )


def test_a_breach_of_an_invariant_is_told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invariants, "_INVARIANTS", [])
    invariants.invariant("two and two are four")(lambda: ["they are five"])
    sign_of_life(worker="one", now=clock.now())

    assert answers(capsys) == (
        1,
        [
            "NO  two and two are four",
            "      they are five",
            "Not healthy: see the lines that begin with NO.",
        ],
    )
