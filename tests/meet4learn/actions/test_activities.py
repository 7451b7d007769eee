from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from heyy.core import clock
from heyy.core.errors import NotAllowed
from heyy.core.models import AuditEntry, OutboxMail
from heyy.core.queries.search import search
from heyy.meet4learn.actions.activities import (
    Draft,
    Meeting,
    add_maker,
    add_partner,
    cancel_activity,
    change_activity,
    make_owner,
    publish_activity,
    remove_maker,
    remove_partner,
    start_activity,
)
from heyy.meet4learn.actions.occupancy import calendar_text
from heyy.meet4learn.actions.questions import say_me_too
from heyy.meet4learn.actions.registrations import register
from heyy.meet4learn.enums import (
    ActivityForm,
    ActivityState,
    MakerRole,
    PartnerPart,
    QuestionState,
    RegistrationState,
)
from heyy.meet4learn.errors import (
    ActivityNotComplete,
    ActivityOver,
    FewerPlacesThanTaken,
    MeetingWasHeld,
    OwnerStays,
    SessionEndsBeforeStart,
    TwoSessionsAtOnce,
)
from heyy.meet4learn.models import Activity, Attendance, Maker, PartnerRole, Registration, Session
from heyy.people.enums import Audience
from heyy.people.models import Person
from tests.factories.meet4learn import NEXT_WEEK, NOW, ActivityFactory, MakerFactory, QuestionFactory
from tests.factories.organisations import LocationFactory, PartnerFactory, ThemeFactory
from tests.factories.people import administrator, funder, member, relation_manager
from tests.meet4learn.mailbox import empty_mailbox, mailbox

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(hours=1)
WEEK = timedelta(days=7)
TWO_HOURS = timedelta(hours=2)


def meeting(at: datetime = NEXT_WEEK, **changes: Any) -> Meeting:
    return Meeting(starts_at=at, ends_at=at + TWO_HOURS, **changes)


DRAFT = Draft(
    title="Feedback die werkt",
    form=ActivityForm.BENDECAFE,
    summary="Samen kijken naar feedback in de klas.",
    places=10,
    meetings=[meeting()],
)


def start(actor: Person, draft: Draft = DRAFT, **more: Any) -> Activity:
    return start_activity(actor=actor, draft=draft, now=NOW, **more)


def as_it_is(activity: Activity) -> Draft:
    return Draft(
        title=activity.title,
        form=ActivityForm(activity.form),
        summary=activity.summary,
        places=activity.places,
        meetings=[
            Meeting(session.starts_at, session.ends_at, session.location, session.room, session.pk)
            for session in activity.sessions.all()
        ],
    )


def change(activity: Activity, actor: Person | None = None, **changes: Any) -> Activity:
    draft = replace(as_it_is(activity), **changes)
    return change_activity(activity=activity, draft=draft, actor=actor or owner_of(activity), now=LATER)


def owner_of(activity: Activity) -> Person:
    return Maker.objects.get(activity=activity, is_owner=True).person


def fresh(activity: Activity) -> Activity:
    return Activity.objects.get(pk=activity.pk)


def with_people(places: int, people: int, **fields: Any) -> tuple[Activity, list[Person]]:
    activity = ActivityFactory(places=places, **fields)
    persons = [member(email=f"p{n}@example.org") for n in range(people)]
    for n, person in enumerate(persons):
        register(activity=activity, person=person, actor=person, now=NOW + timedelta(seconds=n))
    empty_mailbox()
    return fresh(activity), persons


def states(activity: Activity) -> list[str]:
    return list(Registration.objects.filter(activity=activity).order_by("pk").values_list("state", flat=True))


def test_start_activity_is_in_the_making_and_owned_by_who_started_it() -> None:
    anna, theme, location = member(), ThemeFactory(name_nl="Formatief toetsen"), LocationFactory()
    draft = replace(
        DRAFT,
        title="  Feedback   die werkt ",
        sectors=["VO", "MBO"],
        themes=[theme.pk],
        meetings=[meeting(NEXT_WEEK + WEEK), meeting(location=location, room="Aula")],
    )
    activity = fresh(start(anna, draft))
    assert (activity.title, activity.form, activity.places, activity.audience, activity.sector_list) == (
        "Feedback die werkt",
        ActivityForm.BENDECAFE,
        10,
        Audience.PUBLIC,
        ["VO", "MBO"],
    )
    assert (activity.state, activity.version, activity.taken, activity.waiting, activity.changed_at) == (
        ActivityState.MAKING,
        0,
        0,
        0,
        NOW,
    )
    assert (activity.first_at, activity.last_at) == (NEXT_WEEK, NEXT_WEEK + WEEK + TWO_HOURS)
    assert list(activity.makers.values_list("person", "role", "is_owner")) == [(anna.pk, MakerRole.GIVES, True)]
    assert list(activity.sessions.values_list("starts_at", "location", "room")) == [
        (NEXT_WEEK, location.pk, "Aula"),
        (NEXT_WEEK + WEEK, None, ""),
    ]
    for text in ("feedback", "formatief"):
        assert [number for number, _ in search("activity", text)] == [activity.pk]


