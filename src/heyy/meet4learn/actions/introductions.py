"""Bringing two people together. Saying no costs nothing; contact data show after both said yes."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from heyy.core import clock
from heyy.core.actions.audit import record
from heyy.meet4learn import mails
from heyy.meet4learn.actions.questions import add_event, set_state
from heyy.meet4learn.enums import IntroductionState, QuestionEventKind, QuestionState
from heyy.meet4learn.errors import AskedAlready, NotWaitingForYou, PersonUnavailable, QuestionClosed
from heyy.meet4learn.models import Introduction, LearningQuestion
from heyy.meet4learn.policies import INTRODUCTION, QUESTION
from heyy.meet4learn.queries.suggestions import open_asks
from heyy.meet4learn.queries.visible import questions_visible_to
from heyy.people.actions.evidence import MATCHING_AUDIENCES, thank
from heyy.people.models import Person

MOST_OPEN_ASKS = 2


@transaction.atomic
def ask_for_coffee(
    *, question: LearningQuestion, helper: Person, message: str, actor: Person, now: datetime
) -> Introduction:
    """The asker asks somebody for a cup of coffee: a yes from the asker, waiting for the helper's."""
    QUESTION.check(actor, "ask_for_coffee", question)
    _check_available(helper, now)
    introduction = _introduce(question, helper, IntroductionState.ASKED, now, message=message, asker_yes_at=now)
    add_event(question, QuestionEventKind.COFFEE_ASKED, now)
    set_state(question, QuestionState.EXPLORING, now, only_from={QuestionState.OPEN})
    record(actor=actor, verb="ask_for_coffee", thing=introduction, now=now)
    mails.ask_helper(introduction, now=now)
    return introduction


@transaction.atomic
def offer_help(*, question: LearningQuestion, message: str, actor: Person, now: datetime) -> Introduction:
    """Somebody offers to help: a yes from the helper, waiting for the asker's."""
    QUESTION.check(actor, "offer_help", question)
    introduction = _introduce(question, actor, IntroductionState.ASKED, now, message=message, helper_yes_at=now)
    record(actor=actor, verb="offer_help", thing=introduction, now=now)
    mails.tell_asker_of_offer(introduction, now=now)
    return introduction


@transaction.atomic
def propose_people(
    *, question: LearningQuestion, helpers: Iterable[Person], actor: Person, now: datetime
) -> list[Introduction]:
    """A broker proposes people: both sides still say yes. Passed over: who is in touch or outside the circle."""
    QUESTION.check(actor, "propose_people", question)
    known = set(Introduction.objects.filter(question=question).values_list("helper", flat=True))
    proposed = []
    for helper in sorted(helpers, key=lambda person: person.pk):  # always locked in the same order
        if helper.pk in known or helper.pk == question.asker_id or not _may_read(helper, question):
            continue
        _check_available(helper, now)
        introduction = _introduce(question, helper, IntroductionState.PROPOSED, now, brokered_by=actor)
        record(actor=actor, verb="propose_people", thing=introduction, now=now)
        mails.propose_to_helper(introduction, now=now)
        mails.tell_asker_of_proposal(introduction, now=now)
        proposed.append(introduction)
    if proposed:
        add_event(question, QuestionEventKind.PROPOSED, now)
        set_state(question, QuestionState.EXPLORING, now, only_from={QuestionState.OPEN})
    return proposed


@transaction.atomic
def accept_introduction(*, introduction: Introduction, actor: Person, now: datetime) -> Introduction:
    """One side says yes. With both, contact data are shared and both get a mail."""
    introduction = _locked(introduction)
    INTRODUCTION.check(actor, "answer", introduction)
    side = "asker_yes_at" if actor.pk == introduction.asker_id else "helper_yes_at"
    if not introduction.is_open or getattr(introduction, side) is not None:
        raise NotWaitingForYou
    setattr(introduction, side, now)
    if introduction.asker_yes_at and introduction.helper_yes_at:
        introduction.state = IntroductionState.ACCEPTED
        add_event(introduction.question, QuestionEventKind.INTRODUCED, now)
        set_state(introduction.question, QuestionState.PLANNED, now, only_from=_EARLY)
        mails.share_contacts(introduction, now=now)
    introduction.save()
    record(actor=actor, verb="accept_introduction", thing=introduction, now=now)
    return introduction


