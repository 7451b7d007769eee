"""The outbox: a mail is a row first, so it is neither lost nor sent twice."""

import uuid
from datetime import datetime, timedelta
from time import monotonic
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q

from heyy.core.enums import MailState
from heyy.core.models import OutboxMail

STALE_AFTER = timedelta(minutes=10)
LONGEST_RUN_S = 120.0  # well within STALE_AFTER: `now` is that of the start, and no mail in hand may look abandoned
MOST_ATTEMPTS = 8


def queue_mail(*, key: str, to: str, subject: str, body: str, now: datetime, calendar: str = "") -> None:
    """Queues one mail in the caller's transaction. The same key queues nothing the second time."""
    domain = urlsplit(settings.SITE_URL).hostname
    OutboxMail.objects.bulk_create(
        [
            OutboxMail(
                key=key,
                to=to,
                subject=" ".join(subject.split())[:200],
                body=body,
                calendar=calendar,
                message_id=f"<{uuid.uuid4().hex}@{domain}>",
                queued_at=now,
                not_before=now,
            )
        ],
        ignore_conflicts=True,
    )


def send_queued_mails(*, now: datetime, most: int = 200) -> int:
    """Sends what waits; returns how many went out. Safe to run twice at once and to kill at any point.

    A mail is claimed and committed before it is handed over. When the sender dies in between, the mail is sent
    again after ten minutes under the same Message-ID, so that mail programs can show it once.
    """
    sent, began = 0, monotonic()
    for _ in range(most):
        mail = _claim(now) if monotonic() - began < LONGEST_RUN_S else None
        if mail is None:
            break
        sent += _deliver(mail, now)
    return sent


@transaction.atomic
def _claim(now: datetime) -> OutboxMail | None:
    due = Q(state=MailState.WAITING, not_before__lte=now)
    abandoned = Q(state=MailState.SENDING, claimed_at__lt=now - STALE_AFTER)
    mail = OutboxMail.objects.select_for_update(skip_locked=True).filter(due | abandoned).order_by("id").first()
    if mail is not None:
        mail.state, mail.claimed_at, mail.attempts = MailState.SENDING, now, mail.attempts + 1
        mail.save(update_fields=["state", "claimed_at", "attempts"])
    return mail


def _deliver(mail: OutboxMail, now: datetime) -> int:
    message = EmailMessage(mail.subject, mail.body, to=[mail.to], headers={"Message-ID": mail.message_id})
    if mail.calendar:
        message.attach("heyy.ics", mail.calendar, "text/calendar")
    row = OutboxMail.objects.filter(pk=mail.pk, state=MailState.SENDING)
    try:
        message.send()
    except (
        OSError,
        ValueError,
    ) as problem:  # smtplib's exceptions are OSErrors; a hopeless address is a ValueError
        given_up = mail.attempts >= MOST_ATTEMPTS
        row.update(
            state=MailState.FAILED if given_up else MailState.WAITING,
            not_before=now + timedelta(minutes=2**mail.attempts),
            last_error=f"{type(problem).__name__}: {problem}"[:500],
        )
        return 0
    return row.update(state=MailState.SENT, sent_at=now, last_error="")
