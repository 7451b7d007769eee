"""A mail server that is a file: one line per mail it took, and some time before and after."""

import os
import time
from collections.abc import Sequence
from pathlib import Path
from random import random

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

SLOWNESS_S = 0.01


class LogMail(BaseEmailBackend):
    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        path = Path(settings.MAIL_LOG)  # type: ignore[misc]  # set by the test
        for message in messages:
            time.sleep(random() * SLOWNESS_S)
            log = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
            os.write(log, f"{message.message()['Message-ID']}\n".encode())
            os.close(log)
            time.sleep(random() * SLOWNESS_S)
        return len(messages)