def test_start_activity_from_questions_gives_them_a_plan_on_their_timeline() -> None:
    questions = [QuestionFactory(state=state) for state in (QuestionState.OPEN, QuestionState.CLOSED)]
    activity = start(member(), questions=questions)
    assert set(activity.grew_from.all()) == set(questions)
    for question in questions:
        question.refresh_from_db()
        assert [(event.kind, event.activity) for event in question.events.all()] == [("activity_started", activity)]
    assert [question.state for question in questions] == [QuestionState.PLANNED, QuestionState.CLOSED]


@pytest.mark.parametrize("other", [funder, administrator])
def test_start_activity_is_for_members(other: Any) -> None:
    with pytest.raises(NotAllowed):
        start(other())


@pytest.mark.parametrize(
    ("meetings", "problem"),
    [
        ([Meeting(NEXT_WEEK, NEXT_WEEK)], SessionEndsBeforeStart),
        ([Meeting(NEXT_WEEK, NEXT_WEEK - TWO_HOURS)], SessionEndsBeforeStart),
        ([meeting(), meeting()], TwoSessionsAtOnce),
    ],
)
def test_meetings_end_after_they_start_and_do_not_coincide(meetings: list[Meeting], problem: type[Exception]) -> None:
    with pytest.raises(problem):
        start(member(), replace(DRAFT, meetings=meetings))
    activity = ActivityFactory()
    with pytest.raises(problem):
        change(activity, meetings=meetings)
    assert Activity.objects.get() == activity


def test_publish_activity_opens_it() -> None:
    anna = member()
    activity = start(anna)
    publish_activity(activity=activity, actor=anna, now=LATER)
    assert (fresh(activity).state, fresh(activity).changed_at) == (ActivityState.OPEN, LATER)
    assert AuditEntry.objects.order_by("-pk")[0].verb == "publish_activity"


def test_publish_activity_asks_for_a_meeting() -> None:
    anna = member()
    activity = start(anna, replace(DRAFT, meetings=[]))
    with pytest.raises(ActivityNotComplete):
        publish_activity(activity=activity, actor=anna, now=LATER)
    assert (fresh(activity).state, fresh(activity).first_at) == (ActivityState.MAKING, None)


def test_publish_activity_invites_who_asked_and_who_joined_once_and_not_the_maker() -> None:
    anna, bas, carla = (member(email=f"{name}@example.org") for name in ("anna", "bas", "carla"))
    one, other = QuestionFactory(asker=bas), QuestionFactory(asker=carla)
    for question, actor in ((one, carla), (other, bas), (one, anna)):
        say_me_too(question=question, actor=actor, now=NOW)
    activity = start(anna, questions=[one, other])
    publish_activity(activity=activity, actor=anna, now=LATER)
    publish_activity(activity=activity, actor=anna, now=LATER)
    assert sorted(mailbox()) == [("bas@example.org", "activity invite"), ("carla@example.org", "activity invite")]


def test_publish_activity_does_not_bring_back_what_was_called_off_meanwhile() -> None:
    anna = member()
    activity = start(anna)
    cancel_activity(activity=activity, reason="", actor=anna, now=LATER)
    assert activity.state == ActivityState.MAKING  # as somebody else's page still shows it
    publish_activity(activity=activity, actor=anna, now=LATER)
    assert fresh(activity).state == ActivityState.CANCELLED


def test_change_activity_raises_the_version_each_time() -> None:
    activity = ActivityFactory()
    for version in (1, 2):
        changed = change(fresh(activity), title=f"Titel {version}")
        assert (changed.version, fresh(activity).version, fresh(activity).title) == (
            version,
            version,
            f"Titel {version}",
        )


