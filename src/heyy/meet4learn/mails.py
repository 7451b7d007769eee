"""The mails of the learning loop: short, in the reader's language, with one link and no surprises."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from heyy.core.actions.mail import queue_mail
from heyy.meet4learn.models import Activity, Introduction, LearningQuestion, Registration
from heyy.people.models import Person

Text = Callable[[], tuple[str, str]]


def _send(person: Person, text: Text, *, key: str, path: str, now: datetime, calendar: str = "") -> None:
    with translation.override(person.language):
        subject, body = text()
        greeting = _("Hello %(name)s,") % {"name": person.first_name}
        closing = _("Kind regards,\nHeyy")
    queue_mail(
        key=key,
        to=person.email,
        subject=subject,
        body=f"{greeting}\n\n{body}\n\n{settings.SITE_URL}{path}\n\n{closing}\n",
        now=now,
        calendar=calendar,
    )


def question_path(question: LearningQuestion) -> str:
    return reverse("meet4learn:question", args=[question.slug])


def activity_path(activity: Activity) -> str:
    return reverse("meet4learn:activity", args=[activity.slug])


def ask_helper(introduction: Introduction, *, now: datetime) -> None:
    """To the helper: somebody would like a cup of coffee. The name of the asker is in it, contact data are not."""
    asker, question = introduction.asker, introduction.question

    def text() -> tuple[str, str]:
        names = {"name": asker.full_name, "question": question.text, "message": introduction.message}
        body = _("%(name)s has a question and thinks of you:\n\n“%(question)s”") % names
        if introduction.message:
            body += "\n\n" + _("%(name)s writes: %(message)s") % names
        body += "\n\n" + _("Say yes or “not now”: both are fine, and nobody keeps count.")
        return _("A cup of coffee with %(name)s?") % names, body

    key = f"introduction:{introduction.pk}:ask"
    _send(introduction.helper, text, key=key, path=question_path(question), now=now)


def propose_to_helper(introduction: Introduction, *, now: datetime) -> None:
    """To the helper: a broker thinks of you for somebody's question."""
    asker, question = introduction.asker, introduction.question

    def text() -> tuple[str, str]:
        names = {"name": asker.full_name, "question": question.text}
        body = _("A broker of Heyy thinks of you for a question of %(name)s:\n\n“%(question)s”") % names
        body += "\n\n" + _("Say yes or “not now”: both are fine, and nobody keeps count.")
        return _("A cup of coffee with %(name)s?") % names, body

    key = f"introduction:{introduction.pk}:ask"
    _send(introduction.helper, text, key=key, path=question_path(question), now=now)


def tell_asker_of_offer(introduction: Introduction, *, now: datetime) -> None:
    helper, question = introduction.helper, introduction.question

    def text() -> tuple[str, str]:
        names = {"name": helper.full_name, "question": question.text}
        return (
            _("%(name)s would like to help") % names,
            _("%(name)s read your question and would like to help:\n\n“%(question)s”\n\nSay yes to meet.") % names,
        )

    key = f"introduction:{introduction.pk}:offer"
    _send(introduction.asker, text, key=key, path=question_path(question), now=now)


def tell_asker_of_proposal(introduction: Introduction, *, now: datetime) -> None:
    question = introduction.question

    def text() -> tuple[str, str]:
        names = {"name": introduction.helper.full_name, "question": question.text}
        return (
            _("Meet %(name)s?") % names,
            _("A broker of Heyy thinks %(name)s can help with your question:\n\n“%(question)s”") % names,
        )

    key = f"introduction:{introduction.pk}:proposal"
    _send(introduction.asker, text, key=key, path=question_path(question), now=now)


def share_contacts(introduction: Introduction, *, now: datetime) -> None:
    """To both, after both said yes: each other's e-mail address."""
    pair = ((introduction.asker, introduction.helper), (introduction.helper, introduction.asker))
    for reader, other in pair:

        def text(other: Person = other) -> tuple[str, str]:
            names = {"name": other.full_name, "email": other.email, "question": introduction.question.text}
            return (
                _("You and %(name)s both said yes") % names,
                _(
                    "You and %(name)s would like to meet about:\n\n“%(question)s”\n\n"
                    "You reach %(name)s at %(email)s. Suggest a moment: half an hour is often enough."
                )
                % names,
            )

        key = f"introduction:{introduction.pk}:contact:{reader.pk}"
        _send(reader, text, key=key, path=question_path(introduction.question), now=now)


def tell_asker_of_no(introduction: Introduction, *, now: datetime) -> None:
    def text() -> tuple[str, str]:
        names = {"name": introduction.helper.full_name, "question": introduction.question.text}
        return (
            _("Not this time"),
            _(
                "It doesn't suit %(name)s right now. Your question stays open:\n\n“%(question)s”\n\n"
                "Others can help too: look at its page."
            )
            % names,
        )

    key = f"introduction:{introduction.pk}:no"
    _send(introduction.asker, text, key=key, path=question_path(introduction.question), now=now)


