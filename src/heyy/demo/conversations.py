"""The course of a question: asked, joined, brokered, talked about over coffee, and answered or not."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from heyy.core.clock import wall
from heyy.demo.cast import Member
from heyy.demo.content import read
from heyy.demo.questions import Cue, Fate
from heyy.demo.school_days import later
from heyy.demo.wording import Wording
from heyy.demo.world import World
from heyy.meet4learn.actions.introductions import (
    accept_introduction,
    ask_for_coffee,
    decline_introduction,
    offer_help,
    propose_people,
    say_met,
)
from heyy.meet4learn.actions.questions import (
    ask_question,
    choose_audience,
    close_question,
    hand_over_question,
    say_me_too,
    take_question,
)
from heyy.meet4learn.enums import Helped, IntroductionState, OutcomeKind
from heyy.meet4learn.errors import AskedAlready, PersonUnavailable
from heyy.meet4learn.models import Introduction, LearningQuestion, Suggestion
from heyy.meet4learn.policies import QUESTION
from heyy.people.enums import Audience, Role
from heyy.people.standing import standing_of

DAY = 24.0
Step = Callable[[datetime], None]


@dataclass(frozen=True)
class Phrases:
    requests: Wording = field(default_factory=lambda: Wording(read("messages")["intro_requests"]))
    thanks: Wording = field(default_factory=lambda: Wording([*read("thanks")["talk"], *read("thanks")["both"]]))
    closings: Wording = field(default_factory=lambda: Wording(read("closings")))


class Conversation:
    """One question on the timeline. `wants` is whom a story sends it to, before anybody Heyy suggests."""

    def __init__(self, world: World, cue: Cue, phrases: Phrases, wants: Member | None = None) -> None:
        self._world = world
        self._cue = cue
        self._phrases = phrases
        self._wants = wants
        works_as = (f"is-{word.lower()}" for word in cue.asker.function.split())
        self._tags = (*cue.text.themes, cue.text.sector, "talk", "afternoon", "on-site", *works_as)
        self._random = world.chance("question", cue.text.text)
        self._id = 0
        world.timeline.at(cue.asked, self._ask)

    # -- the beginning

    def _ask(self, now: datetime) -> None:
        cue = self._cue
        question = ask_question(
            actor=cue.asker.person,
            text=cue.text.text,
            audience=cue.audience,
            themes=[self._world.theme_ids[theme] for theme in cue.text.themes],
            now=now,
        )
        self._id = question.pk
        self._world.questions[cue.text.text] = question.pk
        self._let_others_join(now)
        self._let_others_offer(now)
        if cue.audience == Audience.MEMBERS and self._random.random() < 0.05:
            self._then(now, 3 * DAY, 8 * DAY, self._widen)
        self._first_step(now)

    def _first_step(self, now: datetime) -> None:
        fate = self._cue.fate
        if self._cue.closes is not None:
            self._world.timeline.at(self._cue.closes, self._close)
        if fate == Fate.ANSWERED:
            self._then(now, 48 * DAY, 60 * DAY, self._close)
        if fate in {Fate.ANSWERED, Fate.ACCEPTED, Fate.MET}:
            self._look_for_somebody(now)
        elif fate == Fate.CLOSED:
            if self._random.random() < 0.6:
                self._then(now, 2 * DAY, 9 * DAY, self._ask_for_coffee)
            self._then(now, 30 * DAY, 60 * DAY, self._give_up)
        elif fate in {Fate.COFFEE_ASKED, Fate.REFUSED}:
            self._then(now, 3, 1.5 * DAY, self._ask_for_coffee)
        elif fate in {Fate.TAKEN, Fate.PROPOSED}:
            self._then(now, 6, 2.5 * DAY, self._take)
        elif fate in {Fate.BECAME_ACTIVITY, Fate.BECOMES_ACTIVITY} and self._random.random() < 0.5:
            self._then(now, 8, 3 * DAY, self._take)

    def _look_for_somebody(self, now: datetime) -> None:
        """Most ask somebody themselves; for others a broker looks."""
        if self._random.random() < 0.62:
            self._then(now, 1, 3.5 * DAY, self._ask_for_coffee)
        else:
            self._then(now, 8, 3.5 * DAY, self._take)

    def _let_others_offer(self, now: datetime) -> None:
        """The comments of the content are the first thoughts of those who offer help."""
        comments = self._cue.text.comments if self._random.random() < 0.4 else self._cue.text.comments[:1]
        if self._cue.fate not in {Fate.WAITING, Fate.REFUSED}:
            for comment in comments:
                self._then(now, 8, min(5 * DAY, 0.7 * self._hours_until_today(now)), partial(self._offer, comment))

    def _hours_until_today(self, now: datetime) -> float:
        return (self._world.timeline.until - now).total_seconds() / 3600

    def _let_others_join(self, now: datetime) -> None:
        """A few questions are everybody's, most are one's own."""
        cue, random = self._cue, self._random
        days = self._hours_until_today(now) / DAY if cue.fate.is_live else 40.0
        share = min(1.0, days / 12)
        many = 6 if cue.asker.reserved else int(random.lognormvariate(0.9, 1.0) * share)
        pool = self._world.cast.free(lambda member: self._may_join(member, now))
        for member in random.sample(pool, min(max(many, 0), len(pool))):
            moment = later(random, now, 2, max(DAY * days * random.random() ** 1.5, 2.1))
            self._world.timeline.at(moment, partial(self._join, member))

    def _may_join(self, member: Member, now: datetime) -> bool:
        cue = self._cue
        is_near = member.sector == cue.asker.sector
        if cue.audience == Audience.TEAM:
            is_near = member.team is not None and member.team == cue.asker.team
        elif cue.audience == Audience.SCHOOL:
            is_near = member.home == cue.asker.home
        return is_near and member.is_here(now) and member is not cue.asker and member.zeal > 0.6

    def _join(self, member: Member, now: datetime) -> None:
        question = self._question()
        if question.is_live:
            say_me_too(question=question, actor=member.person, now=now)

    # -- brokers

    def _take(self, now: datetime) -> None:
        question, broker = self._question(), self._broker()
        if not question.is_live:
            return
        if not QUESTION.allows(broker.person, "take", question):
            self._ask_for_coffee(now)
            return
        take_question(question=question, actor=broker.person, now=now)
        if self._cue.fate in {Fate.TAKEN, Fate.BECOMES_ACTIVITY, Fate.BECAME_ACTIVITY}:
            return
        manager = self._manager()
        if manager is not broker and self._random.random() < 0.35:
            self._then(now, 4, 2 * DAY, partial(self._hand_over, broker, manager))
        else:
            self._then(now, 3, 2 * DAY, partial(self._propose, broker))

    def _hand_over(self, broker: Member, to: Member, now: datetime) -> None:
        question = self._question()
        if question.is_live:
            hand_over_question(question=question, to=to.person, actor=broker.person, now=now)
            self._then(now, 3, 2 * DAY, partial(self._propose, to))

    def _propose(self, broker: Member, now: datetime) -> None:
        question = self._question()
        helpers = self._helpers(question)[: self._random.choice([1, 1, 2])]
        if not question.is_live or not helpers:
            return
        try:
            introductions = propose_people(
                question=question, helpers=[helper.person for helper in helpers], actor=broker.person, now=now
            )
        except PersonUnavailable:
            return
        for introduction in introductions:
            self._wait_for_answers(introduction, now)

    def _broker(self) -> Member:
        """That of the asker's school, or a relation manager."""
        cue = self._cue
        for member in self._world.cast.at(cue.asker.home):
            if cue.asker.home.pk in standing_of(member.person).scope(Role.BROKER) and member is not cue.asker:
                return member
        return self._manager()

    def _manager(self) -> Member:
        managers = [
            member
            for member in self._world.cast.at(self._world.places.office)
            if standing_of(member.person).has(Role.RELATION_MANAGER)
        ]
        return self._random.choice(managers)

    # -- coffee

    def _ask_for_coffee(self, now: datetime) -> None:
        question = self._question()
        if not question.is_live:
            return
        for helper in self._helpers(question):
            try:
                introduction = ask_for_coffee(
                    question=question,
                    helper=helper.person,
                    message=self._phrases.requests.choose(self._tags, self._random),
                    actor=self._cue.asker.person,
                    now=now,
                )
            except (PersonUnavailable, AskedAlready):
                continue
            if self._cue.fate != Fate.COFFEE_ASKED:
                self._wait_for_answers(introduction, now)
            return

    def _helpers(self, question: LearningQuestion) -> list[Member]:
        """Whom a story wants, then whom Heyy suggests, then others who know the subject."""
        wanted = [self._wants] if self._wants else []
        numbers = Suggestion.objects.filter(question=question).order_by("-at", "place").values_list("person", flat=True)
        suggested = [self._world.cast.by_pk[number] for number in numbers]
        known = self._world.cast.free(lambda member: self._world.cast.knows(member, self._cue.text.themes) > 0)
        others = self._random.sample(known, min(3, len(known)))
        found = [member for member in [*suggested, *others] if not member.reserved]
        order = dict.fromkeys(member.pk for member in [*wanted, *found] if member is not self._cue.asker)
        return [self._world.cast.by_pk[number] for number in order]

    def _offer(self, comment: str, now: datetime) -> None:
        """Somebody who read the question offers help with a first thought."""
        question, random = self._question(), self._random
        pool = self._world.cast.free(lambda member: self._may_offer(member, now))
        if not question.is_live or not pool:
            return
        helper = random.choice(pool)
        try:
            introduction = offer_help(question=question, message=comment, actor=helper.person, now=now)
        except AskedAlready:
            return
        if not self._cue.fate.is_live:
            self._then(now, 6, 6 * DAY, partial(self._answer, introduction.pk, self._cue.asker))

    def _may_offer(self, member: Member, now: datetime) -> bool:
        if member is self._cue.asker or not member.is_here(now):
            return False
        if self._cue.audience in {Audience.TEAM, Audience.SCHOOL} and member.home != self._cue.asker.home:
            return False
        return self._world.cast.knows(member, self._cue.text.themes) > 0

    def _wait_for_answers(self, introduction: Introduction, now: datetime) -> None:
        fate = self._cue.fate
        helper = self._world.cast.by_pk[introduction.helper_id]
        if fate == Fate.PROPOSED and self._random.random() < 0.6:
            return
        self._then(now, 5, 5 * DAY, partial(self._answer, introduction.pk, helper))
        if introduction.asker_yes_at is None and fate != Fate.PROPOSED:
            self._then(now, 2, 3 * DAY, partial(self._answer, introduction.pk, self._cue.asker))

    def _answer(self, pk: int, side: Member, now: datetime) -> None:
        """Yes, or not now; after a no the asker asks somebody else."""
        introduction = Introduction.objects.get(pk=pk)
        is_helper = side.pk == introduction.helper_id
        if not introduction.is_open:
            return
        if not self._question().is_live:
            decline_introduction(introduction=introduction, actor=side.person, now=now)
            return
        says_no = {Fate.CLOSED: 1.0, Fate.REFUSED: 1.0, Fate.ANSWERED: 0.2}.get(self._cue.fate, 0.0)
        says_no = 0.0 if self._wants else says_no
        if self._random.random() < (says_no if is_helper else says_no / 3):
            decline_introduction(introduction=introduction, actor=side.person, now=now)
            if self._cue.fate == Fate.ANSWERED:
                self._then(now, 4, 3 * DAY, self._ask_for_coffee)
            return
        introduction = accept_introduction(introduction=introduction, actor=side.person, now=now)
        if introduction.state == IntroductionState.ACCEPTED and self._cue.fate != Fate.ACCEPTED:
            self._then(now, 2 * DAY, 14 * DAY, partial(self._meet, pk))

    def _meet(self, pk: int, now: datetime) -> None:
        """On a day with school; two thirds say thank you."""
        day = wall(now).date()
        if not self._world.days.has(day):
            wait = self._world.days.on_or_after(day) - day
            self._world.timeline.at(now + wait, partial(self._meet, pk))
            return
        introduction = Introduction.objects.get(pk=pk)
        if introduction.state != IntroductionState.ACCEPTED:
            return
        thanks = ""
        if self._cue.fate != Fate.MET and (self._wants or self._random.random() < 0.66):
            thanks = self._phrases.thanks.choose(self._tags, self._random)
        say_met(introduction=introduction, thanks=thanks, actor=self._cue.asker.person, now=now)
        if self._cue.fate == Fate.ANSWERED:
            self._then(now, 1, 6 * DAY, self._close)

    # -- the end

    def _close(self, now: datetime) -> None:
        question, text = self._question(), self._cue.text
        if question.is_live:
            self._say_whom_one_met(now)
            close_question(
                question=question,
                outcome=OutcomeKind(text.answer_kind),
                text=text.answer,
                helped=self._random.choices([Helped.YES, Helped.PARTLY], [78, 22])[0],
                actor=self._cue.asker.person,
                now=now,
            )

    def _give_up(self, now: datetime) -> None:
        question = self._question()
        if question.is_live:
            self._say_whom_one_met(now)
            close_question(
                question=question,
                outcome=None,
                text=self._phrases.closings.choose((), self._random),
                helped=Helped.NO,
                actor=self._cue.asker.person,
                now=now,
            )

    def _say_whom_one_met(self, now: datetime) -> None:
        """Before a question ends, so that nobody meets after it."""
        for introduction in Introduction.objects.filter(question=self._id, state=IntroductionState.ACCEPTED):
            say_met(introduction=introduction, thanks="", actor=self._cue.asker.person, now=now)

    def _widen(self, now: datetime) -> None:
        question = self._question()
        if question.is_live:
            choose_audience(question=question, audience=Audience.PUBLIC, actor=self._cue.asker.person, now=now)

    # -- the thread

    def _question(self) -> LearningQuestion:
        """Read again each time: others change it in between."""
        return LearningQuestion.objects.get(pk=self._id)

    def _then(self, now: datetime, least_hours: float, most_hours: float, step: Step) -> None:
        self._world.timeline.at(later(self._random, now, least_hours, most_hours), step)


def plan_conversations(world: World, cues: list[Cue], wanted: dict[str, Member]) -> None:
    """`wanted` maps the text of a question to the one its asker asks for coffee."""
    phrases = Phrases()
    for cue in cues:
        Conversation(world, cue, phrases, wanted.get(cue.text.text))
