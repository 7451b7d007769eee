"""Who may do what with indicators. Everybody may read them: the figures carry no names."""

from typing import Any

from heyy.core.policy import Policy
from heyy.people.enums import Role
from heyy.people.standing import standing_of


def _roles(person: Any, thing: object) -> set[str]:
    """Nobody at all is the system itself when it writes; a visitor who reads holds no role."""
    return {"system"} if person is None else set(standing_of(person).roles)


INDICATOR = Policy[object](
    kind="indicator",
    standing=_roles,
    table={
        "define": {Role.ADMINISTRATOR, "system"},
        "enter_value": {Role.ADMINISTRATOR, Role.RELATION_MANAGER},
        "see_numbers_per_activity": {Role.RELATION_MANAGER},
    },
)
