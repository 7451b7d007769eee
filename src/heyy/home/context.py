"""What the frame of every page needs: navigation and who is signed in."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
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
    return {
        "nav_items": _nav(request.path, person),
        "person": person,
        "person_items": _personal(person) if person else [],
        "demo": settings.DEMO,
    }


def _nav(path: str, person: Any) -> list[NavItem]:
    items = [
        (_("Questions"), reverse("meet4learn:questions")),
        (_("Agenda"), reverse("meet4learn:agenda")),
        (_("Partners"), reverse("home:partners")),
        (_("Results"), reverse("indicators:results")),
    ]
    if person is None:
        items.append((_("About Heyy"), reverse("home:about")))
    else:
        items.insert(0, (_("My Heyy"), reverse("home:mine")))
        if has_desk(person):
            items.append((_("Desk"), reverse("home:desk")))
    return [NavItem(label, url, path.startswith(url)) for label, url in items]


def _personal(person: Any) -> list[NavItem]:
    items = [
        NavItem(_("My Heyy"), reverse("home:mine"), icon="calendar"),
        NavItem(_("My profile"), reverse("people:profile"), icon="pencil"),
    ]
    if has_desk(person):
        items.append(NavItem(_("Desk"), reverse("home:desk"), icon="question"))
    if standing_of(person).has(Role.ADMINISTRATOR):
        items.append(NavItem(_("Administration"), reverse("home:administration"), icon="key"))
    items.append(NavItem(_("Sign-in and security"), reverse("mfa_index"), icon="lock"))
    items.append(NavItem(_("About Heyy"), reverse("home:about"), icon="info"))
    return items


def has_desk(person: Any) -> bool:
    standing = standing_of(person)
    return standing.has(Role.BROKER) or standing.has(Role.RELATION_MANAGER)
