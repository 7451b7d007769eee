"""Sends the outbox in a process that is killed again and again, at random moments."""

import json
import os
import signal
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path
from random import Random

from django.conf import settings
from django.db import connections

from heyy.core import clock
from heyy.core.actions.mail import STALE_AFTER, send_queued_mails
from heyy.core.enums import MailState
from heyy.core.models import OutboxMail

LONGEST_LIFE_S = 0.15


def main(log: str, seed: int) -> None:
    """Prints the number of kills, and the mails that were handed over by a sender that died before it could say so."""
    settings.EMAIL_BACKEND, settings.MAIL_LOG = "tests.core.log_mail.LogMail", log
    random, now, kills = Random(seed), clock.now(), 0
    unsaid: list[str] = []
    while _unsent():
        connections.close_all()
        before = _taken(Path(log))
        child = os.fork()
        if not child:
            send_queued_mails(now=now)
            os._exit(0)
        time.sleep(random.random() * LONGEST_LIFE_S)
        os.kill(child, signal.SIGKILL)
        kills += os.waitpid(child, 0)[1] == signal.SIGKILL
        in_hand = OutboxMail.objects.filter(state=MailState.SENDING).values_list("message_id", flat=True)
        unsaid += [number for number in (_taken(Path(log)) - before).elements() if number in set(in_hand)]
        now += STALE_AFTER + timedelta(seconds=1)
    print(json.dumps({"kills": kills, "unsaid": unsaid}))  # read by the test


def _unsent() -> bool:
    return OutboxMail.objects.exclude(state=MailState.SENT).exists()


def _taken(log: Path) -> Counter[str]:
    return Counter(log.read_text().split()) if log.exists() else Counter()
