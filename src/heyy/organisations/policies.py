"""Who may do what with organisations and themes."""

from typing import Any

from heyy.core.policy import Policy


def _roles(person: Any, thing: object) -> set[str]:
    """Roles are known by name only, because people stand above organisations. No person is the system itself."""
    return {"system"} if person is None else set(getattr(person, "role_names", ()))


ORGANISATION = Policy[object](
    kind="organisation",
    standing=_roles,
    table={
        "import": {"administrator", "system"},
        "edit_partner": {"relation_manager", "administrator", "system"},
        "edit_theme": {"relation_manager", "administrator", "system"},
        "name_daily": {"relation_manager", "administrator", "system"},
    },
)
