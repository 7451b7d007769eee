"""Themes and who carries them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from heyy.core.actions.audit import record
from heyy.organisations.models import Organisation, Theme
from heyy.organisations.policies import ORGANISATION


@transaction.atomic
def save_theme(
    *,
    slug: str,
    name_nl: str,
    name_en: str,
    description: str,
    carriers: Iterable[Organisation] | None = None,
    actor: Any,
    now: datetime,
) -> Theme:
    """Adds the theme, or changes the one with this slug. Without `carriers` those stay as they are."""
    ORGANISATION.check(actor, "edit_theme", None)
    theme, _is_new = Theme.objects.update_or_create(
        slug=slug, defaults={"name_nl": name_nl, "name_en": name_en, "description": description}
    )
    if carriers is not None:
        theme.carriers.set(carriers)
    record(actor=actor, verb="save_theme", thing=theme, now=now)
    return theme
