from datetime import UTC, date, datetime

import pytest

from heyy.core.errors import NotAllowed
from heyy.core.models import AuditEntry
from heyy.people.actions.profile import choose_language, pause, save_profile
from heyy.people.enums import Audience, ProfileFieldName
from heyy.people.models import Person, ProfileField
from tests.factories.people import administrator, member

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 11, 9, 0, tzinfo=UTC)
PHONE, ABOUT = ProfileFieldName.PHONE, ProfileFieldName.ABOUT


def save(person: Person, actor: Person, **fields: tuple[str, Audience]) -> None:
    named = {ProfileFieldName(name): value for name, value in fields.items()}
    save_profile(person=person, first_name="Bo", last_name="Smeets", fields=named, actor=actor, now=NOW)


def shown(person: Person) -> list[tuple[str, str, str]]:
    return list(ProfileField.objects.filter(person=person).order_by("name").values_list("name", "value", "audience"))


def test_save_profile_keeps_name_and_each_field_with_its_own_audience() -> None:
    anna = member()
    save(anna, anna, phone=("06 1234", Audience.ME), about=("Ik geef wiskunde", Audience.PUBLIC))
    assert Person.objects.get(pk=anna.pk).full_name == "Bo Smeets"
    assert shown(anna) == [("about", "Ik geef wiskunde", "public"), ("phone", "06 1234", "me")]


def test_save_profile_again_replaces_what_is_given_and_leaves_the_rest() -> None:
    anna = member()
    save(anna, anna, phone=("06 1234", Audience.ME), about=("Ik geef wiskunde", Audience.PUBLIC))
    save(anna, anna, about=("", Audience.MEMBERS))
    assert shown(anna) == [("about", "", "members"), ("phone", "06 1234", "me")]


def test_save_profile_leaves_no_private_text_in_the_audit_trail() -> None:
    anna = member()
    save(anna, anna, phone=("06 1234", Audience.ME))
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.object_id, entry.about) == ("save_profile", anna.pk, {})


def test_only_the_person_saves_pauses_and_hides() -> None:
    anna = member()
    for other in (member(), administrator()):
        with pytest.raises(NotAllowed):
            save(anna, other)
        with pytest.raises(NotAllowed):
            pause(person=anna, until=None, is_findable=False, actor=other, now=NOW)
    assert Person.objects.get(pk=anna.pk).first_name == "Anna"


def test_pause_keeps_a_date_and_whether_one_can_be_found() -> None:
    anna = member()
    pause(person=anna, until=date(2026, 5, 1), is_findable=False, actor=anna, now=NOW)
    fresh = Person.objects.get(pk=anna.pk)
    assert (fresh.paused_until, fresh.is_findable) == (date(2026, 5, 1), False)
    pause(person=anna, until=None, is_findable=True, actor=anna, now=NOW)
    fresh.refresh_from_db()
    assert (fresh.paused_until, fresh.is_findable) == (None, True)


def test_choose_language_changes_the_language_of_mails() -> None:
    anna, bas = member(), member()
    choose_language(person=anna, language="en")
    assert [Person.objects.get(pk=person.pk).language for person in (anna, bas)] == ["en", "nl"]
