"""The wiring of the agenda, registration and the maker's pages."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from heyy.core import clock
from heyy.core.actions.search import index_texts
from heyy.meet4learn.actions.registrations import note_attendance
from heyy.meet4learn.enums import ActivityForm, ActivityState, RegistrationState
from heyy.meet4learn.models import Activity, Evaluation, Maker, PartnerRole, Registration
from heyy.people.enums import Audience
from heyy.people.models import Person
from tests.factories.meet4learn import ActivityFactory, QuestionFactory, RegistrationFactory
from tests.factories.organisations import LocationFactory, PartnerFactory, ThemeFactory
from tests.factories.people import member
from tests.meet4learn.views.test_questions import signed_in

pytestmark = pytest.mark.django_db


def coming(**fields: object) -> Activity:
    return ActivityFactory(first_at=clock.now() + timedelta(days=7), **fields)


def owner_of(activity: Activity) -> Person:
    return Maker.objects.get(activity=activity, is_owner=True).person


def slugs(client: Client, **choices: str) -> list[str]:
    return [card.slug for card in client.get(reverse("meet4learn:agenda"), choices).context["page"].cards]


def test_agenda_shows_public_activities_to_visitors_and_the_others_to_members() -> None:
    public, inner = coming(), coming(audience=Audience.MEMBERS)
    coming(state=ActivityState.MAKING)
    assert slugs(Client()) == [public.slug]
    assert slugs(signed_in(member())) == [public.slug, inner.slug]


def test_agenda_filters_by_form_theme_sector_and_place() -> None:
    plain = coming(sectors="PO")
    special = coming(form=ActivityForm.WORKSHOP, sectors="VO,MBO")
    theme, location = ThemeFactory(), LocationFactory(place="Venlo")
    special.themes.add(theme)
    special.sessions.update(location=location)
    client = Client()
    found = [
        slugs(client, form="workshop"),
        slugs(client, theme=theme.slug),
        slugs(client, sector="MBO"),
        slugs(client, place="Venlo"),
    ]
    assert found == [[special.slug]] * 4
    assert slugs(client, sector="PO") == [plain.slug]


def test_agenda_finds_stems() -> None:
    activity = coming()
    index_texts(kind="activity", texts=[(activity.pk, "Formatief toetsen in de onderbouw")])
    assert slugs(Client(), text="toets") == [activity.slug]
    assert slugs(Client(), text="voetbal") == []


def test_week_shows_the_meetings_of_that_week() -> None:
    activity = coming()
    year, number, _ = clock.wall(activity.first_at).isocalendar()  # type: ignore[arg-type]
    days = Client().get(reverse("meet4learn:week", args=[year, number])).context["days"]
    assert [card.slug for day in days for card in day.cards] == [activity.slug]
    assert Client().get("/agenda/week/2026-99/").status_code == 404


def test_activity_page_carries_structured_data_that_cannot_break_out() -> None:
    activity = coming(title="Bendecafé </script><script>alert(1)</script>")
    page = Client().get(reverse("meet4learn:activity", args=[activity.slug])).content.decode()
    assert '"@type": "EducationEvent"' in page
    assert "<script>alert(1)" not in page


def test_calendar_files_hold_the_meetings() -> None:
    activity = coming()
    for address in (reverse("meet4learn:activity_calendar", args=[activity.slug]), reverse("meet4learn:calendar")):
        response = Client().get(address)
        events = Calendar.from_ical(response.content.decode()).walk("VEVENT")
        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        assert [str(event["UID"]) for event in events] == [f"{activity.uid}-{activity.sessions.get().pk}@heyy"]


def test_personal_calendar_opens_with_its_secret_only() -> None:
    person = member()
    RegistrationFactory(activity=coming(), person=person)
    found = Client().get(reverse("meet4learn:my_calendar", args=[person.calendar_secret]))
    assert len(Calendar.from_ical(found.content.decode()).walk("VEVENT")) == 1
    assert Client().get(reverse("meet4learn:my_calendar", args=["geraden"])).status_code == 404


def test_register_in_one_tap_and_withdraw() -> None:
    activity, person = coming(), member()
    client = signed_in(person)
    client.post(reverse("meet4learn:register", args=[activity.slug]))
    registration = Registration.objects.get(activity=activity, person=person)
    assert registration.state == RegistrationState.CONFIRMED
    client.post(reverse("meet4learn:withdraw", args=[activity.slug]))
    registration.refresh_from_db()
    assert registration.state == RegistrationState.WITHDRAWN


def test_register_as_visitor_goes_by_the_sign_in_and_back() -> None:
    activity = coming()
    response = Client().post(reverse("meet4learn:register", args=[activity.slug]))
    assert response["Location"] == f"/account/login/?next=/agenda/{activity.slug}/"


def test_register_for_a_full_activity_shows_the_place_in_the_row() -> None:
    activity, person = coming(places=1), member()
    signed_in(member()).post(reverse("meet4learn:register", args=[activity.slug]))
    client = signed_in(person)
    client.post(reverse("meet4learn:register", args=[activity.slug]))
    page = client.get(reverse("meet4learn:activity", args=[activity.slug])).context["page"]
    assert (page.is_waiting, page.place_in_row) == (True, 1)


def test_start_makes_an_activity_from_two_questions() -> None:
    one, two, location = QuestionFactory(), QuestionFactory(), LocationFactory(name="Niekée", place="Roermond")
    day = clock.today() + timedelta(days=20)
    data = {
        "question": [one.slug, two.slug],
        "title": "Feedback zonder cijfer",
        "form": "atelier",
        "summary": "Samen oefenen met feedback",
        "places": "12",
        "audience": "public",
        "meeting_1_day": day.isoformat(),
        "meeting_1_start": "15:30",
        "meeting_1_end": "17:00",
        "meeting_1_location": str(location),
    }
    response = signed_in(member()).post(reverse("meet4learn:start"), data)
    activity = Activity.objects.get()
    session = activity.sessions.get()
    assert response["Location"] == reverse("meet4learn:activity", args=[activity.slug])
    assert set(activity.grew_from.values_list("pk", flat=True)) == {one.pk, two.pk}
    assert (clock.wall(session.starts_at).strftime("%H:%M"), session.location) == ("15:30", location)


def test_start_tells_what_is_wrong_with_a_meeting() -> None:
    data = {"title": "T", "form": "atelier", "summary": "S", "places": "5", "audience": "public"}
    meeting = {"meeting_1_day": "2027-01-12", "meeting_1_start": "17:00", "meeting_1_end": "15:00"}
    response = signed_in(member()).post(reverse("meet4learn:start"), data | meeting)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["meeting_1_end"]


def test_maker_pages_are_for_makers() -> None:
    activity = coming()
    names = ("edit", "team", "people", "cancel")
    addresses = [reverse(f"meet4learn:{name}", args=[activity.slug]) for name in names]
    assert [signed_in(owner_of(activity)).get(address).status_code for address in addresses] == [200] * 4
    assert [signed_in(member()).get(address).status_code for address in addresses] == [403] * 4


def test_makers_and_partners_are_added_and_taken_away() -> None:
    activity, colleague, partner = coming(), member(email="maker@example.org"), PartnerFactory()
    client = signed_in(owner_of(activity))
    client.post(reverse("meet4learn:makers", args=[activity.slug]), {"email": "Maker@example.org", "role": "develops"})
    client.post(
        reverse("meet4learn:partners", args=[activity.slug]), {"organisation": partner.pk, "part": "co_developed"}
    )
    assert activity.makers.filter(person=colleague).count() == 1
    role = PartnerRole.objects.get(activity=activity)
    client.post(reverse("meet4learn:makers", args=[activity.slug]), {"remove": colleague.pk})
    client.post(reverse("meet4learn:partners", args=[activity.slug]), {"remove": role.pk})
    assert (activity.makers.count(), PartnerRole.objects.count()) == (1, 0)


def test_attendance_closing_and_evaluation() -> None:
    activity = ActivityFactory(first_at=clock.now() - timedelta(hours=1))
    there, absent = RegistrationFactory(activity=activity, person=member()), RegistrationFactory(activity=activity)
    session, client = activity.sessions.get(), signed_in(owner_of(activity))
    client.post(reverse("meet4learn:attendance", args=[activity.slug, session.pk]), {"present": [there.pk]})
    assert dict(session.attendances.values_list("registration", "present")) == {there.pk: True, absent.pk: False}
    client.post(reverse("meet4learn:close_activity", args=[activity.slug]))
    activity.refresh_from_db()
    assert activity.state == ActivityState.HELD
    signed_in(there.person).post(
        reverse("meet4learn:evaluate", args=[activity.slug]), {"helped": "yes", "thanks": "Dankjewel!"}
    )
    assert Evaluation.objects.get().registration == there
    assert owner_of(activity).thanks_received.get().text == "Dankjewel!"


def test_evaluation_is_for_who_was_there() -> None:
    activity = ActivityFactory(first_at=clock.now() - timedelta(hours=1))
    absent = RegistrationFactory(activity=activity, person=member())
    note_attendance(session=activity.sessions.get(), present=[], actor=owner_of(activity), now=clock.now())
    client = signed_in(absent.person)
    response = client.get(reverse("meet4learn:evaluate", args=[activity.slug]))
    assert response["Location"] == reverse("meet4learn:activity", args=[activity.slug])
    stranger = signed_in(member())
    assert stranger.get(reverse("meet4learn:evaluate", args=[activity.slug])).status_code == 404