def test_change_activity_is_found_by_its_new_words() -> None:
    activity = start(member())
    change(activity, title="Pesten bespreken", summary="Over de groep.")
    assert search("activity", "feedback") == []
    assert [number for number, _ in search("activity", "pesten")] == [activity.pk]


def test_people_with_a_place_hear_of_another_time_with_the_same_uid_and_the_next_sequence() -> None:
    activity, _ = with_people(places=1, people=2)
    before = event_in(calendar_text(activity))
    session = activity.sessions.get()
    change(activity, meetings=[Meeting(NEXT_WEEK + WEEK, NEXT_WEEK + WEEK + TWO_HOURS, pk=session.pk)])
    assert mailbox() == [("p0@example.org", "activity changed")]
    after = event_in(OutboxMail.objects.get().calendar)
    assert after["uid"] == before["uid"] == f"{activity.uid}-{session.pk}@heyy"
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert after["dtstart"].dt == NEXT_WEEK + WEEK


def event_in(calendar: str) -> Any:
    (event,) = Calendar.from_ical(calendar).walk("VEVENT")
    return event


@pytest.mark.parametrize("what", ["room", "location", "end"])
def test_people_with_a_place_hear_of_another_place_or_end(what: str) -> None:
    activity, _ = with_people(places=1, people=1)
    (had,) = as_it_is(activity).meetings
    changed = {
        "room": replace(had, room="Aula"),
        "location": replace(had, location=LocationFactory()),
        "end": replace(had, ends_at=had.ends_at + TWO_HOURS),
    }
    change(activity, meetings=[changed[what]])
    assert mailbox() == [("p0@example.org", "activity changed")]


def test_nobody_is_mailed_about_other_words() -> None:
    activity, _ = with_people(places=1, people=2)
    change(activity, title="Feedback die blijft", summary="Anders gezegd.", sectors=["PO"])
    assert mailbox() == []


def test_nobody_is_mailed_about_a_change_while_it_is_in_the_making() -> None:
    activity, _ = with_people(places=1, people=1)
    Activity.objects.filter(pk=activity.pk).update(state=ActivityState.MAKING)
    change(fresh(activity), meetings=[meeting(NEXT_WEEK + WEEK)])
    assert mailbox() == []


def test_meetings_keep_their_uid_when_others_come_and_go() -> None:
    activity = start(member(), replace(DRAFT, meetings=[meeting(), meeting(NEXT_WEEK + WEEK)]))
    first, second = activity.sessions.all()
    change(activity, meetings=[replace(meeting(NEXT_WEEK + WEEK), pk=second.pk), meeting(NEXT_WEEK + 2 * WEEK)])
    kept, new = activity.sessions.order_by("starts_at")
    assert (kept.pk, kept.starts_at) == (second.pk, NEXT_WEEK + WEEK)
    assert new.pk not in {first.pk, second.pk}


def test_a_series_moves_by_a_week_over_its_own_moments() -> None:
    weeks = [NEXT_WEEK + n * WEEK for n in range(4)]
    activity = start(member(), replace(DRAFT, meetings=[meeting(at) for at in weeks]))
    numbers = list(activity.sessions.values_list("pk", flat=True))
    moved = [meeting(at + WEEK, pk=pk) for at, pk in zip(weeks, numbers, strict=True)]
    change(activity, meetings=moved)
    assert list(activity.sessions.values_list("pk", "starts_at")) == [
        (pk, at + WEEK) for at, pk in zip(weeks, numbers, strict=True)
    ]
    assert (fresh(activity).first_at, fresh(activity).last_at) == (weeks[1], weeks[3] + WEEK + TWO_HOURS)


def test_two_meetings_change_places() -> None:
    activity = start(member(), replace(DRAFT, meetings=[meeting(), meeting(NEXT_WEEK + WEEK)]))
    first, second = activity.sessions.all()
    change(activity, meetings=[meeting(pk=second.pk), meeting(NEXT_WEEK + WEEK, pk=first.pk)])
    assert list(activity.sessions.values_list("pk", flat=True)) == [second.pk, first.pk]


def test_a_meeting_of_another_activity_is_not_moved() -> None:
    activity, other = ActivityFactory(), ActivityFactory(first_at=NEXT_WEEK + WEEK)
    theirs = other.sessions.get()
    change(activity, meetings=[meeting(NEXT_WEEK + 2 * WEEK, pk=theirs.pk)])
    theirs.refresh_from_db()
    assert (theirs.activity, theirs.starts_at) == (other, NEXT_WEEK + WEEK)
    assert activity.sessions.get().starts_at == NEXT_WEEK + 2 * WEEK


