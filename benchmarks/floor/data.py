"""Rows for the floor: the same texts as Heyy gets."""

from datetime import timedelta

from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from benchmarks.floor.models import Activity, Registration
from heyy.demo.content import activity_texts

PLACES = 30


def prepare() -> None:
    call_command("migrate", verbosity=0)


def fill(*, activities: int) -> None:
    texts, now = activity_texts(), timezone.now()
    Activity.objects.bulk_create(
        Activity(
            slug=f"activiteit-{number}",
            title=texts[number % len(texts)].title,
            summary=texts[number % len(texts)].summary,
            place="Kulturhus, Roermond",
            starts_at=now + timedelta(days=1 + number, hours=number % 7),
            places=PLACES,
            taken=number % PLACES,
        )
        for number in range(activities)
    )


def add_activity(*, slug: str, places: int) -> None:
    starts_at = timezone.now() + timedelta(days=7)
    Activity.objects.create(slug=slug, title="Storm", summary="Storm", place="Echt", starts_at=starts_at, places=places)


def members(*, number: int, registrations: int = 0) -> list[str]:
    """Session keys of so many signed-in people, each with so many registrations."""
    people = User.objects.bulk_create(User(username=f"person{one}", password="!") for one in range(number))
    now, rows = timezone.now(), list(Activity.objects.all()[:registrations])
    Registration.objects.bulk_create(
        Registration(activity=row, person=person, at=now) for person in people for row in rows
    )
    return [_session(person) for person in people]


def _session(person: User) -> str:
    client = Client()
    client.force_login(person)
    return client.cookies["sessionid"].value
