"""The wiring of one's own profile, and what others see of it."""

import pytest
from django.test import Client
from django.urls import reverse

from heyy.people.enums import Audience, EvidenceKind, ProfileFieldName
from heyy.people.models import Evidence, ProfileField
from tests.factories.organisations import SchoolFactory
from tests.factories.people import EvidenceFactory, member
from tests.meet4learn.views.test_questions import signed_in

pytestmark = pytest.mark.django_db
PROFILE = {
    "first_name": "Anne", "last_name": "de Vries", "name_audience": "members", "school_audience": "members",
    "about": "Ik geef Frans.", "about_audience": "school", "phone": "0612345678", "phone_audience": "me",
}  # fmt: skip


def test_profile_saves_each_field_with_its_audience() -> None:
    person = member()
    signed_in(person).post(reverse("people:profile"), PROFILE)
    person.refresh_from_db()
    fields = dict(person.profile_fields.values_list("name", "audience"))
    assert (person.full_name, fields["about"], fields["phone"]) == ("Anne de Vries", "school", "me")


def test_person_page_shows_each_reader_no_more_than_the_audience_allows() -> None:
    school = SchoolFactory()
    person = member(school, first_name="Anne")
    ProfileField.objects.create(
        person=person, name=ProfileFieldName.ABOUT, value="Ik geef Frans.", audience=Audience.SCHOOL
    )
    ProfileField.objects.create(person=person, name=ProfileFieldName.PHONE, value="0612345678", audience=Audience.ME)
    EvidenceFactory(person=person, kind=EvidenceKind.OFFERS, line="Samen naar teksten kijken")
    EvidenceFactory(person=person, line="Alleen voor mij", audience=Audience.ME)
    address = reverse("people:person", args=[person.pk])
    seen = {
        "colleague": signed_in(member(school)).get(address).content.decode(),
        "member": signed_in(member()).get(address).content.decode(),
        "self": signed_in(person).get(address).content.decode(),
    }
    shown = {
        reader: [text in page for text in ("Samen naar teksten", "Ik geef Frans", "0612345678", "Alleen voor mij")]
        for reader, page in seen.items()
    }
    assert shown == {
        "colleague": [True, True, False, False],
        "member": [True, False, False, False],
        "self": [True, True, True, True],
    }
    assert Client().get(address).status_code == 404


def test_lines_are_added_once_and_taken_away_by_their_owner_only() -> None:
    person = member()
    client = signed_in(person)
    data = {"kind": "offers", "line": "Samen een rubric maken", "audience": "members", "once": "k"}
    client.post(reverse("people:say"), data)
    client.post(reverse("people:say"), data)
    line = Evidence.objects.get()
    assert signed_in(member()).post(reverse("people:unsay", args=[line.pk])).status_code == 404
    client.post(reverse("people:unsay", args=[line.pk]))
    assert Evidence.objects.count() == 0


def test_pause_and_workplace() -> None:
    school, person = SchoolFactory(daily_name="Niekée"), member()
    client = signed_in(person)
    client.post(reverse("people:pause"), {"until": "2099-01-01"})
    client.post(reverse("people:workplace"), {"organisation": "niekée", "function": "docent Frans"})
    person.refresh_from_db()
    assert (person.paused_until is not None, person.is_findable) == (True, False)
    assert person.affiliations.filter(organisation=school, function="docent Frans").count() == 1