_EARLY = {QuestionState.OPEN, QuestionState.EXPLORING}


@transaction.atomic
def decline_introduction(*, introduction: Introduction, actor: Person, now: datetime) -> None:
    """Not now. The other side reads that it did not work out this time, never a reason or a blame."""
    introduction = _locked(introduction)
    INTRODUCTION.check(actor, "answer", introduction)
    if not introduction.is_open:
        raise NotWaitingForYou
    introduction.state, introduction.closed_at = IntroductionState.DECLINED, now
    introduction.save(update_fields=["state", "closed_at"])
    record(actor=actor, verb="decline_introduction", thing=introduction, now=now)
    if actor.pk == introduction.helper_id and introduction.asker_yes_at:
        mails.tell_asker_of_no(introduction, now=now)


@transaction.atomic
def say_met(*, introduction: Introduction, thanks: str, actor: Person, now: datetime) -> None:
    """They met. The asker may thank the helper, which becomes a line of evidence."""
    introduction = _locked(introduction)
    INTRODUCTION.check(actor, "say_met", introduction)
    if introduction.state not in (IntroductionState.ACCEPTED, IntroductionState.MET):
        raise NotWaitingForYou
    if introduction.state == IntroductionState.ACCEPTED:
        introduction.state, introduction.closed_at = IntroductionState.MET, now
        add_event(introduction.question, QuestionEventKind.MET, now)
    if thanks.strip() and actor.pk == introduction.asker_id:
        introduction.state = IntroductionState.HELPED
        _thank_helper(introduction, thanks, now)
    introduction.save()
    record(actor=actor, verb="say_met", thing=introduction, now=now)


def _thank_helper(introduction: Introduction, text: str, now: datetime) -> None:
    question = introduction.question
    thank(
        sender=introduction.asker,
        receiver=introduction.helper,
        text=text,
        source=f"introduction:{introduction.pk}",
        about=_line_for_others(question),
        themes=[theme.pk for theme in question.themes.all()],
        now=now,
    )
    mails.pass_on_thanks(
        introduction.helper,
        sender=introduction.asker,
        text=text,
        key=f"introduction:{introduction.pk}",
        now=now,
    )


def _may_read(helper: Person, question: LearningQuestion) -> bool:
    """A broker never widens the circle that the asker chose."""
    return questions_visible_to(helper).filter(pk=question.pk).exists()


def _line_for_others(question: LearningQuestion) -> str:
    """The question itself, unless its asker kept it within a team or school: then only the themes."""
    if question.audience in MATCHING_AUDIENCES:
        return question.text
    return ", ".join(theme.name_nl for theme in question.themes.all()) or "Een vraag van een collega"


def _introduce(
    question: LearningQuestion, helper: Person, state: IntroductionState, now: datetime, **fields: Any
) -> Introduction:
    if not question.is_live:
        raise QuestionClosed
    fields["message"] = " ".join(fields.get("message", "").split())[:400]
    try:
        with transaction.atomic():
            return Introduction.objects.create(
                question=question, asker=question.asker, helper=helper, state=state, created_at=now, **fields
            )
    except IntegrityError:
        raise AskedAlready from None


def _check_available(helper: Person, now: datetime) -> None:
    """Two open requests is the most anybody gets; the person's row is locked so that a third can't slip past."""
    helper = Person.objects.select_for_update(no_key=True).get(pk=helper.pk)
    paused = helper.paused_until is not None and helper.paused_until >= clock.wall(now).date()
    unfit = paused or not helper.is_active or not helper.is_findable
    if unfit or open_asks(helper.pk) >= MOST_OPEN_ASKS:
        raise PersonUnavailable


def _locked(introduction: Introduction) -> Introduction:
    rows = Introduction.objects.select_for_update(of=("self",)).select_related("question", "asker", "helper")
    return rows.get(pk=introduction.pk)
