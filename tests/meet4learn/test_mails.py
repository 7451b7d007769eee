"""Every mail of the learning loop, word for word: data/mails.nl.txt and data/mails.en.txt hold what people read."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from heyy.core.models import OutboxMail
from heyy.meet4learn import mails
from heyy.meet4learn.models import Activity, Introduction, LearningQuestion, Registration
from heyy.people.models import Person
from tests.factories.meet4learn import NOW, ActivityFactory, IntroductionFactory, QuestionFactory, RegistrationFactory
from tests.factories.people import PersonFactory, member

pytestmark = pytest.mark.django_db

LANGUAGES = ("nl", "en")
DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Scene:
    """Anna asked, Bas helps; both read the same language."""

    anna: Person
    bas: Person
    question: LearningQuestion
    introduction: Introduction
    activity: Activity
    registration: Registration


def scene(language: str) -> Scene:
    anna = member(email="anna@example.org", first_name="Anna", last_name="Smeets", language=language)
    bas = member(email="bas@example.org", first_name="Bas", last_name="Janssen", language=language)
    question = QuestionFactory(slug="feedback", text="Hoe geef ik feedback?", asker=anna)
    activity = ActivityFactory(slug="atelier", title="Feedback die werkt", summary="Kijken in de klas.")
    return Scene(
        anna=anna,
        bas=bas,
        question=question,
        introduction=IntroductionFactory(question=question, helper=bas, message="Zin in koffie?"),
        activity=activity,
        registration=RegistrationFactory(activity=activity, person=anna),
    )


def ask_helper(s: Scene) -> None:
    mails.ask_helper(s.introduction, now=NOW)


def ask_helper_without_words(s: Scene) -> None:
    s.introduction.message = ""
    mails.ask_helper(s.introduction, now=NOW)


def propose_to_helper(s: Scene) -> None:
    mails.propose_to_helper(s.introduction, now=NOW)


def tell_asker_of_offer(s: Scene) -> None:
    mails.tell_asker_of_offer(s.introduction, now=NOW)


def tell_asker_of_proposal(s: Scene) -> None:
    mails.tell_asker_of_proposal(s.introduction, now=NOW)


def tell_asker_of_no(s: Scene) -> None:
    mails.tell_asker_of_no(s.introduction, now=NOW)


def share_contacts(s: Scene) -> None:
    mails.share_contacts(s.introduction, now=NOW)


def pass_on_thanks(s: Scene) -> None:
    mails.pass_on_thanks(s.bas, sender=s.anna, text=" Dank\nje wel! ", key="introduction:1", now=NOW)


def tell_new_broker(s: Scene) -> None:
    mails.tell_new_broker(s.question, to=s.bas, giver=s.anna, now=NOW)


def confirm_place(s: Scene) -> None:
    mails.confirm_place(s.registration, promoted=False, calendar="BEGIN:VCALENDAR", now=NOW)


def confirm_promotion(s: Scene) -> None:
    mails.confirm_place(s.registration, promoted=True, calendar="BEGIN:VCALENDAR", now=NOW)


def confirm_waiting(s: Scene) -> None:
    mails.confirm_waiting(s.registration, place=3, now=NOW)


def confirm_withdrawal(s: Scene) -> None:
    mails.confirm_withdrawal(s.registration, now=NOW)


def tell_of_cancellation(s: Scene) -> None:
    mails.tell_of_cancellation(s.registration, reason="De zaal is onder water gelopen.", now=NOW)


def tell_of_cancellation_without_reason(s: Scene) -> None:
    mails.tell_of_cancellation(s.registration, reason="", now=NOW)


def tell_of_change(s: Scene) -> None:
    mails.tell_of_change(s.registration, calendar="BEGIN:VCALENDAR", now=NOW)


def invite_me_too(s: Scene) -> None:
    mails.invite_me_too(s.activity, person=s.anna, now=NOW)


def ask_if_answered(s: Scene) -> None:
    mails.ask_if_answered(s.registration, now=NOW)


SENDERS: list[Callable[[Scene], None]] = [
    ask_helper, ask_helper_without_words, propose_to_helper,
    tell_asker_of_offer, tell_asker_of_proposal, tell_asker_of_no,
    share_contacts, pass_on_thanks, tell_new_broker, confirm_place, confirm_promotion, confirm_waiting,
    confirm_withdrawal, tell_of_cancellation, tell_of_cancellation_without_reason, tell_of_change, invite_me_too,
    ask_if_answered,
]  # fmt: skip


def expected(language: str, name: str) -> str:
    """The mails under `== name` in the file of that language."""
    whole = (DATA / f"mails.{language}.txt").read_text(encoding="utf-8")
    parts = dict(part.split("\n", 1) for part in whole.removeprefix("== ").split("\n== "))
    return parts[name].strip()


def as_text(mail: OutboxMail) -> str:
    return f"To: {mail.to}\nSubject: {mail.subject}\n\n{mail.body}"


@pytest.mark.parametrize("send", SENDERS, ids=lambda send: send.__name__)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mail_says_what_the_file_says(language: str, send: Callable[[Scene], None]) -> None:
    send(scene(language))
    mails = OutboxMail.objects.order_by("pk")
    assert "\n".join(as_text(mail) for mail in mails).strip() == expected(language, send.__name__)


def test_every_mail_is_in_the_files() -> None:
    senders = {name for name in vars(mails) if getattr(vars(mails)[name], "__module__", "") == mails.__name__}
    senders -= {"question_path", "activity_path"} | {name for name in senders if name.startswith("_")}
    assert senders <= {send.__name__ for send in SENDERS}


@pytest.mark.parametrize("send", SENDERS, ids=lambda send: send.__name__)
def test_the_one_link_in_a_mail_starts_with_the_site_s_own_address(
    send: Callable[[Scene], None], settings: Any
) -> None:
    settings.SITE_URL = "https://heyy.example.net"
    send(scene("nl"))
    for mail in OutboxMail.objects.all():
        assert mail.body.count("://") == 1
        assert mail.body.count("https://heyy.example.net/") == 1


@pytest.mark.parametrize("send", SENDERS, ids=lambda send: send.__name__)
def test_only_the_mail_after_both_said_yes_holds_an_address(send: Callable[[Scene], None]) -> None:
    send(scene("nl"))
    has_address = any("@" in mail.subject + mail.body for mail in OutboxMail.objects.all())
    assert has_address is (send is share_contacts)


@pytest.mark.parametrize(
    ("send", "has_calendar"),
    [(confirm_place, True), (confirm_promotion, True), (tell_of_change, True), (confirm_waiting, False)],
)
def test_the_calendar_comes_with_a_place(send: Callable[[Scene], None], has_calendar: bool) -> None:
    send(scene("nl"))
    assert OutboxMail.objects.get().calendar == ("BEGIN:VCALENDAR" if has_calendar else "")


@pytest.mark.parametrize("send", SENDERS, ids=lambda send: send.__name__)
def test_a_mail_sent_again_is_the_same_mail(send: Callable[[Scene], None]) -> None:
    here = scene("nl")
    send(here)
    number = OutboxMail.objects.count()
    send(here)
    assert OutboxMail.objects.count() == number


def test_a_mail_is_in_the_reader_s_language_whatever_the_page_s() -> None:
    anna, bas = PersonFactory(language="en", email="a@example.org"), PersonFactory(language="nl", email="b@example.org")
    question = QuestionFactory(asker=anna)
    mails.share_contacts(IntroductionFactory(question=question, helper=bas), now=NOW)
    greetings = {mail.to: mail.body.split()[0] for mail in OutboxMail.objects.all()}
    assert greetings == {"a@example.org": "Hello", "b@example.org": "Hoi"}


def test_a_title_with_a_line_break_or_percent_sign_does_no_harm() -> None:
    activity = ActivityFactory(title="100% feedback %(name)s\nBcc: iedereen@example.org")
    mails.confirm_withdrawal(RegistrationFactory(activity=activity), now=NOW)
    assert OutboxMail.objects.get().subject == "Afgemeld: 100% feedback %(name)s Bcc: iedereen@example.org"
