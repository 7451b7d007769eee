"""The state of the centre for its administrator: roles, mails, workers. No content of people."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from heyy.core.enums import MailState
from heyy.core.models import AuditEntry, OutboxMail, WorkerLife
from heyy.organisations.models import Organisation
from heyy.people.models import Affiliation, Person, RoleAssignment


@dataclass(frozen=True)
class Administration:
    people: int
    organisations: int
    roles: list[RoleAssignment]
    unconfirmed: list[Affiliation]
    mails_waiting: int
    mails_failed: int
    worker_alive: bool
    changes: list[AuditEntry]
    organisation_names: list[str]


def administration(*, now: datetime) -> Administration:
    mails = OutboxMail.objects.all()
    return Administration(
        people=Person.objects.filter(is_active=True).count(),
        organisations=Organisation.objects.count(),
        roles=list(
            RoleAssignment.objects.filter(until=None)
            .select_related("person", "organisation")
            .order_by("role", "person__last_name")
        ),
        unconfirmed=list(
            Affiliation.objects.filter(until=None, is_confirmed=False)
            .select_related("person", "organisation")
            .order_by("since")
        ),
        mails_waiting=mails.filter(state=MailState.WAITING).count(),
        mails_failed=mails.filter(state=MailState.FAILED).count(),
        worker_alive=WorkerLife.objects.filter(alive_at__gte=now - timedelta(minutes=2)).exists(),
        changes=list(AuditEntry.objects.order_by("-id")[:20]),
        organisation_names=sorted({str(row) for row in Organisation.objects.only("name", "daily_name")}),
    )
