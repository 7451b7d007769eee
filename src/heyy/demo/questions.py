"""Which question is asked by whom, when, and what becomes of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

from heyy.demo.cast import Member
from heyy.demo.content import QuestionText, question_texts
from heyy.demo.programme import Plan
from heyy.demo.school_days import writing_moment
from heyy.demo.world import World
from heyy.people.enums import Audience

TEACHERS_QUESTION = "Mijn vwo 6 leest voor de literatuurlijst"
BROKERS_SCHOOL = "14PS00"
PRACTICAL_SCHOOL = "23HH00"
LIVE_AT_BROKERS_SCHOOL = 8
# Finished questions of the sign-ins, so that their own page has a past.
ASKED_BY = {
    "In vwo 5 wil ik gedichten laten voordragen": "lerares@example.org",
    "De telefoons liggen in de kluis": "maker@example.org",
}


class Fate(Enum):
    """What becomes of a question; those from WAITING on are live today."""

    ANSWERED = "answered"
    CLOSED = "closed"
    BECAME_ACTIVITY = "became an activity"
    WAITING = "waits and nobody was found"
    OFFERED = "somebody offered help"
    REFUSED = "the one who was asked said no"
    TAKEN = "a broker has it"
    PROPOSED = "a broker proposed people"
    COFFEE_ASKED = "somebody was asked for coffee"
    ACCEPTED = "both said yes"
    MET = "they met"
    BECOMES_ACTIVITY = "an activity is coming"

    @property
    def is_live(self) -> bool:
        return self not in {Fate.ANSWERED, Fate.CLOSED, Fate.BECAME_ACTIVITY}


# How the live questions without an activity are divided, and between how many days ago they were asked.
LIVE_FATES = (
    *[(Fate.WAITING, 0, 1)] * 4,
    *[(Fate.WAITING, 1, 7)] * 4,
    *[(Fate.WAITING, 12, 38)] * 4,
    *[(Fate.TAKEN, 3, 16)] * 4,
    *[(Fate.REFUSED, 10, 40)] * 3,
    *[(Fate.PROPOSED, 4, 18)] * 4,
    *[(Fate.COFFEE_ASKED, 2, 14)] * 5,
    *[(Fate.ACCEPTED, 9, 25)] * 4,
    *[(Fate.MET, 30, 50)] * 3,
)


@dataclass(frozen=True)
class Cue:
    """A question that is going to be asked. `closes` is when its asker says that an activity answered it."""

    text: QuestionText
    fate: Fate
    asker: Member
    asked: datetime
    audience: Audience
    closes: datetime | None = None


def plan_questions(world: World, plans: list[Plan]) -> list[Cue]:
    return sorted(_Asking(world).cues(plans), key=lambda cue: cue.asked)


class _Asking:
    """Divides the texts over what becomes of them, and finds the askers."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._random = world.chance("questions")

    def cues(self, plans: list[Plan]) -> list[Cue]:
        size = self._world.size
        texts = list(question_texts())
        self._random.shuffle(texts)
        linked = _linked(texts, plans)
        teachers = next(text for text in texts if text.text.startswith(TEACHERS_QUESTION))
        own = [text for text in texts if text.answer_kind and text not in linked]
        own.sort(key=lambda text: _asked_by(text) is None)
        rest = [text for text in texts if not text.answer_kind and text not in linked and text is not teachers]
        live = max(size.live - 1 - sum(plan.text.is_upcoming for plan in linked.values()), 4)
        return [
            self._teachers(teachers),
            *(self._of_activity(text, plan) for text, plan in linked.items()),
            *(self._cue(text, Fate.ANSWERED, self._long_ago()) for text in own[: size.answered]),
            *(self._cue(text, Fate.CLOSED, self._long_ago()) for text in rest[live:][: size.closed]),
            *self._live(rest[:live]),
        ]

    def _teachers(self, text: QuestionText) -> Cue:
        """The teacher of the sign-ins waits since three days, with an offer of help to answer."""
        asked = writing_moment(self._random, self._world.today - timedelta(days=3))
        teacher = self._world.cast.by_email["lerares@example.org"]
        return Cue(text, Fate.OFFERED, teacher, asked, Audience.MEMBERS)

    def _of_activity(self, text: QuestionText, plan: Plan) -> Cue:
        fate = Fate.BECOMES_ACTIVITY if plan.text.is_upcoming else Fate.BECAME_ACTIVITY
        asked = plan.begun - timedelta(days=self._random.randrange(7, 24), hours=self._random.randrange(9))
        closes = plan.meetings[-1][1] + timedelta(hours=3) if text.answer_kind else None
        return replace(self._cue(text, fate, asked), closes=closes)

    def _long_ago(self) -> datetime:
        """Within three years, dense in the last one, and long enough ago to have come to an end."""
        today = self._world.today
        days = self._world.days.between(today - timedelta(days=3 * 365), today - timedelta(days=75))
        return writing_moment(self._random, days[-1 - int(len(days) * self._random.random() ** 1.8)])

    def _live(self, texts: list[QuestionText]) -> Iterator[Cue]:
        """Some are asked at the broker's school: one within the team of the team leader, one within the school."""
        fates = list(LIVE_FATES)
        self._random.shuffle(fates)
        circles = [Audience.TEAM, Audience.SCHOOL, *[None] * LIVE_AT_BROKERS_SCHOOL]
        at_school = 0
        for text, (fate, least, most) in zip(texts, fates * 2, strict=False):
            asked = self._days_ago(self._random.uniform(least, most))
            offered = fate == Fate.WAITING and bool(text.comments) and 0 < least < 12
            is_there = text.sector == "VO" and not _is_practical(text) and at_school < LIVE_AT_BROKERS_SCHOOL
            yield self._cue(
                text,
                Fate.OFFERED if offered else fate,
                asked,
                school=BROKERS_SCHOOL if is_there else "",
                circle=circles[at_school] if is_there else None,
            )
            at_school += is_there

    def _days_ago(self, days: float) -> datetime:
        """Hours ago means last night: the demo's day has only begun."""
        if days < 1:
            return self._world.timeline.until - timedelta(hours=self._random.uniform(1.5, 9))
        return writing_moment(self._random, self._world.today - timedelta(days=round(days) + 1))

    def _cue(
        self,
        text: QuestionText,
        fate: Fate,
        asked: datetime,
        *,
        school: str = "",
        circle: Audience | None = None,
    ) -> Cue:
        pool = self._askers(text, asked)
        asker = self._asker(text, self._within(pool, text, school, circle))
        if circle == Audience.TEAM and asker.team is None:
            circle = None
        return Cue(text, fate, asker, asked, circle or self._audience(asker, fate))

    def _askers(self, text: QuestionText, asked: datetime) -> list[Member]:
        cast = self._world.cast
        pool = cast.free(
            lambda member: member.sector == text.sector and member.is_here(asked) and _is_teaching_side(member)
        )
        pool = pool or cast.free(lambda member: member.group == "soml" and member.is_here(asked))
        fitting = [member for member in pool if (member.home.key == PRACTICAL_SCHOOL) == _is_practical(text)]
        return fitting or pool

    def _within(self, pool: list[Member], text: QuestionText, school: str, circle: Audience | None) -> list[Member]:
        """Of one school or team when asked for; else most come from the founders' schools."""
        chosen = pool
        if school:
            team = self._world.cast.by_email["teamleider@example.org"].team if circle == Audience.TEAM else None
            chosen = [member for member in pool if member.home.key == school and team in {None, member.team}]
        elif text.sector == "VO" and self._random.random() < 0.6:
            chosen = [member for member in pool if member.group == "soml" and member.home.key != BROKERS_SCHOOL]
        return chosen or pool

    def _asker(self, text: QuestionText, pool: list[Member]) -> Member:
        """For a team or a school rather somebody who leads."""
        cast, email = self._world.cast, _asked_by(text)
        if email is not None:
            return cast.by_email[email]
        leading = [member for member in pool if member.is_leader]
        if text.asked_for != "person" and leading and self._random.random() < 0.7:
            return cast.writer_of("als teamleider", leading, self._random)
        return cast.writer_of(text.text, pool, self._random)

    def _audience(self, asker: Member, fate: Fate) -> Audience:
        """Most are for members; a sixth is public; some stay within the school or team."""
        if fate in {Fate.BECAME_ACTIVITY, Fate.BECOMES_ACTIVITY}:
            return Audience.MEMBERS
        circles = [Audience.MEMBERS, Audience.PUBLIC, Audience.SCHOOL, Audience.TEAM]
        audience = self._random.choices(circles, [68, 18, 6, 8])[0]
        return Audience.MEMBERS if audience == Audience.TEAM and asker.team is None else audience


def _linked(texts: list[QuestionText], plans: list[Plan]) -> dict[QuestionText, Plan]:
    """Questions that an activity grows from."""
    by_text = {text.text: text for text in texts}
    return {by_text[question]: plan for plan in plans for question in plan.text.grew_from}


def _asked_by(text: QuestionText) -> str | None:
    return next((email for beginning, email in ASKED_BY.items() if text.text.startswith(beginning)), None)


def _is_practical(text: QuestionText) -> bool:
    return re.search(r"praktijkschool|praktijkkeuken", text.text) is not None


def _is_teaching_side(member: Member) -> bool:
    return member.group in {"soml", "vo", "po", "so"} or member.home.kind in {"vocational", "higher_education"}
