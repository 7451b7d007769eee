"""The course of an activity: begun, published, registered for, held, closed, evaluated and thanked for."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from heyy.core.clock import at_wall
from heyy.demo.cast import Member
from heyy.demo.content import read
from heyy.demo.programme import FULL, IN_THE_MAKING, Plan
from heyy.demo.school_days import later
from heyy.demo.wording import Wording, rings_true
from heyy.demo.world import World
from heyy.meet4learn.actions.activities import (
    Draft,
    Meeting,
    add_maker,
    add_partner,
    publish_activity,
    start_activity,
)
from heyy.meet4learn.actions.registrations import (
    close_activity,
    evaluate,
    note_attendance,
    register,
    withdraw,
)
from heyy.meet4learn.enums import ActivityForm, Helped, PartnerPart
from heyy.meet4learn.models import Activity, LearningQuestion, Registration, Session
from heyy.people.enums import Audience

SHOWS_UP = (0.85, 0.93)
EVALUATES = 0.5
THANKS = 0.13
THANKS_TO_SIGN_INS = 0.8
WITHDRAWS = 0.06


@dataclass(frozen=True)
class Remarks:
    """What participants say afterwards, with whether it helped."""

    said: list[tuple[str, str]] = field(
        default_factory=lambda: [
            (row["helped"], row["text"]) for row in [*read("evaluations"), *read("messages")["answers"]]
        ]
    )
    thanks: Wording = field(default_factory=lambda: Wording([*read("thanks")["activity"], *read("thanks")["both"]]))


class Course:
    """One activity on the timeline."""

    def __init__(self, world: World, plan: Plan, remarks: Remarks) -> None:
        self._world = world
        self._plan = plan
        self._remarks = remarks
        self._random = world.chance("course", plan.text.slug)
        self._tags = _tags(plan)
        self._id = 0
        world.timeline.at(plan.begun, self._begin)

    def _activity(self) -> Activity:
        return Activity.objects.prefetch_related("makers").get(pk=self._id)

    def _begin(self, now: datetime) -> None:
        plan, owner = self._plan, self._plan.owner.person
        asked = [self._world.questions[text] for text in plan.text.grew_from if text in self._world.questions]
        questions = LearningQuestion.objects.filter(pk__in=asked)
        activity = start_activity(actor=owner, draft=self._draft(), questions=questions, now=now)
        self._id = activity.pk
        for member, role in plan.makers:
            add_maker(activity=activity, person=member.person, role=role, actor=owner, now=now)
        for slug, part in plan.text.partners:
            partner = self._world.places.partners[slug]
            add_partner(activity=activity, organisation=partner, part=PartnerPart(part), actor=owner, now=now)
        for key in plan.text.schools:
            school = self._world.places.schools[key]
            add_partner(activity=activity, organisation=school, part=PartnerPart.CO_DEVELOPED, actor=owner, now=now)
        if plan.is_published:
            self._world.timeline.at(plan.published, self._publish)

    def _draft(self) -> Draft:
        plan, text = self._plan, self._plan.text
        is_undated = text.slug == IN_THE_MAKING[0]
        for_members = text.form == "intervision"
        return Draft(
            title=text.title,
            form=ActivityForm(text.form),
            summary=text.summary,
            description=text.description,
            places=text.places,
            audience=Audience.MEMBERS if for_members else Audience.PUBLIC,
            sectors=text.sectors,
            themes=[self._world.theme_ids[theme] for theme in text.themes],
            meetings=[]
            if is_undated
            else [Meeting(start, end, plan.location, plan.room) for start, end in plan.meetings],
        )

    def _publish(self, now: datetime) -> None:
        publish_activity(activity=self._activity(), actor=self._plan.owner.person, now=now)
        for member in self._participants(now):
            self._world.timeline.at(self._moment_to_register(now), partial(self._register, member))
        for member in self._plan.guests:
            self._world.timeline.at(self._moment_of_guest(now), partial(self._register, member))
        for number, (start, _) in enumerate(self._plan.meetings):
            if number != self._plan.left_to_tick:
                self._world.timeline.at(start + timedelta(minutes=40), partial(self._note_attendance, number))
        closing = at_wall(self._plan.days[-1] + timedelta(days=1), self._plan.text.start.replace(hour=8))
        self._world.timeline.at(closing, self._close)

    def _moment_of_guest(self, published: datetime) -> datetime:
        """Before the crowd; only where a waiting list is wanted after it."""
        if self._plan.text.slug not in FULL:
            return published + timedelta(minutes=self._random.randrange(5, 50))
        last = min(self._plan.meetings[0][0], self._world.timeline.until)
        return last - timedelta(hours=self._random.uniform(2, 14))

    def _participants(self, now: datetime) -> list[Member]:
        """Who asked for it first, then by chance: the eager, the own sector, colleagues, those who know the subject."""
        asked = LearningQuestion.objects.filter(
            pk__in=[self._world.questions.get(t, 0) for t in self._plan.text.grew_from]
        )
        invited = set(asked.values_list("asker", flat=True)) | set(asked.values_list("me_too_rows__person", flat=True))
        busy = set(self._plan.days)
        making = {self._plan.owner.pk, *(member.pk for member, _ in self._plan.makers)}
        pool = self._world.cast.free(
            lambda member: member.is_here(now) and member.pk not in making and not (member.busy & busy)
        )
        order = sorted(pool, key=lambda member: self._draw(member, member.pk in invited), reverse=True)
        chosen = order[: self._plan.wanted]
        for member in chosen:
            member.busy |= busy
        return chosen

    def _draw(self, member: Member, is_invited: bool) -> float:
        """Weighted drawing without replacement: the largest of u ** (1 / weight) come first."""
        text = self._plan.text
        weight = member.zeal * (1.0 if member.sector in text.sectors else 0.06)
        weight *= 0.25 if member.group == "partner" else 1.0
        weight *= 3.0 if member.home == self._plan.owner.home else 1.0
        weight *= 2.0 if self._world.cast.knows(member, text.themes) else 1.0
        weight *= 40.0 if is_invited else 1.0
        return float(self._random.random() ** (1.0 / weight))

    def _moment_to_register(self, published: datetime) -> datetime:
        """Many in the first days, some at the last moment."""
        closes = min(self._plan.meetings[0][0], self._world.timeline.until) - timedelta(hours=26)
        span = max((closes - published).total_seconds() / 3600, 2)
        hours = span * self._random.betavariate(0.7, 1.1)
        return min(later(self._random, published, hours, hours + 1), closes + timedelta(hours=5))

    def _register(self, member: Member, now: datetime) -> None:
        register(activity=Activity(pk=self._id), person=member.person, actor=member.person, now=now)
        if not member.reserved and self._random.random() < WITHDRAWS:
            moment = later(self._random, now, 20, 24 * 20)
            if moment < self._plan.meetings[0][0] - timedelta(hours=2):
                self._world.timeline.at(moment, partial(self._withdraw, member))

    def _withdraw(self, member: Member, now: datetime) -> None:
        withdraw(activity=Activity(pk=self._id), person=member.person, actor=member.person, now=now)

    def _note_attendance(self, number: int, now: datetime) -> None:
        session = Session.objects.select_related("activity").filter(activity=self._id)[number]
        places = Registration.objects.filter(activity=self._id, state="confirmed").values_list("pk", "person")
        share = self._random.uniform(*SHOWS_UP)
        guests = {member.pk for member in self._plan.guests}
        present = [pk for pk, person in places if person in guests or self._random.random() < share]
        note_attendance(session=session, present=present, actor=self._plan.owner.person, now=now)

    def _close(self, now: datetime) -> None:
        close_activity(activity=self._activity(), actor=self._plan.owner.person, now=now)
        there = Registration.objects.filter(activity=self._id, attendances__present=True).distinct().order_by("pk")
        for pk, person in there.values_list("pk", "person"):
            is_guest = any(member.pk == person for member in self._plan.guests)
            speaks = is_guest or self._random.random() < EVALUATES
            if speaks and person not in self._plan.silent:
                moment = later(self._random, now, 1, 24 * 8)
                self._world.timeline.at(moment, partial(self._evaluate, pk, self._world.cast.by_pk[person]))

    def _evaluate(self, pk: int, member: Member, now: datetime) -> None:
        registration = Registration.objects.select_related("activity", "person").get(pk=pk)
        helped, text = self._remark()
        thanks = ""
        likely = THANKS_TO_SIGN_INS if self._plan.owner.reserved else THANKS
        if helped == Helped.YES and self._random.random() < likely:
            thanks = self._remarks.thanks.choose(self._tags, self._random)
        evaluate(registration=registration, helped=helped, text=text, thanks=thanks, actor=member.person, now=now)

    def _remark(self) -> tuple[Helped, str]:
        """Four in ten only tap; the others write a line that fits where they were."""
        while True:
            helped, text = self._random.choice(self._remarks.said)
            if rings_true(text, self._tags):
                return Helped(helped), "" if self._random.random() < 0.4 else text


def _tags(plan: Plan) -> frozenset[str]:
    text = plan.text
    is_afternoon = 12 < text.start.hour < 16 and text.minutes < 240
    return frozenset(
        {
            text.form,
            *text.themes,
            *text.sectors,
            *(slug for slug, _ in text.partners),
            "online" if text.is_online else "on-site",
            *(["afternoon"] if is_afternoon else []),
            *(["spring"] if plan.days[-1].month in {1, 2, 3, 4} else []),
        }
    )


def plan_courses(world: World, plans: list[Plan]) -> None:
    remarks = Remarks()
    for plan in plans:
        Course(world, plan, remarks)
