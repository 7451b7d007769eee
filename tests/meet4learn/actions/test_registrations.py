from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from heyy.core.errors import NotAllowed
from heyy.core.models import AuditEntry, OutboxMail
from heyy.core.queries.search import search
from heyy.meet4learn.actions import registrations
from heyy.meet4learn.actions.registrations import (
    close_activity,
    evaluate,
    note_attendance,
    register,
    withdraw,
)
from heyy.meet4learn.enums import ActivityState, Helped, MakerRole, QuestionState, RegistrationState
from heyy.meet4learn.errors import ActivityNotOpen, ActivityStarted, DidNotTakePart, NotRegistered, NotYetBegun
from heyy.meet4learn.models import Activity, Attendance, Evaluation, Registration
from heyy.people.enums import EvidenceKind
from heyy.people.models import Evidence, Person, Thanks
from tests.factories.meet4learn import (
    NEXT_WEEK,
    NOW,
    ActivityFactory,
    MakerFactory,
    QuestionFactory,
    RegistrationFactory,
    SessionFactory,
)
from tests.factories.organisations import ThemeFactory
from tests.factories.people import PersonFactory, administrator, funder, member, relation_manager
from tests.meet4learn.mailbox import empty_mailbox, mailbox, mailed

pytestmark = pytest.mark.django_db

AFTER = NEXT_WEEK + timedelta(days=1)
SECOND = timedelta(seconds=1)


def people(number: int) -> list[Person]:
    return [member(email=f"p{n}@example.org") for n in range(number)]


def enrol(activity: Activity, person: Person, after_s: int = 0, **changes: Any) -> Registration:
    values = {"actor": person, "now": NOW + after_s * SECOND, **changes}
    return register(activity=activity, person=person, **values)


def leave(activity: Activity, person: Person, after_s: int = 100, **changes: Any) -> Registration:
    values = {"actor": person, "now": NOW + after_s * SECOND, **changes}
    return withdraw(activity=activity, person=person, **values)


def filled(places: int, number: int) -> tuple[Activity, list[Person]]:
    activity, persons = ActivityFactory(places=places), people(number)
    for n, person in enumerate(persons):
        enrol(activity, person, n)
    return activity, persons


def states(activity: Activity) -> dict[str, str]:
    rows = Registration.objects.filter(activity=activity).order_by("pk").values_list("person__email", "state")
    return {email.removesuffix("@example.org"): state for email, state in rows}


def counted(activity: Activity) -> tuple[int, int]:
    row = Activity.objects.get(pk=activity.pk)
    return row.taken, row.waiting


def owner_of(activity: Activity) -> Person:
    return activity.makers.get(is_owner=True).person


def test_register_gives_a_place_while_there_is_one() -> None:
    activity, (anna,) = ActivityFactory(places=2), people(1)
    registration = enrol(activity, anna)
    assert (registration.state, registration.queued_at, registration.changed_at) == (
        RegistrationState.CONFIRMED,
        NOW,
        NOW,
    )
    assert counted(activity) == (1, 0)
    assert mailbox() == [("p0@example.org", "registration place")]
    assert "BEGIN:VEVENT" in OutboxMail.objects.get().calendar


def test_register_puts_the_next_on_the_waiting_list_when_full() -> None:
    activity, _ = filled(places=1, number=3)
    assert states(activity) == {"p0": "confirmed", "p1": "waiting", "p2": "waiting"}
    assert counted(activity) == (1, 2)
    assert mailbox() == [
        ("p0@example.org", "registration place"),
        ("p1@example.org", "registration waiting"),
        ("p2@example.org", "registration waiting"),
    ]
    assert [mail.calendar for mail in OutboxMail.objects.all()][1:] == ["", ""]


def test_register_tells_the_place_in_the_row() -> None:
    filled(places=1, number=3)
    waiting = OutboxMail.objects.filter(key__contains=":waiting:").order_by("pk")
    assert [place for mail, place in zip(waiting, (1, 2), strict=True) if f" {place} " in mail.body] == [1, 2]


def test_register_twice_changes_nothing() -> None:
    activity, (anna, bas) = filled(places=1, number=2)
    for person in (anna, bas):
        enrol(activity, person, after_s=50)
    assert counted(activity) == (1, 1)
    assert set(Registration.objects.values_list("queued_at", flat=True)) == {NOW, NOW + SECOND}
    assert len(mailbox()) == AuditEntry.objects.filter(verb="register").count() == 2


