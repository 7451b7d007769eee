"""A person's own page: fields with their audiences, workplaces, lines of evidence."""

from dataclasses import dataclass
from typing import Any

from heyy.people.enums import DEFAULT_AUDIENCES, Audience, ProfileFieldName
from heyy.people.models import Affiliation, Evidence, Person, RoleAssignment


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
