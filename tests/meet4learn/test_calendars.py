from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from heyy.core.clock import at_wall
from heyy.meet4learn.calendars import calendar_of, place_of
from heyy.meet4learn.enums import ActivityState
from heyy.meet4learn.models import Activity
from tests.factories.meet4learn import NOW, ActivityFactory, SessionFactory
from tests.factories.organisations import LocationFactory

pytestmark = pytest.mark.django_db


def calendar(*activities: Activity, **more: Any) -> Any:
    numbers = [activity.pk for activity in activities]
    rows = Activity.objects.filter(pk__in=numbers).prefetch_related("sessions__location").order_by("pk")
    return Calendar.from_ical(calendar_of(rows, **more).decode())


def events(*activities: Activity) -> list[Any]:
    return list(calendar(*activities).walk("VEVENT"))


def at(day: date, hour: int = 15) -> Activity:
    return ActivityFactory(first_at=at_wall(day, time(hour)))


def test_a_meeting_is_an_event_with_what_people_need() -> None:
    activity = ActivityFactory(slug="feedback", title="Feedback; die, werkt\\", summary="Eerste regel")
    session = activity.sessions.get()
    session.location, session.room = LocationFactory(name="Niekée"), "Aula"
    session.save()
    (event,) = events(activity)
    assert str(event["summary"]) == "Feedback; die, werkt\\"
    assert str(event["description"]) == "Eerste regel"
    assert str(event["location"]) == "Aula, Niekée, Kerkstraat 1, 6041 AB Roermond"
    assert str(event["url"]) == "http://localhost:8000/agenda/feedback/"
    assert (event["dtstart"].dt, event["dtend"].dt) == (session.starts_at, session.ends_at)
    assert (event["dtstamp"].dt, event["last-modified"].dt) == (NOW, NOW)
    assert (str(event["status"]), event["sequence"]) == ("CONFIRMED", 0)


def test_the_calendar_says_what_it_is() -> None:
    feed = calendar(name="Heyy van Anna")
    assert (str(feed["version"]), str(feed["method"]), str(feed["x-wr-calname"])) == ("2.0", "PUBLISH", "Heyy van Anna")
    assert str(feed["x-wr-timezone"]) == "Europe/Amsterdam"
    assert list(feed.walk("VEVENT")) == []


def test_the_uid_stays_whatever_changes() -> None:
    activity = ActivityFactory()
    before = [str(event["uid"]) for event in events(activity)]
    activity.title, activity.slug, activity.version = "Anders", "anders", 7
    activity.save()
    activity.sessions.update(starts_at=NOW + timedelta(days=30), ends_at=NOW + timedelta(days=30, hours=1))
    (event,) = events(activity)
    assert [str(event["uid"])] == before == [f"{activity.uid}-{activity.sessions.get().pk}@heyy"]
    assert event["sequence"] == 7


def test_each_meeting_of_a_series_has_its_own_uid() -> None:
    activity = ActivityFactory()
    SessionFactory(activity=activity, starts_at=activity.first_at + timedelta(days=7))
    assert len({str(event["uid"]) for event in events(activity, ActivityFactory())}) == 3


def test_a_cancelled_activity_stays_in_the_calendar_as_cancelled() -> None:
    (event,) = events(ActivityFactory(state=ActivityState.CANCELLED, version=1))
    assert (str(event["status"]), event["sequence"]) == ("CANCELLED", 1)


@pytest.mark.parametrize(
    ("day", "utc_hour"),
    [
        (date(2026, 3, 27), 14),
        (date(2026, 3, 30), 13),
        (date(2026, 10, 23), 13),
        (date(2026, 10, 26), 14),
        (date(2028, 2, 29), 14),
        (date(2026, 12, 31), 14),
    ],
    ids=["before spring", "after spring", "before autumn", "after autumn", "leap day", "year's end"],
)
def test_three_o_clock_is_three_o_clock_all_year(day: date, utc_hour: int) -> None:
    """Said in wall time with its zone, so that a calendar anywhere shows the right moment."""
    (event,) = events(at(day))
    start = event["dtstart"]
    assert start.params["TZID"] == "Europe/Amsterdam"
    assert start.dt.replace(tzinfo=None) == datetime.combine(day, time(15))
    assert start.dt.astimezone(UTC) == datetime.combine(day, time(utc_hour), tzinfo=UTC)


def test_the_zone_in_the_file_switches_on_the_right_nights() -> None:
    """A reader without a list of zones of its own goes by the rules in the file."""
    zone = next(iter(calendar(ActivityFactory()).walk("VTIMEZONE"))).to_tz(lookup_tzid=False)
    for year in (2026, 2030):
        assert datetime(year, 1, 15, 12, tzinfo=zone).utcoffset() == timedelta(hours=1)
        assert datetime(year, 7, 15, 12, tzinfo=zone).utcoffset() == timedelta(hours=2)
    for day, hours in ((28, 1), (29, 2)):
        assert datetime(2026, 3, day, 12, tzinfo=zone).utcoffset() == timedelta(hours=hours)
    for day, hours in ((24, 2), (25, 1)):
        assert datetime(2026, 10, day, 12, tzinfo=zone).utcoffset() == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ""),
        ({"location": {"name": "Niekée"}}, "Niekée, Kerkstraat 1, 6041 AB Roermond"),
        ({"location": {"name": "Niekée", "street": "", "number": "", "postcode": ""}}, "Niekée, Roermond"),
    ],
)
def test_place_of_leaves_out_what_is_not_known(fields: dict[str, Any], expected: str) -> None:
    session = ActivityFactory().sessions.get()
    session.location = LocationFactory(**fields["location"]) if fields else None
    assert place_of(session) == expected


def test_a_meeting_without_a_place_has_no_location() -> None:
    assert "location" not in events(ActivityFactory())[0]