def test_one_row_per_person_is_the_database_s_rule() -> None:
    row = RegistrationFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        RegistrationFactory(activity=row.activity, person=row.person)


def test_more_taken_than_places_is_refused_by_the_database() -> None:
    activity = ActivityFactory(places=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(pk=activity.pk).update(taken=3)


@pytest.mark.parametrize("state", [ActivityState.MAKING, ActivityState.HELD, ActivityState.CANCELLED])
def test_register_is_refused_unless_it_is_open(state: ActivityState) -> None:
    activity = ActivityFactory(state=state)
    with pytest.raises(ActivityNotOpen):
        enrol(activity, member())
    assert not Registration.objects.exists()


def test_register_is_refused_from_the_moment_it_starts() -> None:
    activity, (anna, bas) = ActivityFactory(), people(2)
    enrol(activity, anna, now=NEXT_WEEK - SECOND)
    with pytest.raises(ActivityStarted):
        enrol(activity, bas, now=NEXT_WEEK)
    assert states(activity) == {"p0": "confirmed"}


@pytest.mark.parametrize("other", [funder, administrator])
def test_register_is_for_members(other: Any) -> None:
    with pytest.raises(NotAllowed):
        enrol(ActivityFactory(), other())


def test_nobody_registers_a_colleague_except_the_makers() -> None:
    activity, anna = ActivityFactory(), member()
    with pytest.raises(NotAllowed):
        enrol(activity, anna, actor=member())
    assert not Registration.objects.exists()
    for n, actor in enumerate((owner_of(activity), relation_manager())):
        assert enrol(activity, PersonFactory(), actor=actor).state == RegistrationState.CONFIRMED
        assert counted(activity) == (n + 1, 0)


def test_withdraw_gives_the_place_to_who_waits_longest_in_the_same_transaction() -> None:
    activity, (anna, *_) = filled(places=1, number=3)
    empty_mailbox()
    leave(activity, anna)
    assert states(activity) == {"p0": "withdrawn", "p1": "confirmed", "p2": "waiting"}
    assert counted(activity) == (1, 1)
    assert mailbox() == [("p0@example.org", "registration withdrawn"), ("p1@example.org", "registration place")]
    assert "BEGIN:VEVENT" in OutboxMail.objects.get(to="p1@example.org").calendar


def test_a_withdrawal_that_fails_promotes_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    activity, (anna, _bas) = filled(places=1, number=2)
    empty_mailbox()

    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(registrations, "settle", fail)
    with pytest.raises(RuntimeError), transaction.atomic():
        leave(activity, anna)
    assert states(activity) == {"p0": "confirmed", "p1": "waiting"}
    assert (counted(activity), mailbox()) == ((1, 1), [])


def test_withdraw_from_the_waiting_list_moves_nobody() -> None:
    activity, (_, bas, _) = filled(places=1, number=3)
    empty_mailbox()
    leave(activity, bas)
    assert states(activity) == {"p0": "confirmed", "p1": "withdrawn", "p2": "waiting"}
    assert counted(activity) == (1, 1)
    assert mailbox() == [("p1@example.org", "registration withdrawn")]


def test_who_comes_back_goes_to_the_end_of_the_row() -> None:
    activity, (anna, bas, carla) = filled(places=1, number=3)
    leave(activity, bas)
    enrol(activity, bas, after_s=200)
    assert counted(activity) == (1, 2)
    leave(activity, anna, after_s=300)
    assert states(activity) == {"p0": "withdrawn", "p1": "waiting", "p2": "confirmed"}
    leave(activity, carla, after_s=400)
    assert states(activity) == {"p0": "withdrawn", "p1": "confirmed", "p2": "withdrawn"}
    assert Registration.objects.count() == 3


def test_each_time_somebody_comes_and_goes_is_told_by_mail() -> None:
    activity, (anna,) = ActivityFactory(), people(1)
    for n in range(2):
        enrol(activity, anna, after_s=10 * n)
        leave(activity, anna, after_s=10 * n + 5)
    assert mailed("p0@example.org") == ["registration place", "registration withdrawn"] * 2


def test_withdraw_is_refused_from_the_moment_it_starts() -> None:
    activity, (anna,) = filled(places=1, number=1)
    with pytest.raises(ActivityStarted):
        leave(activity, anna, now=NEXT_WEEK)
    assert counted(activity) == (1, 0)


def test_withdraw_is_refused_for_who_has_no_place() -> None:
    activity, (anna, _) = filled(places=1, number=2)
    leave(activity, anna)
    for person in (anna, member()):
        with pytest.raises(NotRegistered):
            leave(activity, person)


def test_makers_withdraw_somebody_and_others_do_not() -> None:
    activity, (anna, bas) = filled(places=2, number=2)
    with pytest.raises(NotRegistered):
        leave(activity, anna, actor=bas)
    leave(activity, anna, actor=owner_of(activity))
    leave(activity, bas, actor=relation_manager())
    assert counted(activity) == (0, 0)


def test_nobody_is_promoted_in_what_was_cancelled() -> None:
    activity, (anna, _) = filled(places=1, number=2)
    Activity.objects.filter(pk=activity.pk).update(state=ActivityState.CANCELLED)
    leave(activity, anna)
    assert states(activity) == {"p0": "withdrawn", "p1": "waiting"}
    assert counted(activity) == (0, 1)


def held(number: int = 2) -> tuple[Activity, list[Registration]]:
    """An activity whose first meeting was yesterday, with confirmed registrations."""
    activity = ActivityFactory(places=number + 1)
    rows = [enrol(activity, person, n) for n, person in enumerate(people(number))]
    empty_mailbox()
    return activity, rows


def attend(activity: Activity, present: list[Registration], **changes: Any) -> list[Attendance]:
    values = {"actor": owner_of(activity), "now": AFTER, **changes}
    session = activity.sessions.order_by("starts_at")[0]
    return note_attendance(session=session, present=[row.pk for row in present], **values)


def presence() -> dict[int, bool]:
    return dict(Attendance.objects.values_list("registration", "present"))


def test_note_attendance_marks_everyone_with_a_place() -> None:
    activity, (anna, bas) = held()
    waiting = RegistrationFactory(activity=activity, state=RegistrationState.WAITING)
    attend(activity, [anna, waiting])
    assert presence() == {anna.pk: True, bas.pk: False}
    assert AuditEntry.objects.get(verb="note_attendance").about == {"present": 1}


def test_note_attendance_again_corrects_it() -> None:
    activity, (anna, bas) = held()
    attend(activity, [anna])
    attend(activity, [bas])
    assert presence() == {anna.pk: False, bas.pk: True}


def test_note_attendance_is_per_meeting() -> None:
    activity, (anna, bas) = held()
    second = SessionFactory(activity=activity, starts_at=NEXT_WEEK + timedelta(hours=5))
    attend(activity, [anna])
    note_attendance(session=second, present=[bas.pk], actor=owner_of(activity), now=AFTER)
    assert Attendance.objects.filter(present=True).count() == 2
    assert Attendance.objects.get(session=second, present=True).registration == bas


def test_note_attendance_waits_until_the_meeting_begins() -> None:
    activity, (anna, _) = held()
    with pytest.raises(NotYetBegun):
        attend(activity, [anna], now=NEXT_WEEK - SECOND)
    attend(activity, [anna], now=NEXT_WEEK)


def test_note_attendance_and_closing_are_for_makers() -> None:
    activity, rows = held()
    for actor in (rows[0].person, member(), administrator()):
        with pytest.raises(NotAllowed):
            attend(activity, rows, actor=actor)
        with pytest.raises(NotAllowed):
            close_activity(activity=activity, actor=actor, now=AFTER)
    attend(activity, rows, actor=relation_manager())


def test_close_activity_asks_who_was_there_whether_it_helped() -> None:
    activity, (anna, _) = held()
    attend(activity, [anna])
    close_activity(activity=activity, actor=owner_of(activity), now=AFTER)
    assert Activity.objects.get().state == ActivityState.HELD
    assert mailbox() == [("p0@example.org", "registration evaluate")]


def test_close_activity_turns_giving_into_evidence_once() -> None:
    theme = ThemeFactory()
    activity, _ = held()
    activity.themes.add(theme)
    host = MakerFactory(activity=activity, role=MakerRole.HOSTS).person
    MakerFactory(activity=activity, role=MakerRole.ADVISES)
    for _ in range(2):
        close_activity(activity=activity, actor=owner_of(activity), now=AFTER)
    rows = Evidence.objects.order_by("pk")
    assert {row.person for row in rows} == {owner_of(activity), host}
    assert {(row.kind, row.line, row.source, row.on) for row in rows} == {
        (
            EvidenceKind.DID,
            "Feedback die werkt. Samen kijken naar feedback in de klas.",
            f"activity:{activity.pk}",
            AFTER.date(),
        )
    }
    assert all(list(row.themes.all()) == [theme] for row in rows)
    assert len(search("evidence", "feedback")) == 2


def test_close_activity_answers_the_live_questions_it_grew_from() -> None:
    activity, _ = held()
    live, closed = QuestionFactory(), QuestionFactory(state=QuestionState.CLOSED)
    activity.grew_from.set([live, closed])
    close_activity(activity=activity, actor=owner_of(activity), now=AFTER)
    for question in (live, closed):
        question.refresh_from_db()
    assert (live.state, live.outcome_kind, live.outcome_text) == ("answered", "activity", "Feedback die werkt")
    assert [(event.kind, event.activity) for event in live.events.all()] == [("answered", activity)]
    assert (closed.state, closed.outcome_kind) == ("closed", "")


def test_close_activity_waits_until_it_begins() -> None:
    activity, _ = held()
    with pytest.raises(NotYetBegun):
        close_activity(activity=activity, actor=owner_of(activity), now=NEXT_WEEK - SECOND)
    assert Activity.objects.get().state == ActivityState.OPEN


@pytest.mark.parametrize("state", [ActivityState.MAKING, ActivityState.CANCELLED])
def test_close_activity_leaves_alone_what_was_not_open(state: ActivityState) -> None:
    activity = ActivityFactory(state=state)
    close_activity(activity=activity, actor=owner_of(activity), now=AFTER)
    assert Activity.objects.get().state == state
    assert not Evidence.objects.exists()


def answer(registration: Registration, helped: Helped = Helped.YES, **changes: Any) -> Evaluation:
    values = {"text": "Morgen  probeer ik het.", "thanks": "", "actor": registration.person, "now": AFTER, **changes}
    return evaluate(registration=registration, helped=helped, **values)


def test_evaluate_keeps_one_answer_which_may_be_changed() -> None:
    activity, (anna, _) = held()
    attend(activity, [anna])
    answer(anna)
    answer(anna, Helped.PARTLY, text="Toch niet helemaal.")
    evaluation = Evaluation.objects.get()
    assert (evaluation.helped, evaluation.text) == (Helped.PARTLY, "Toch niet helemaal.")


def test_evaluate_is_for_who_was_there_and_for_nobody_else() -> None:
    activity, (anna, bas) = held()
    attend(activity, [anna])
    with pytest.raises(DidNotTakePart):
        answer(bas)
    for actor in (bas.person, owner_of(activity)):
        with pytest.raises(DidNotTakePart):
            answer(anna, actor=actor)
    assert not Evaluation.objects.exists()


def test_thanks_go_to_all_makers_once_and_become_evidence() -> None:
    activity, (anna, bas) = held()
    maker = MakerFactory(activity=activity, person__email="maker@example.org").person
    attend(activity, [anna, bas])
    answer(anna, thanks="Dank jullie wel!")
    answer(anna, thanks="En nog eens!")
    answer(bas, thanks="Fijne middag!")
    assert mailed("maker@example.org") == ["thanks activity"] * 2
    assert Thanks.objects.filter(receiver=maker).count() == 2
    evidence = Evidence.objects.get(person=maker)
    assert (evidence.kind, evidence.line) == (
        EvidenceKind.HELPED,
        "Feedback die werkt. Samen kijken naar feedback in de klas.",
    )
    assert Evidence.objects.count() == 2


def test_a_maker_who_took_part_does_not_thank_oneself() -> None:
    activity, (anna, _) = held()
    MakerFactory(activity=activity, person=anna.person)
    attend(activity, [anna])
    answer(anna, thanks="Dank!")
    assert [thanks.receiver for thanks in Thanks.objects.all()] == [owner_of(activity)]