def test_an_open_activity_keeps_a_meeting() -> None:
    activity = ActivityFactory()
    with pytest.raises(ActivityNotComplete):
        change(activity, meetings=[])
    assert Session.objects.count() == 1


@pytest.mark.parametrize("state", [ActivityState.HELD, ActivityState.CANCELLED])
def test_what_is_over_stays_as_it_is(state: ActivityState) -> None:
    activity = ActivityFactory(state=state)
    with pytest.raises(ActivityOver):
        change(activity, title="Anders")
    assert fresh(activity).title != "Anders"


def test_a_meeting_with_attendance_is_neither_moved_nor_removed() -> None:
    activity, _people = with_people(places=1, people=1)
    session, registration = activity.sessions.get(), activity.registrations.get()
    Attendance.objects.create(session=session, registration=registration, present=True, noted_at=NOW)
    for meetings in ([meeting(NEXT_WEEK + WEEK, pk=session.pk)], [meeting(NEXT_WEEK + WEEK)]):
        with pytest.raises(MeetingWasHeld):
            change(activity, meetings=meetings)
    assert activity.sessions.get().starts_at == session.starts_at


def test_fewer_places_than_taken_are_refused_with_the_number() -> None:
    activity, _ = with_people(places=3, people=2)
    with pytest.raises(FewerPlacesThanTaken) as refusal:
        change(activity, places=1)
    assert refusal.value.about == {"taken": 2}
    assert fresh(activity).places == 3
    assert change(activity, places=2).places == 2


def test_more_places_promote_who_waited_longest() -> None:
    activity, _ = with_people(places=1, people=4)
    change(activity, places=3)
    assert states(activity) == ["confirmed", "confirmed", "confirmed", "waiting"]
    assert (fresh(activity).taken, fresh(activity).waiting) == (3, 1)
    assert mailbox() == [("p1@example.org", "registration place"), ("p2@example.org", "registration place")]


def test_more_places_and_another_time_tell_the_promoted_the_new_time() -> None:
    activity, _ = with_people(places=1, people=2)
    pk = activity.sessions.get().pk
    change(activity, places=2, meetings=[meeting(NEXT_WEEK + WEEK, pk=pk)])
    place = OutboxMail.objects.get(to="p1@example.org", key__contains=":place:")
    assert event_in(place.calendar)["dtstart"].dt == NEXT_WEEK + WEEK


def test_cancel_activity_mails_everyone_with_a_place_or_waiting() -> None:
    activity, people = with_people(places=1, people=3)
    people[0].registrations.update(state=RegistrationState.WITHDRAWN)
    cancel_activity(activity=activity, reason="De gever is ziek.", actor=owner_of(activity), now=LATER)
    cancelled = fresh(activity)
    assert (cancelled.state, cancelled.version, cancelled.changed_at) == (ActivityState.CANCELLED, 1, LATER)
    assert mailbox() == [("p1@example.org", "activity cancelled"), ("p2@example.org", "activity cancelled")]
    assert all("De gever is ziek." in mail.body for mail in OutboxMail.objects.all())


def test_cancel_activity_twice_is_told_once() -> None:
    activity, _ = with_people(places=1, people=1)
    for _ in range(2):
        cancel_activity(activity=activity, reason="", actor=owner_of(activity), now=LATER)
    assert mailbox() == [("p0@example.org", "activity cancelled")]
    assert fresh(activity).version == 1


def test_what_was_held_is_not_called_off() -> None:
    activity = ActivityFactory(state=ActivityState.HELD)
    cancel_activity(activity=activity, reason="", actor=owner_of(activity), now=LATER)
    assert fresh(activity).state == ActivityState.HELD


def test_who_may_change_an_activity() -> None:
    """Makers edit and publish; the owner cancels and hands over too; a relation manager may all of it."""
    activity = ActivityFactory()
    maker = MakerFactory(activity=activity, role=MakerRole.DEVELOPS).person
    for actor in (member(), funder(), administrator()):
        for verb in (change_it, publish_it, cancel_it, hand_it_over):
            with pytest.raises(NotAllowed):
                verb(activity, actor)
    for verb in (cancel_it, hand_it_over):
        with pytest.raises(NotAllowed):
            verb(activity, maker)
    assert fresh(activity).state == ActivityState.OPEN
    for verb in (change_it, publish_it):
        verb(activity, maker)
    for verb in (change_it, publish_it, hand_it_over, cancel_it):
        verb(activity, relation_manager())
    assert fresh(activity).state == ActivityState.CANCELLED


