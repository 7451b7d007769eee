"""Places and the waiting list under any order of registering, withdrawing, changing the number and calling off.

A plain model in memory does the same steps; after each of them the rows must be what the model says. The suite takes
a few hundred steps; `HEYY_STEPS=20000 pytest tests/meet4learn/test_places.py` takes as many as one likes.
"""

import os
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from heyy.core.errors import RuleBroken
from heyy.core.models import OutboxMail
from heyy.meet4learn.actions.activities import Draft, Meeting, cancel_activity, change_activity
from heyy.meet4learn.actions.registrations import register, withdraw
from heyy.meet4learn.enums import ActivityForm, RegistrationState
from heyy.meet4learn.errors import (
    ActivityNotOpen,
    ActivityStarted,
    FewerPlacesThanTaken,
    NotRegistered,
)
from heyy.meet4learn.models import Activity, Registration
from heyy.people.models import Person
from tests.factories.meet4learn import NEXT_WEEK, NOW, ActivityFactory
from tests.factories.people import member

STEPS_PER_RUN = 40
STEPS = int(os.environ.get("HEYY_STEPS", "400"))
WHO = st.integers(min_value=0, max_value=7)


@dataclass
class Expected:
    """The rules, in lists."""

    places: int
    inside: list[int] = field(default_factory=list)
    row: list[int] = field(default_factory=list)
    is_open: bool = True
    mails: list[tuple[int, str]] = field(default_factory=list)

    def register(self, who: int) -> type[RuleBroken] | None:
        if not self.is_open:
            return ActivityNotOpen
        if who not in self.inside + self.row:
            has_place = len(self.inside) < self.places
            (self.inside if has_place else self.row).append(who)
            self.mails.append((who, "place" if has_place else "waiting"))
        return None

    def withdraw(self, who: int) -> type[RuleBroken] | None:
        if who not in self.inside + self.row:
            return NotRegistered
        (self.inside if who in self.inside else self.row).remove(who)
        self.mails.append((who, "withdrawn"))
        self._promote()
        return None

    def set_places(self, places: int) -> type[RuleBroken] | None:
        if places < len(self.inside):
            return FewerPlacesThanTaken
        self.places = places
        self._promote()
        return None

    def cancel(self) -> None:
        self.is_open = False
        self.mails += [(who, "cancelled") for who in self.inside + self.row]

    def _promote(self) -> None:
        while self.is_open and self.row and len(self.inside) < self.places:
            self.inside.append(self.row.pop(0))
            self.mails.append((self.inside[-1], "place"))


class Places(RuleBasedStateMachine):
    people: list[Person]

    @initialize(places=st.integers(min_value=1, max_value=4))
    def begin(self, places: int) -> None:
        OutboxMail.objects.all().delete()
        activity = ActivityFactory(places=places)
        self.activity = Activity.objects.get(pk=activity.pk)
        self.owner = self.activity.makers.get().person
        self.expected, self.now = Expected(places), NOW

    def _same(self, problem: type[RuleBroken] | None, refused: type[RuleBroken] | None) -> None:
        assert refused is problem
        self.now += timedelta(seconds=1)

    def _try(self, action: object, who: int, now: datetime) -> type[RuleBroken] | None:
        person = self.people[who]
        return _refusal(action, activity=self.activity, person=person, actor=person, now=now)

    @rule(who=WHO)
    def register(self, who: int) -> None:
        self._same(self.expected.register(who), self._try(register, who, self.now))

    @rule(who=WHO)
    def withdraw(self, who: int) -> None:
        self._same(self.expected.withdraw(who), self._try(withdraw, who, self.now))

    @rule(places=st.integers(min_value=1, max_value=6))
    def change_places(self, places: int) -> None:
        draft = replace(_draft(self.activity), places=places)
        self._same(
            self.expected.set_places(places),
            _refusal(change_activity, activity=self.activity, draft=draft, actor=self.owner, now=self.now),
        )

    @precondition(lambda self: self.expected.is_open and len(self.expected.row) > 1)
    @rule()
    def cancel(self) -> None:
        self.expected.cancel()
        cancel_activity(activity=self.activity, reason="", actor=self.owner, now=self.now)

    @rule(who=WHO)
    def come_too_late(self, who: int) -> None:
        """Once it has started nothing changes any more."""
        late = NEXT_WEEK + timedelta(seconds=1)
        assert self._try(register, who, late) is (ActivityStarted if self.expected.is_open else ActivityNotOpen)
        has_row = who in self.expected.inside + self.expected.row
        assert self._try(withdraw, who, late) is (ActivityStarted if has_row else NotRegistered)

    @invariant()
    def rows_are_as_expected(self) -> None:
        rows = Registration.objects.filter(activity=self.activity)
        who = {person.pk: number for number, person in enumerate(self.people)}
        inside = [who[row.person_id] for row in rows.filter(state=RegistrationState.CONFIRMED)]
        row = [who[row.person_id] for row in rows.filter(state=RegistrationState.WAITING).order_by("queued_at", "id")]
        assert (sorted(inside), row) == (sorted(self.expected.inside), self.expected.row)

    @invariant()
    def numbers_fit_the_rows(self) -> None:
        now = Activity.objects.get(pk=self.activity.pk)
        assert (now.taken, now.waiting) == (len(self.expected.inside), len(self.expected.row))
        assert now.taken <= now.places == self.expected.places
        assert not (self.expected.is_open and now.waiting and now.places_left)

    @invariant()
    def everything_was_told_once(self) -> None:
        numbers = {person.email: number for number, person in enumerate(self.people)}
        told = [
            (numbers[mail.to], next(word for word in mail.key.split(":") if word in KINDS))
            for mail in OutboxMail.objects.all()
        ]
        assert sorted(told) == sorted(self.expected.mails)


KINDS = {"place", "waiting", "withdrawn", "cancelled"}


def _refusal(action: object, **arguments: object) -> type[RuleBroken] | None:
    try:
        action(**arguments)  # type: ignore[operator]  # one of three actions
    except RuleBroken as problem:
        return type(problem)
    return None


def _draft(activity: Activity) -> Draft:
    meetings = [Meeting(one.starts_at, one.ends_at, pk=one.pk) for one in activity.sessions.all()]
    return Draft(activity.title, ActivityForm(activity.form), activity.summary, activity.places, meetings=meetings)


@pytest.mark.django_db
def test_places_are_never_oversold_and_nobody_waits_beside_a_free_one() -> None:
    Places.people = [member(email=f"p{n}@example.org") for n in range(8)]
    run_state_machine_as_test(
        Places,
        settings=settings(
            max_examples=max(1, STEPS // STEPS_PER_RUN),
            stateful_step_count=STEPS_PER_RUN,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
            derandomize=STEPS <= 400,
        ),
    )
