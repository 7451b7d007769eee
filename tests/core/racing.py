"""What several processes do at once in `test_races`."""

import time
from datetime import datetime, timedelta

from django.conf import settings

from heyy.core.actions.audit import seal_entries
from heyy.core.actions.idempotency import once
from heyy.core.actions.jobs import claim_run
from heyy.core.actions.mail import send_queued_mails
from tests.factories.organisations import SchoolFactory


def seal() -> int:
    return seal_entries()


def post(key: str, slug: str, now: datetime) -> str:
    """A form that takes a while; each process would make a school of another name."""

    def make() -> str:
        school = SchoolFactory(slug=slug, key=slug)
        time.sleep(0.2)
        return f"/scholen/{school.slug}/"

    return once(actor=1, key=key, now=now, make=make)


def claim(names: list[str], every: timedelta, now: datetime) -> list[bool]:
    return [claim_run(name=name, every=every, now=now) for name in names]


def send(log: str, now: datetime) -> int:
    settings.EMAIL_BACKEND, settings.MAIL_LOG = "tests.core.log_mail.LogMail", log
    return send_queued_mails(now=now)
