"""Many people at once for few places, with real processes, on the engine the suite runs on.

`HEYY_ROUNDS=20 pytest tests/meet4learn/test_races.py` races as often as one likes; the suite takes two rounds.
"""

import os
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest

from heyy.core.models import AuditEntry, OutboxMail
from heyy.meet4learn.enums import RegistrationState
from heyy.meet4learn.models import Activity, Introduction, Registration
from heyy.people.models import Person
from tests.factories.meet4learn import NOW, ActivityFactory, QuestionFactory
from tests.factories.people import PersonFactory, member
from tests.meet4learn import racing
from tests.meet4learn.mailbox import kind_of
from tests.processes import Processes, processes

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = int(os.environ.get("HEYY_ROUNDS", "2"))
MOST_TRIES = 20
PROCESSES = 4
CONFIRMED, WAITING = RegistrationState.CONFIRMED, RegistrationState.WAITING


@pytest.fixture(scope="module")
def four(django_db_setup: None) -> Iterator[Processes]:
    with processes(PROCESSES) as running:
        yield running


def crowd(number: int) -> list[Person]:
    return Person.objects.bulk_create(PersonFactory.build() for _ in range(number))


def total(outcomes: list[racing.Outcomes]) -> Counter[str]:
    return sum((Counter(one) for one in outcomes), Counter())


def race(four: Processes, activity: Activity, people: list[Person], clients: int) -> Counter[str]:
    """Everybody registers, divided over the processes and the clients in each."""
    shares = [
        {
            "activity": activity.pk,
            "people": [person.pk for person in people[n::PROCESSES]],
            "clients": clients // PROCESSES,
            "now": NOW,
        }
        for n in range(PROCESSES)
    ]
    return total(four.at_once(racing.register_all, shares))


def check_whole(activity: Activity) -> None:
    """The numbers fit the rows, nothing is oversold, and nobody waits beside a free place."""
    now = Activity.objects.get(pk=activity.pk)
    rows = Counter(Registration.objects.filter(activity=now).values_list("state", flat=True))
    assert (now.taken, now.waiting) == (rows[CONFIRMED], rows[WAITING])
    assert now.taken <= now.places
    assert now.taken == now.places or now.waiting == 0


def test_fifty_people_for_thirty_places_are_thirty_in_and_twenty_waiting(four: Processes) -> None:
    activity = ActivityFactory(places=30)
    assert race(four, activity, crowd(50), clients=32) == {CONFIRMED: 30, WAITING: 20}
    check_whole(activity)
    assert (Activity.objects.get().taken, Activity.objects.get().waiting) == (30, 20)


@pytest.mark.parametrize("number", range(ROUNDS))
def test_five_hundred_by_32_clients_for_twenty_places_loses_and_doubles_nothing(four: Processes, number: int) -> None:
    activity, people = ActivityFactory(places=20), crowd(500)
    assert race(four, activity, people, clients=32) == {CONFIRMED: 20, WAITING: 480}
    check_whole(activity)
    assert set(Registration.objects.values_list("person", flat=True)) == {person.pk for person in people}
    told = Counter((mail.to, kind_of(mail)) for mail in OutboxMail.objects.all())
    states = Registration.objects.values_list("person__email", "state")
    kinds = {str(CONFIRMED): "registration place", str(WAITING): "registration waiting"}
    assert told == {(email, kinds[state]): 1 for email, state in states}
    assert AuditEntry.objects.filter(verb="register").count() == 500


def test_everybody_on_the_waiting_list_has_a_number_of_one_s_own(four: Processes) -> None:
    activity = ActivityFactory(places=1)
    race(four, activity, crowd(21), clients=32)
    bodies = [mail.body for mail in OutboxMail.objects.filter(key__contains=":waiting:")]
    assert all(sum(f" {place} " in body for body in bodies) == 1 for place in range(1, 21))


def test_one_person_in_32_clients_registers_once(four: Processes) -> None:
    activity, (anna,) = ActivityFactory(places=3), crowd(1)
    share = {"activity": activity.pk, "people": [anna.pk] * 8, "clients": 8, "now": NOW}
    assert total(four.at_once(racing.register_all, [share] * PROCESSES)) == {CONFIRMED: 32}
    check_whole(activity)
    assert (Registration.objects.count(), OutboxMail.objects.count()) == (1, 1)


def test_the_same_race_without_the_lock_oversells(four: Processes) -> None:
    """The test of the tests above: they would see it."""
    for _ in range(MOST_TRIES):
        activity, people = ActivityFactory(places=5), crowd(60)
        shares = [
            {"activity": activity.pk, "people": [one.pk for one in people[n::PROCESSES]], "clients": 4, "now": NOW}
            for n in range(PROCESSES)
        ]
        outcomes = total(four.at_once(racing.register_all_without_lock, shares))
        if outcomes[CONFIRMED] > 5:
            break
    assert outcomes[CONFIRMED] > 5
    assert Registration.objects.filter(activity=activity, state=CONFIRMED).count() > 5


def test_coming_and_going_never_gives_one_place_twice(four: Processes) -> None:
    activity, people = ActivityFactory(places=4), crowd(16)
    shares = [
        {"activity": activity.pk, "people": [one.pk for one in people[n::PROCESSES]], "seed": n, "now": NOW}
        for n in range(PROCESSES)
    ]
    outcomes = total(four.at_once(racing.come_and_go, shares))
    assert set(outcomes) <= {"confirmed", "waiting", "withdrawn", "not-registered"}
    assert outcomes["withdrawn"] > 0
    check_whole(activity)


def test_coming_and_going_while_the_places_change(four: Processes) -> None:
    activity, people = ActivityFactory(places=3), crowd(9)
    owner = activity.makers.get().person_id
    shares = [
        {"activity": activity.pk, "people": [one.pk for one in people[n::3]], "seed": n, "now": NOW} for n in range(3)
    ]
    changes = {"activity": activity.pk, "owner": owner, "numbers": [1, 5, 2, 6, 3] * 4, "now": NOW}
    outcomes = total(four.at_once(racing.come_and_go_while_places_change, [*shares, changes]))
    assert set(outcomes) <= {
        "confirmed",
        "waiting",
        "withdrawn",
        "not-registered",
        "changed",
        "fewer-places-than-taken",
    }
    assert outcomes["changed"] > 0
    check_whole(activity)


def test_a_third_ask_does_not_slip_past_two_others(four: Processes) -> None:
    bas = member()
    questions = [QuestionFactory().pk for _ in range(16)]
    shares = [
        {"questions": questions[n::PROCESSES], "helper": bas.pk, "clients": 4, "now": NOW + timedelta(hours=n)}
        for n in range(PROCESSES)
    ]
    outcomes = total(four.at_once(racing.ask_helper, shares))
    assert outcomes == {"asked": 2, "person-unavailable": 14}
    assert Introduction.objects.filter(helper=bas).count() == OutboxMail.objects.count() == 2
