from datetime import timedelta

import pytest
from django.test import Client

from heyy.core import clock
from heyy.core.actions.mail import queue_mail
from heyy.core.enums import MailState
from heyy.core.models import OutboxMail
from heyy.demo.post import SHOWN, forget_mails_before_the_last, keep_last_mails
from tests.factories.people import PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.demo.urls")]


def queue(number: int, to: str) -> None:
    now = clock.now() + timedelta(minutes=number)
    queue_mail(key=f"{to}:{number}", to=to, subject=f"Mail {number} aan {to}", body="Hoi,\n\nEen regel.", now=now)


def test_post_page_shows_the_last_mails_to_demo_people_only(client: Client, settings: pytest.FixtureRequest) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]  # pytest-django's wrapper takes any setting
    PersonFactory(email="demo@example.org", is_demo=True)
    PersonFactory(email="echt@school.example", is_demo=False)
    for number in range(SHOWN + 1):
        queue(number, "demo@example.org")
    queue(99, "echt@school.example")

    page = client.get("/demo/post/").content.decode()

    assert [number for number in range(1, SHOWN + 1) if f"Mail {number} aan demo" not in page] == []
    assert "Mail 0 aan demo" not in page
    assert "echt@school.example" not in page


def test_after_loading_a_handful_stays_and_none_of_it_is_sent() -> None:
    for number in range(40):
        queue(number, "iemand@example.org")
        queue(number, "lerares@example.org")

    keep_last_mails()

    kept = OutboxMail.objects.order_by("id")
    assert {mail.state for mail in kept} == {MailState.SENT}
    assert [mail.subject for mail in kept if mail.to == "lerares@example.org"] == [
        f"Mail {number} aan lerares@example.org" for number in range(28, 40)
    ]
    assert [mail.subject for mail in kept if mail.to == "iemand@example.org"] == [
        f"Mail {number} aan iemand@example.org" for number in range(22, 40)
    ]


def test_underway_only_old_mails_are_forgotten() -> None:
    for number in range(10):
        queue(number, "iemand@example.org")

    forget_mails_before_the_last(3)

    assert OutboxMail.objects.filter(subject__startswith="Mail 9 ").exists()
    assert not OutboxMail.objects.filter(subject__startswith="Mail 5 ").exists()
