from dataclasses import dataclass
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from heyy.core.errors import NotAllowed
from heyy.core.policy import Policy


@dataclass
class Note:
    owner: str


readings: list[str] = []


def to_note(person: Any, note: Note) -> set[str]:
    readings.append(person)
    return {"owner", "reader"} if person == note.owner else {"reader"}


NOTE = Policy[Note](
    kind="note", standing=to_note, table={"read": {"owner", "reader"}, "change": {"owner"}, "burn": {"chief"}}
)


def test_allows_whoever_has_one_of_the_names_in_the_row() -> None:
    assert [NOTE.allows("anna", verb, Note("anna")) for verb in ("read", "change", "burn")] == [True, True, False]
    assert [NOTE.allows("bas", verb, Note("anna")) for verb in ("read", "change", "burn")] == [True, False, False]


def test_verbs_lists_what_is_allowed_and_reads_the_standing_once() -> None:
    readings.clear()
    assert NOTE.verbs("anna", Note("anna")) == {"read", "change"}
    assert readings == ["anna"]


def test_check_refuses_with_an_error_that_becomes_page_403() -> None:
    NOTE.check("anna", "change", Note("anna"))
    with pytest.raises(NotAllowed, match="note: change") as refusal:
        NOTE.check("bas", "change", Note("anna"))
    assert isinstance(refusal.value, PermissionDenied)


def test_a_verb_without_a_row_is_a_mistake_not_a_permission() -> None:
    with pytest.raises(KeyError):
        NOTE.allows("anna", "fly", Note("anna"))
