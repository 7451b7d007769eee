"""Rows for Heyy in bulk: what is written by hand for the demo centre, repeated to the number that is measured."""

import random
import uuid
from datetime import timedelta

from django.core.management import call_command
from django.db import models
from django.test import Client

from heyy.core import clock
from heyy.demo.content import activity_texts, read
from heyy.meet4learn.enums import ActivityState, MakerRole, RegistrationState
from heyy.meet4learn.models import Activity, Maker, PartnerRole, Registration, Session
from heyy.organisations.models import Location, Organisation, Theme
from heyy.people.models import Affiliation, Person

PEOPLE = 60
LOCATIONS = 12
PLACES = 30


def fill(*, activities: int) -> None:
    """Activities to come, each with one to three makers, up to two partners, one or two themes and a meeting or two."""
    call_command("migrate", verbosity=0)
    call_command("migrate", database="answers", verbosity=0)
    call_command("createcachetable", verbosity=0)
    chance = random.Random(2018)
    people, partners, locations = _people(PEOPLE), _partners(), _locations()
    themes = Theme.objects.bulk_create(
        Theme(slug=row["slug"], name_nl=row["name"], name_en=row["name_en"]) for row in read("themes")
    )
    made = Activity.objects.bulk_create(_activity(number) for number in range(activities))
    for model, rows in (
        (Session, [one for activity in made for one in _sessions(activity, chance.choice(locations))]),
        (Maker, [one for activity in made for one in _makers(activity, chance.sample(people, 3))]),
        (PartnerRole, [one for activity in made for one in _parts(activity, chance.sample(partners, 2))]),
        (Activity.themes.through, [one for activity in made for one in _about(activity, chance.sample(themes, 2))]),
    ):
        model.objects.bulk_create(rows)  # type: ignore[attr-defined]  # the rows fit their model


def _people(number: int, *, first: int = 0) -> list[Person]:
    names = read("names")
    return Person.objects.bulk_create(
        Person(
            email=f"persoon{one}@example.org",
            first_name=names["women"][one % len(names["women"])],
            last_name=names["last"][one % len(names["last"])],
            password="!",
        )
        for one in range(first, first + number)
    )


def _partners() -> list[Organisation]:
    return Organisation.objects.bulk_create(
        Organisation(
            kind=row["kind"],
            sector=row["sector"],
            key=row["slug"],
            slug=row["slug"],
            name=row["name"],
            daily_name=row.get("daily_name", ""),
        )
        for row in read("partners")
    )


def _locations() -> list[Location]:
    schools = Organisation.objects.bulk_create(
        Organisation(kind="school", sector="VO", key=f"S{one}", slug=f"school-{one}", name=f"School {one}")
        for one in range(LOCATIONS)
    )
    towns = ("Roermond", "Echt", "Weert", "Venlo", "Sittard", "Horn")
    return Location.objects.bulk_create(
        Location(
            organisation=school,
            key=school.key,
            name=f"Gebouw {school.key}",
            street="Kerkstraat",
            number="1",
            postcode="6041 AB",
            place=towns[one % len(towns)],
        )
        for one, school in enumerate(schools)
    )


def _activity(number: int) -> Activity:
    texts, now = activity_texts(), clock.now()
    text = texts[number % len(texts)]
    starts_at = now + timedelta(days=1 + number, hours=number % 7)
    return Activity(
        slug=f"activiteit-{number}",
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
        last_at=starts_at + timedelta(days=7 * (number % 2), hours=2),
        changed_at=now,
    )


def _sessions(activity: Activity, location: Location) -> list[Session]:
    assert activity.first_at and activity.last_at
    length = timedelta(hours=2)
    starts = {activity.first_at, activity.last_at - length}
    return [
        Session(activity=activity, location=location, starts_at=start, ends_at=start + length)
        for start in sorted(starts)
    ]


def _makers(activity: Activity, people: list[Person]) -> list[Maker]:
    return [
        Maker(activity=activity, person=person, role=MakerRole.GIVES, is_owner=place == 0)
        for place, person in enumerate(people[: 1 + activity.pk % 3])
    ]


def _parts(activity: Activity, partners: list[Organisation]) -> list[PartnerRole]:
    return [PartnerRole(activity=activity, organisation=partner) for partner in partners[: activity.pk % 3]]


def _about(activity: Activity, themes: list[Theme]) -> list[models.Model]:
    link = Activity.themes.through
    return [link(activity_id=activity.pk, theme_id=theme.pk) for theme in themes[: 1 + activity.pk % 2]]


def members(*, number: int, registrations: int = 0) -> list[str]:
    """Session keys of so many signed-in members, each with so many registrations."""
    first = Person.objects.count()
    people = _people(number, first=first)
    school = Organisation.objects.filter(kind="school").first()
    now = clock.now()
    Affiliation.objects.bulk_create(
        Affiliation(person=person, organisation=school, function="leraar", since=clock.today()) for person in people
    )
    Registration.objects.bulk_create(
        Registration(
            activity=row, person=person, state=RegistrationState.CONFIRMED, queued_at=now, changed_at=now
        )
        for row in Activity.objects.all()[:registrations]
        for person in people
    )
    return [_session(person) for person in people]


def _session(person: Person) -> str:
    client = Client()
    client.force_login(person)
    return client.cookies["sessionid"].value


def static() -> None:
    call_command("collectstatic", verbosity=0, interactive=False)
