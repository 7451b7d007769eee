from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from heyy.core.actions.audit import record
from heyy.people.enums import Audience, ProfileFieldName
from heyy.people.models import Person, ProfileField
from heyy.people.policies import PERSON


@transaction.atomic
def save_profile(
    *,
    person: Person,
    first_name: str,
    last_name: str,
    fields: Mapping[ProfileFieldName, tuple[str, Audience]],
    actor: Any,
    now: datetime,
) -> None:
    """Saves the name and each field with its own audience."""
    PERSON.check(actor, "edit_profile", person)
    person.first_name, person.last_name = first_name, last_name
    person.save(update_fields=["first_name", "last_name"])
    for name, (value, audience) in fields.items():
        ProfileField.objects.update_or_create(person=person, name=name, defaults={"value": value, "audience": audience})
    record(actor=actor, verb="save_profile", thing=person, now=now)


@transaction.atomic
def pause(*, person: Person, until: date | None, is_findable: bool, actor: Any, now: datetime) -> None:
    """Pausing and hiding cost nothing: nobody is told, and nothing is counted against it."""
    PERSON.check(actor, "pause", person)
    person.paused_until, person.is_findable = until, is_findable
    person.save(update_fields=["paused_until", "is_findable"])
    record(actor=actor, verb="pause", thing=person, now=now)


def choose_language(*, person: Person, language: str) -> None:
    """The language of mails; the pages go by a cookie."""
    Person.objects.filter(pk=person.pk).update(language=language)