def change_it(activity: Activity, actor: Person) -> None:
    change(fresh(activity), actor)


def publish_it(activity: Activity, actor: Person) -> None:
    publish_activity(activity=activity, actor=actor, now=LATER)


def cancel_it(activity: Activity, actor: Person) -> None:
    cancel_activity(activity=activity, reason="", actor=actor, now=LATER)


def hand_it_over(activity: Activity, actor: Person) -> None:
    make_owner(activity=activity, person=actor, actor=actor, now=LATER)


def makers(activity: Activity) -> list[tuple[int, str, bool]]:
    return list(activity.makers.order_by("pk").values_list("person", "role", "is_owner"))


def test_add_maker_adds_or_gives_another_part() -> None:
    activity, bas = ActivityFactory(), member()
    owner = owner_of(activity)
    for role in (MakerRole.HOSTS, MakerRole.ADVISES):
        add_maker(activity=activity, person=bas, role=role, actor=owner, now=NOW)
    assert makers(activity) == [(owner.pk, "gives", True), (bas.pk, "advises", False)]


def test_remove_maker_leaves_the_owner() -> None:
    activity = ActivityFactory()
    bas, owner = MakerFactory(activity=activity).person, owner_of(activity)
    with pytest.raises(OwnerStays):
        remove_maker(activity=activity, person=owner, actor=bas, now=NOW)
    remove_maker(activity=activity, person=bas, actor=owner, now=NOW)
    assert makers(activity) == [(owner.pk, "gives", True)]


def test_make_owner_leaves_exactly_one_and_keeps_the_other_as_maker() -> None:
    activity = ActivityFactory()
    old, bas, carla = owner_of(activity), MakerFactory(activity=activity, role=MakerRole.HOSTS).person, member()
    make_owner(activity=activity, person=bas, actor=old, now=NOW)
    assert makers(activity) == [(old.pk, "gives", False), (bas.pk, "hosts", True)]
    make_owner(activity=activity, person=carla, actor=bas, now=NOW)
    assert makers(activity)[2] == (carla.pk, "develops", True)
    assert owner_of(activity) == carla


def test_partners_come_with_a_part_and_go() -> None:
    activity, partner = ActivityFactory(), PartnerFactory()
    owner = owner_of(activity)
    for part in (PartnerPart.HAD_IDEA, PartnerPart.PAID, PartnerPart.PAID):
        add_partner(activity=activity, organisation=partner, part=part, actor=owner, now=NOW)
    had_idea, paid = PartnerRole.objects.order_by("pk")
    assert (had_idea.part, paid.part) == ("had_idea", "paid")
    remove_partner(activity=ActivityFactory(owner__person=owner), partner_role_id=paid.pk, actor=owner, now=NOW)
    assert PartnerRole.objects.count() == 2  # a role of another activity is not removed
    remove_partner(activity=activity, partner_role_id=paid.pk, actor=owner, now=NOW)
    assert list(PartnerRole.objects.all()) == [had_idea]


def test_makers_and_partners_are_the_makers_matter() -> None:
    activity, bas = ActivityFactory(), member()
    with pytest.raises(NotAllowed):
        add_maker(activity=activity, person=bas, role=MakerRole.GIVES, actor=bas, now=NOW)
    with pytest.raises(NotAllowed):
        remove_maker(activity=activity, person=bas, actor=bas, now=NOW)
    with pytest.raises(NotAllowed):
        add_partner(activity=activity, organisation=PartnerFactory(), part=PartnerPart.PAID, actor=bas, now=NOW)
    with pytest.raises(NotAllowed):
        remove_partner(activity=activity, partner_role_id=1, actor=bas, now=NOW)


@pytest.mark.parametrize(
    ("begins", "wall"),
    [
        (datetime(2026, 3, 30, 12, 0, tzinfo=UTC), "14:00"),
        (datetime(2026, 10, 24, 12, 0, tzinfo=UTC), "14:00"),
        (datetime(2026, 10, 26, 12, 0, tzinfo=UTC), "13:00"),
    ],
)
def test_times_are_kept_in_utc_to_the_minute(begins: datetime, wall: str) -> None:
    activity = start(member(), replace(DRAFT, meetings=[meeting(begins)]))
    session = Session.objects.get(activity=activity)
    assert session.starts_at == begins
    assert f"{clock.wall(session.starts_at):%H:%M}" == wall