def pass_on_thanks(receiver: Person, *, sender: Person, text: str, key: str, now: datetime) -> None:
    def body() -> tuple[str, str]:
        names = {"name": sender.full_name, "text": " ".join(text.split())}
        return _("%(name)s thanks you") % names, _("%(name)s writes:\n\n“%(text)s”") % names

    _send(receiver, body, key=f"thanks:{key}:{sender.pk}:{receiver.pk}", path=reverse("home:mine"), now=now)


def tell_new_broker(question: LearningQuestion, *, to: Person, giver: Person, now: datetime) -> None:
    def text() -> tuple[str, str]:
        names = {"name": giver.full_name, "question": question.text}
        return (
            _("A question is handed over to you"),
            _("%(name)s hands this question over to you, with its story so far:\n\n“%(question)s”") % names,
        )

    _send(
        to,
        text,
        key=f"handover:{question.pk}:{to.pk}:{now.timestamp()}",
        path=question_path(question),
        now=now,
    )


def confirm_place(registration: Registration, *, promoted: bool, calendar: str, now: datetime) -> None:
    """You have a place, with the meetings as a calendar file."""
    activity = registration.activity

    def text() -> tuple[str, str]:
        names = {"title": activity.title}
        if promoted:
            return (
                _("A place came free: %(title)s") % names,
                _("Somebody gave up a place, and you were next in line. You now have a place in “%(title)s”.") % names
                + "\n\n"
                + _("Doesn't it suit you any more? Withdraw on the page; the next in line will be glad."),
            )
        return (
            _("You have a place: %(title)s") % names,
            _("You have a place in “%(title)s”. The meetings are attached for your calendar.") % names,
        )

    _send(
        registration.person,
        text,
        key=f"registration:{registration.pk}:place:{registration.changed_at.timestamp()}",
        path=activity_path(activity),
        now=now,
        calendar=calendar,
    )


def confirm_waiting(registration: Registration, *, place: int, now: datetime) -> None:
    activity = registration.activity

    def text() -> tuple[str, str]:
        names = {"title": activity.title, "place": place}
        return (
            _("On the waiting list: %(title)s") % names,
            _(
                "“%(title)s” is full. You are number %(place)s on the waiting list."
                " When a place comes free you get it at once, and a mail."
            )
            % names,
        )

    key = f"registration:{registration.pk}:waiting:{registration.changed_at.timestamp()}"
    _send(registration.person, text, key=key, path=activity_path(activity), now=now)


def confirm_withdrawal(registration: Registration, *, now: datetime) -> None:
    activity = registration.activity

    def text() -> tuple[str, str]:
        names = {"title": activity.title}
        return (
            _("Withdrawn: %(title)s") % names,
            _("You are no longer registered for “%(title)s”. Thank you for telling us in time.") % names,
        )

    key = f"registration:{registration.pk}:withdrawn:{registration.changed_at.timestamp()}"
    _send(registration.person, text, key=key, path=activity_path(activity), now=now)


def tell_of_cancellation(registration: Registration, *, reason: str, now: datetime) -> None:
    activity = registration.activity

    def text() -> tuple[str, str]:
        names = {"title": activity.title, "reason": reason}
        body = _("“%(title)s” is cancelled.") % names
        return _("Cancelled: %(title)s") % names, f"{body}\n\n{reason}".strip()

    key = f"activity:{activity.pk}:cancelled:{registration.pk}"
    _send(registration.person, text, key=key, path=activity_path(activity), now=now)


def tell_of_change(registration: Registration, *, calendar: str, now: datetime) -> None:
    activity = registration.activity

    def text() -> tuple[str, str]:
        names = {"title": activity.title}
        return (
            _("Changed: %(title)s") % names,
            _("When or where “%(title)s” takes place has changed. The new meetings are attached.") % names,
        )

    key = f"activity:{activity.pk}:changed:{activity.version}:{registration.pk}"
    _send(registration.person, text, key=key, path=activity_path(activity), now=now, calendar=calendar)


def invite_me_too(activity: Activity, *, person: Person, now: datetime) -> None:
    """To those who asked the question an activity grew from, or joined it."""

    def text() -> tuple[str, str]:
        names = {"title": activity.title, "summary": activity.summary}
        return (
            _("Your question became an activity: %(title)s") % names,
            _("You asked, and this grew from it: “%(title)s”. %(summary)s") % names,
        )

    _send(person, text, key=f"activity:{activity.pk}:invite:{person.pk}", path=activity_path(activity), now=now)


def ask_if_answered(registration: Registration, *, now: datetime) -> None:
    activity = registration.activity

    def text() -> tuple[str, str]:
        names = {"title": activity.title}
        return (
            _("Is your question answered? %(title)s") % names,
            _("You were at “%(title)s”. One tap tells the makers whether it helped; a thank-you is welcome too.")
            % names,
        )

    path = reverse("meet4learn:evaluate", args=[activity.slug])
    _send(registration.person, text, key=f"registration:{registration.pk}:evaluate", path=path, now=now)
