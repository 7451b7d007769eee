"""Who may do what with people, roles and evidence."""

from typing import Any

from heyy.core.policy import Policy
from heyy.people.enums import Role
from heyy.people.models import Evidence, Person
from heyy.people.standing import standing_of


def _to_person(viewer: Any, person: Person) -> set[str]:
    names = set(standing_of(viewer).roles)
    if viewer is None:
        names.add("system")
    elif viewer.pk == person.pk:
        names.add("self")
    return names


PERSON = Policy[Person](
    kind="person",
    standing=_to_person,
    table={
        "edit_profile": {"self"},
        "say_evidence": {"self", "system"},
        "pause": {"self"},
        "give_role": {Role.ADMINISTRATOR, "system"},
        "confirm_workplace": {Role.ADMINISTRATOR, Role.RELATION_MANAGER, "system"},
        "affiliate": {"self", Role.ADMINISTRATOR, Role.RELATION_MANAGER, "system"},
    },
)


def _to_evidence(viewer: Any, evidence: Evidence) -> set[str]:
    return {"owner"} if viewer is not None and viewer.pk == evidence.person_id else set()


EVIDENCE = Policy[Evidence](kind="evidence", standing=_to_evidence, table={"change": {"owner"}, "remove": {"owner"}})
