"""What the outbox holds, said shortly."""

from heyy.core.models import OutboxMail


def kind_of(mail: OutboxMail) -> str:
    """Its key without numbers and moments: "registration:12:place:1773219600.0" is "registration place"."""
    return " ".join(part for part in mail.key.split(":") if not part.replace(".", "").isdigit())


def mailbox() -> list[tuple[str, str]]:
    """To whom, and which mail, in the order of queueing."""
    return [(mail.to, kind_of(mail)) for mail in OutboxMail.objects.order_by("pk")]


def mailed(email: str) -> list[str]:
    return [kind for to, kind in mailbox() if to == email]


def empty_mailbox() -> None:
    OutboxMail.objects.all().delete()
