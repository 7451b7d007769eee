"""Which question is asked by whom, when, and what becomes of it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from random import Random

from heyy.core.clock import at_wall
from heyy.demo.cast import Member
from heyy.demo.content import QuestionText, activity_texts, question_texts
from heyy.demo.programme import Plan
from heyy.demo.school_days import writing_moment
from heyy.demo.world import World
from heyy.people.enums import Audience

TEACHERS_QUESTION = "Mijn vwo 6 leest voor de literatuurlijst"
BROKERS_SCHOOL = "14PS00"
LIVE_AT_BROKERS_SCHOOL = 9


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
    *[(Fate.MET, 22, 45)] * 3,
)


@dataclass(frozen=True)
class Cue:
    """A question that is going to be asked."""

    text: QuestionText
    fate: Fate
    asker: Member
    asked: datetime
    audience: Audience


def plan_questions(world: World, plans: list[Plan]) -> list[Cue]:
    random = world.chance("questions")
    begun = {plan.text.slug: plan.begun for plan in plans}
    texts = list(question_texts())
    random.shuffle(texts)
    linked = _linked(texts, begun)
    teachers = next(text for text in texts if text.text.startswith(TEACHERS_QUESTION))
    own = [text for text in texts if text.answer_kind and text not in linked][: world.size.answered]
    rest = [text for text in texts if not text.answer_kind and text not in linked and text is not teachers]
    live_count = world.size.live - 1 - sum(is_live for _, is_live in linked.values())
    live, closed = rest[: max(live_count, 3)], rest[live_count:][: world.size.closed]
    cues = [_teachers(world, teachers)]
    for text, (slug, is_live) in linked.items():
        fate = Fate.BECOMES_ACTIVITY if is_live else Fate.BECAME_ACTIVITY
        asked = begun[slug] - timedelta(days=random.randrange(7, 24), hours=random.randrange(9))
        cues.append(_cue(world, text, fate, asked, random))
    cues += [_cue(world, text, Fate.ANSWERED, _long_ago(world, random), random) for text in own]
    cues += [_cue(world, text, Fate.CLOSED, _long_ago(world, random), random) for text in closed]
    cues += _live(world, live, random)
    return sorted(cues, key=lambda cue: cue.asked)


def _linked(texts: list[QuestionText], begun: dict[str, datetime]) -> dict[QuestionText, tuple[str, bool]]:
    """Questions an activity grows from: the activity, and whether it is still to come."""
    by_text = {text.text: text for text in texts}
    return {
        by_text[question]: (activity.slug, activity.is_upcoming)
        for activity in activity_texts()
        for question in activity.grew_from
        if activity.slug in begun
    }


def _teachers(world: World, text: QuestionText) -> Cue:
    """The teacher of the sign-ins waits since three days, with an offer of help to answer."""
    asked = at_wall(world.today - timedelta(days=3), writing_moment(world.chance("teacher"), world.today).time())
    teacher = world.cast.by_email["lerares@example.org"]
    return Cue(text, Fate.OFFERED, teacher, asked, Audience.MEMBERS)


def _long_ago(world: World, random: Random) -> datetime:
    """Within three years, dense in the last one, and long enough ago to have come to an end."""
    days = 75 + int((3 * 365 - 75) * random.random() ** 1.9)
    return writing_moment(random, world.days.on_or_before(world.today - timedelta(days=days)))


def _live(world: World, texts: list[QuestionText], random: Random) -> list[Cue]:
    fates = list(LIVE_FATES)
    random.shuffle(fates)
    at_school = 0
    cues = []
    # texts with a comment go to fates in which somebody offers help
    for place, text in enumerate(texts):
        fate, least, most = fates[place % len(fates)]
        if fate == Fate.WAITING and text.comments and least:
            fate = Fate.OFFERED
        asked = _days_ago(world, random.uniform(least, most), random)
        is_there = text.sector == "VO" and at_school < LIVE_AT_BROKERS_SCHOOL
        at_school += is_there
        cues.append(_cue(world, text, fate, asked, random, school=BROKERS_SCHOOL if is_there else ""))
    return cues


def _days_ago(world: World, days: float, random: Random) -> datetime:
    """Hours ago means last night: the demo's day has only begun."""
    if days < 1:
        return world.timeline.until - timedelta(hours=random.uniform(1.5, 9))
    day: date = world.today - timedelta(days=round(days) + 1)
    return writing_moment(random, day)


def _cue(
    world: World, text: QuestionText, fate: Fate, asked: datetime, random: Random, *, school: str = ""
) -> Cue:
    asker = _asker(world, text, asked, random, school)
    return Cue(text, fate, asker, asked, _audience(asker, fate, random))


def _asker(world: World, text: QuestionText, asked: datetime, random: Random, school: str) -> Member:
    """For a team or a school somebody who leads asks; most of the questions come from the founders' schools."""
    cast = world.cast
    pool = cast.free(lambda member: member.sector == text.sector and member.is_here(asked) and _is_teaching_side(member))
    pool = pool or cast.free(lambda member: member.group == "soml" and member.is_here(asked))
    if school:
        pool = [member for member in pool if member.home.key == school] or pool
    elif text.sector == "VO" and random.random() < 0.6:
        pool = [member for member in pool if member.group == "soml" and member.home.key != BROKERS_SCHOOL] or pool
    if text.asked_for != "person":
        leading = [member for member in pool if member.is_leader]
        pool = leading if leading and random.random() < 0.7 else pool
        return cast.writer_of("als teamleider" if pool is leading else text.text, pool, random)
    return cast.writer_of(text.text, pool, random)


def _is_teaching_side(member: Member) -> bool:
    return member.group in {"soml", "vo", "po", "so"} or member.home.kind in {"vocational", "higher_education"}


def _audience(asker: Member, fate: Fate, random: Random) -> Audience:
    """Most are for members; a sixth is public; some stay within the school or team."""
    if fate in {Fate.BECAME_ACTIVITY, Fate.BECOMES_ACTIVITY}:
        return Audience.MEMBERS
    audience = random.choices([Audience.MEMBERS, Audience.PUBLIC, Audience.SCHOOL, Audience.TEAM], [72, 18, 6, 4])[0]
    if audience == Audience.TEAM and asker.team is None:
        return Audience.MEMBERS
    return Audience(audience)
