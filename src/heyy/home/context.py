"""What the frame of every page needs: navigation and who is signed in.

The navigation is the same for many: made once per language, section and kind of reader.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from heyy.people.enums import Role
from heyy.people.standing import standing_of


@dataclass(frozen=True)
class NavItem:
    label: str
    url: str
    current: bool = False
    icon: str = ""


def frame(request: HttpRequest) -> dict[str, Any]:
    person = getattr(request, "user", None)
    person = person if person is not None and person.is_authenticated else None
    language, section = get_language() or "", request.path.split("/")[1]
    is_signed_in, desk = person is not None, has_desk(person)
    is_administrator = standing_of(person).has(Role.ADMINISTRATOR)
    return {
        "nav_items": _nav(language, section, is_signed_in=is_signed_in, desk=desk),
        "person": person,
        "person_items": _personal(language, desk=desk, is_administrator=is_administrator) if person else (),
        "reads_names": standing_of(person).is_member,  # of askers; makers of public activities stand there for all
        "demo": settings.DEMO,
    }


@lru_cache(maxsize=256)
def _nav(language: str, section: str, *, is_signed_in: bool, desk: bool) -> tuple[NavItem, ...]:
    items = [
        (_("Questions"), reverse("meet4learn:questions")),
        (_("Agenda"), reverse("meet4learn:agenda")),
        (_("Partners"), reverse("home:partners")),
        (_("Results"), reverse("indicators:results")),
    ]
    if not is_signed_in:
        items.append((_("About Heyy"), reverse("home:about")))
    else:
        items.insert(0, (_("My Heyy"), reverse("home:mine")))
        if desk:
            items.append((_("Desk"), reverse("home:desk")))
    return tuple(NavItem(label, url, url == f"/{section}/") for label, url in items)


@lru_cache(maxsize=16)
def _personal(language: str, *, desk: bool, is_administrator: bool) -> tuple[NavItem, ...]:
    items = [
        NavItem(_("My Heyy"), reverse("home:mine"), icon="calendar"),
        NavItem(_("My profile"), reverse("people:profile"), icon="pencil"),
    ]
    if desk:
        items.append(NavItem(_("Desk"), reverse("home:desk"), icon="question"))
    if is_administrator:
        items.append(NavItem(_("Administration"), reverse("home:administration"), icon="key"))
    items.append(NavItem(_("Sign-in and security"), reverse("mfa_index"), icon="lock"))
    items.append(NavItem(_("About Heyy"), reverse("home:about"), icon="info"))
    return tuple(items)


def has_desk(person: Any) -> bool:
    standing = standing_of(person)
    return standing.has(Role.BROKER) or standing.has(Role.RELATION_MANAGER)
