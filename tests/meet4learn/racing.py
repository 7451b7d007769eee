"""What several processes do at once in `test_races`: each runs a few clients, which are threads with a connection."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from random import Random
from typing import Any
from unittest.mock import patch

from django.db import connections

from heyy.core.errors import RuleBroken
from heyy.meet4learn.actions.activities import Draft, Meeting, change_activity
from heyy.meet4learn.actions.introductions import ask_for_coffee
from heyy.meet4learn.actions.registrations import register, withdraw
from heyy.meet4learn.enums import ActivityForm
from heyy.meet4learn.models import Activity, LearningQuestion
from heyy.people.models import Person

Outcomes = dict[str, int]


def _outcomes(job: Callable[[int], str], numbers: list[int], clients: int) -> Outcomes:
    """How often each result or error came, with so many clients at once."""

    def client(mine: list[int]) -> list[str]:
        try:
            return [_outcome(job, number) for number in mine]
        finally:
            connections.close_all()

    shares = [numbers[n::clients] for n in range(clients)]
    with ThreadPoolExecutor(clients) as pool:
        return dict(Counter(result for results in pool.map(client, shares) for result in results))


def _outcome(job: Callable[[int], str], number: int) -> str:
    try:
        return job(number)
    except RuleBroken as refusal:
        return refusal.code
    except Exception as problem:  # noqa: BLE001  # counted, and then the test fails on the count
        return f"{type(problem).__name__}: {problem}"


def register_all(activity: int, people: list[int], clients: int, now: datetime) -> Outcomes:
    persons = Person.objects.in_bulk(people)

    def job(number: int) -> str:
        person = persons[number]
        return str(register(activity=Activity(pk=activity), person=person, actor=person, now=now).state)

    return _outcomes(job, people, clients)


def register_all_without_lock(activity: int, people: list[int], clients: int, now: datetime) -> Outcomes:
    """The same action with its transaction taken off and its lock turned into a plain read."""
    persons = Person.objects.in_bulk(people)

    def job(number: int) -> str:
        person = persons[number]
        row = register.__wrapped__(  # type: ignore[attr-defined]  # what the decorator left
            activity=Activity(pk=activity), person=person, actor=person, now=now
        )
        return str(row.state)

    with patch("heyy.meet4learn.actions.registrations.lock_activity", _read_activity):
        return _outcomes(job, people, clients)


def _read_activity(activity_id: int) -> Activity:
    return Activity.objects.get(pk=activity_id)


def come_and_go(activity: int, people: list[int], seed: int, now: datetime) -> Outcomes:
    """Each person registers, withdraws and registers again, a few times, in an order of chance."""
    random, persons = Random(seed), Person.objects.in_bulk(people)
    steps = [number for number in people for _ in range(6)]
    random.shuffle(steps)
    moments = iter(now + timedelta(milliseconds=n) for n in range(len(steps)))

    def job(number: int) -> str:
        action, person = random.choice([register, withdraw]), persons[number]
        return str(action(activity=Activity(pk=activity), person=person, actor=person, now=next(moments)).state)

    return _outcomes(job, steps, clients=1)


def change_places(activity: int, owner: int, numbers: list[int], now: datetime) -> Outcomes:
    actor = Person.objects.get(pk=owner)

    def job(places: int) -> str:
        row = Activity.objects.get(pk=activity)
        meetings = [Meeting(one.starts_at, one.ends_at, pk=one.pk) for one in row.sessions.all()]
        draft = Draft(row.title, ActivityForm(row.form), row.summary, places, meetings=meetings)
        change_activity(activity=row, draft=draft, actor=actor, now=now)
        return "changed"

    return _outcomes(job, numbers, clients=1)


def come_and_go_while_places_change(activity: int, now: datetime, **share: Any) -> Outcomes:
    return (change_places if "numbers" in share else come_and_go)(activity=activity, now=now, **share)


def ask_helper(questions: list[int], helper: int, clients: int, now: datetime) -> Outcomes:
    """The askers of these questions all ask one person for coffee."""
    asked = Person.objects.get(pk=helper)

    def job(number: int) -> str:
        question = LearningQuestion.objects.select_related("asker").get(pk=number)
        row = ask_for_coffee(question=question, helper=asked, message="", actor=question.asker, now=now)
        return str(row.state)

    return _outcomes(job, questions, clients)
