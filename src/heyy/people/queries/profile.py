"""A person's own page: fields with their audiences, workplaces, lines of evidence."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from heyy.people.enums import DEFAULT_AUDIENCES, Audience, EvidenceKind, ProfileFieldName
from heyy.people.models import Affiliation, Evidence, Person, RoleAssignment
from heyy.people.standing import standing_of


@dataclass(frozen=True)
class Profile:
    initial: dict[str, Any]
    workplaces: list[Affiliation]
    roles: list[RoleAssignment]
    lines: list[Evidence]


def profile_of(person: Person) -> Profile:
    fields = {field.name: field for field in person.profile_fields.all()}
    initial: dict[str, Any] = {"first_name": person.first_name, "last_name": person.last_name}
    for name in ProfileFieldName.values:
        field = fields.get(name)
        default = DEFAULT_AUDIENCES.get(ProfileFieldName(name), Audience.ME)
        initial[f"{name}_audience"] = field.audience if field else str(default)
        initial[name] = field.value if field else ""
    return Profile(
        initial=initial,
        workplaces=list(person.affiliations.filter(until=None).select_related("organisation").order_by("since")),
        roles=list(person.role_assignments.filter(until=None).select_related("organisation").order_by("role")),
        lines=list(person.evidence.prefetch_related("themes").order_by("-on", "-pk")[:60]),
    )


@dataclass(frozen=True)
class PersonPage:
    """What one reader may see of a person: nothing more is in here."""

    person: Person
    workplaces: list[Affiliation]
    about: str
    phone: str
    lines: list[tuple[str, list[Evidence]]]


SHOWN_KINDS = (EvidenceKind.OFFERS, EvidenceKind.DID, EvidenceKind.HELPED, EvidenceKind.WROTE, EvidenceKind.CURIOUS)


def person_page(number: int, viewer: Any) -> PersonPage | None:
    """The page of a person for this reader, or None when the reader may not even see the name."""
    person = Person.objects.filter(pk=number, is_active=True).prefetch_related("profile_fields").first()
    if person is None:
        return None
    circles = _circles(viewer, person)
    fields = {field.name: field for field in person.profile_fields.all()}
    shown = {
        name: fields[name].audience if name in fields else DEFAULT_AUDIENCES.get(ProfileFieldName(name), Audience.ME)
        for name in ProfileFieldName.values
    }
    if shown[ProfileFieldName.NAME] not in circles:
        return None
    works = person.affiliations.filter(until=None).select_related("organisation").order_by("since")
    lines = list(person.evidence.filter(audience__in=circles).prefetch_related("themes").order_by("-on", "-pk"))
    return PersonPage(
        person=person,
        workplaces=list(works) if shown[ProfileFieldName.SCHOOL] in circles else [],
        about=_value(fields, ProfileFieldName.ABOUT, shown, circles),
        phone=_value(fields, ProfileFieldName.PHONE, shown, circles),
        lines=[
            (str(kind.label), found) for kind in SHOWN_KINDS if (found := [line for line in lines if line.kind == kind])
        ],
    )


def _value(fields: dict[str, Any], name: str, shown: dict[str, str], circles: AbstractSet[str]) -> str:
    return fields[name].value if name in fields and shown[name] in circles else ""


def _circles(viewer: Any, person: Person) -> set[str]:
    """The audiences this reader belongs to, seen from the person."""
    reader, owner = standing_of(viewer), standing_of(person)
    circles = {str(Audience.PUBLIC)}
    if reader.is_member:
        circles.add(Audience.MEMBERS)
        if reader.organisations & owner.organisations:
            circles.add(Audience.SCHOOL)
        if reader.teams & owner.teams:
            circles.add(Audience.TEAM)
    if reader.person_id == person.pk:
        circles |= set(Audience.values)
    return circles
