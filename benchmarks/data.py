"""Rows for Heyy in bulk: what is written by hand for the demo centre, repeated to the number that is measured."""

import random
import uuid
from contextlib import redirect_stderr
from datetime import timedelta
from io import StringIO
from typing import Any

from django.test import Client

from heyy.config import prepare as preparing
from heyy.core import clock
from heyy.demo.content import activity_texts, question_texts, read
from heyy.meet4learn.enums import ActivityState, MakerRole, RegistrationState
from heyy.meet4learn.models import Activity, LearningQuestion, Maker, PartnerRole, Registration, Session
from heyy.organisations.models import Location, Organisation, Theme
from heyy.people.enums import Audience
from heyy.people.models import Affiliation, Person

PEOPLE = 60
LOCATIONS = 12
PLACES = 30
THEMES, GREW_FROM = Activity.themes.through, Activity.grew_from.through


def prepare() -> None:
    """Brings the database and the static files up to date, without a word."""
    with redirect_stderr(StringIO()):
        preparing.prepare()


def fill(*, activities: int) -> None:
    """Activities to come, with one to three makers, up to two partners, one or two themes and meetings.

    Every other one grew from a public question.
    """
    chance = random.Random(2018)
    people, partners, locations, themes = add_people(number=PEOPLE), _partners(), _locations(), _themes()
    question = _question(people[0])
    made = Activity.objects.bulk_create(_activity(number) for number in range(activities))
    around: dict[Any, list[Any]] = {Session: [], Maker: [], PartnerRole: [], THEMES: [], GREW_FROM: []}
    for number, one in enumerate(made):
        around[Session] += _sessions(one, chance.choice(locations))
        for place, person in enumerate(chance.sample(people, 1 + number % 3)):
            around[Maker].append(Maker(activity=one, person=person, role=MakerRole.GIVES, is_owner=place == 0))
        for partner in chance.sample(partners, number % 3):
            around[PartnerRole].append(PartnerRole(activity=one, organisation=partner))
        for theme in chance.sample(themes, 1 + number % 2):
            around[THEMES].append(THEMES(activity_id=one.pk, theme_id=theme.pk))
        if number % 2:
            around[GREW_FROM].append(GREW_FROM(activity_id=one.pk, learningquestion_id=question.pk))
    for model, rows in around.items():
        model.objects.bulk_create(rows)


def add_people(*, number: int) -> list[Person]:
    """Members, all at one school."""
    names, first = read("names"), Person.objects.count()
    people = Person.objects.bulk_create(
        Person(
            email=f"persoon{one}@example.org",
            first_name=names["women"][one % len(names["women"])],
            last_name=names["last"][one % len(names["last"])],
            password="!",
        )
        for one in range(first, first + number)
    )
    school, _ = Organisation.objects.get_or_create(
        kind="school", key="S", defaults={"sector": "VO", "slug": "school", "name": "School"}
    )
    Affiliation.objects.bulk_create(
        Affiliation(person=person, organisation=school, function="leraar", since=clock.today()) for person in people
    )
    return people


def members(*, number: int, registrations: int = 0) -> list[str]:
    """Session keys of so many signed-in members, each with so many registrations."""
    people, now = add_people(number=number), clock.now()
    Registration.objects.bulk_create(
        Registration(activity=one, person=person, state=RegistrationState.CONFIRMED, queued_at=now, changed_at=now)
        for one in Activity.objects.all()[:registrations]
        for person in people
    )
    return [_session_key(person) for person in people]


def add_activity(*, slug: str, places: int) -> None:
    activity = _activity(0)
    activity.slug, activity.uid, activity.places, activity.taken = slug, uuid.uuid4(), places, 0
    activity.save()
    [meeting] = _sessions(activity, None)
    meeting.save()
    Maker.objects.create(activity=activity, person=Person.objects.earliest("pk"), is_owner=True)


def registered(*, slug: str) -> dict[str, int]:
    """How many have a place and how many wait, counted from the rows."""
    states = list(Registration.objects.filter(activity__slug=slug).values_list("state", flat=True))
    return {"in": states.count(RegistrationState.CONFIRMED), "waiting": states.count(RegistrationState.WAITING)}


def slug_of(*, number: int) -> str:
    texts = activity_texts()
    return f"{texts[number % len(texts)].slug}-{number}"


def _activity(number: int) -> Activity:
    texts, now = activity_texts(), clock.now()
    text = texts[number % len(texts)]
    starts_at = clock.at_wall(clock.wall(now).date() + timedelta(days=1 + number), text.start)
    ends_at = starts_at + timedelta(days=7 * (number % 2), minutes=text.minutes)
    return Activity(
        slug=slug_of(number=number),
        uid=uuid.uuid5(uuid.NAMESPACE_OID, str(number)),
        title=text.title,
        form=text.form,
        summary=text.summary,
        description=text.description,
        sectors=",".join(text.sectors),
        state=ActivityState.OPEN,
        places=PLACES,
        taken=number % (PLACES + 1),
        first_at=starts_at,
        last_at=ends_at,
        changed_at=now,
    )


def _sessions(activity: Activity, location: Location | None) -> list[Session]:
    """One meeting, or two with a week between them."""
    first, last = activity.first_at, activity.last_at
    assert first
    assert last
    week = timedelta(days=(last - first).days)
    length = last - first - week
    starts = sorted({first, first + week})
    return [Session(activity=activity, location=location, starts_at=at, ends_at=at + length) for at in starts]


def _partners() -> list[Organisation]:
    fields = ("kind", "sector", "slug", "name")
    return Organisation.objects.bulk_create(
        Organisation(key=row["slug"], daily_name=row.get("daily_name", ""), **{name: row[name] for name in fields})
        for row in read("partners")
    )


def _locations() -> list[Location]:
    towns = ("Roermond", "Echt", "Weert", "Venlo", "Sittard", "Horn")
    schools = Organisation.objects.bulk_create(
        Organisation(kind="school", sector="VO", key=f"S{one}", slug=f"school-{one}", name=f"School {one}")
        for one in range(LOCATIONS)
    )
    address = {"street": "Kerkstraat", "number": "1", "postcode": "6041 AB"}
    return Location.objects.bulk_create(
        Location(organisation=school, key=school.key, name=f"Gebouw {one}", place=towns[one % len(towns)], **address)
        for one, school in enumerate(schools)
    )


def _themes() -> list[Theme]:
    return Theme.objects.bulk_create(
        Theme(slug=row["slug"], name_nl=row["name"], name_en=row["name_en"]) for row in read("themes")
    )


def _question(asker: Person) -> LearningQuestion:
    now, text = clock.now(), question_texts()[0].text
    return LearningQuestion.objects.create(
        slug="vraag", text=text, asker=asker, audience=Audience.PUBLIC, asked_at=now, state_since=now
    )


def _session_key(person: Person) -> str:
    client = Client()
    client.force_login(person)
    return client.cookies["sessionid"].value
