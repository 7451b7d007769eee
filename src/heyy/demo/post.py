"""What the demo centre leaves in the outbox, and what a visitor may read of it."""

from django.db.models import QuerySet

from heyy.core.enums import MailState
from heyy.core.models import OutboxMail
from heyy.demo.sign_ins import SIGN_INS
from heyy.people.models import Person

SHOWN = 50
KEPT_OF_SIGN_INS = 12
KEPT_OF_OTHERS = 18


def keep_last_mails() -> None:
    """Nothing that was queued while loading is ever sent: a handful stays to read, as sent, the rest goes."""
    addresses = [sign_in.email for sign_in in SIGN_INS]
    newest = OutboxMail.objects.order_by("-queued_at", "-id")
    kept = [
        *newest.filter(to__in=addresses).values_list("pk", flat=True)[:KEPT_OF_SIGN_INS],
        *newest.exclude(to__in=addresses).values_list("pk", flat=True)[:KEPT_OF_OTHERS],
    ]
    OutboxMail.objects.exclude(pk__in=kept).delete()
    for mail in OutboxMail.objects.filter(pk__in=kept):
        mail.state, mail.sent_at, mail.attempts = MailState.SENT, mail.queued_at, 1
        mail.save(update_fields=["state", "sent_at", "attempts"])


def forget_mails_before_the_last(number: int) -> None:
    """Keeps the table small while a thousand mails of years ago pass through it."""
    last = OutboxMail.objects.order_by("-id").values_list("id", flat=True).first()
    if last:
        OutboxMail.objects.filter(id__lt=last - number).delete()


def mails_to_demo_people() -> QuerySet[OutboxMail]:
    """The newest first. Mail to people who signed up themselves stays out of it."""
    addresses = Person.objects.filter(is_demo=True).values("email")
    return OutboxMail.objects.filter(to__in=addresses).order_by("-queued_at", "-id")[:SHOWN]
