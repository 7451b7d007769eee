"""Partners, and the names people use for organisations."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from heyy.core import clock
from heyy.core.actions.audit import record
from heyy.organisations.enums import EDUCATION_KINDS, OrganisationKind, Sector
from heyy.organisations.errors import NotAPartner, PlaceInUse
from heyy.organisations.models import BroughtIn, EarlierName, Location, Organisation
from heyy.organisations.policies import ORGANISATION


@transaction.atomic
def save_partner(
    *,
    slug: str,
    name: str,
    daily_name: str,
    kind: OrganisationKind,
    sector: Sector,
    place: str,
    description: str,
    contributions: Sequence[str],
    website: str = "",
    source: str = "",
    actor: Any,
    now: datetime,
) -> Organisation:
    """Adds the partner, or changes the one with this slug; a changed name is kept as an earlier one.

    `contributions` are sentences on what the partner brought in, `source` says where they were written down; they
    replace the earlier ones. The place becomes the partner's own location.
    """
    partner = Organisation.objects.select_for_update().filter(slug=slug).first()
    partner = partner or Organisation(slug=slug, key=slug, name=name)
    ORGANISATION.check(actor, "edit_partner", partner)
    if kind in EDUCATION_KINDS or partner.kind in EDUCATION_KINDS:
        raise NotAPartner
    had = partner.name
    partner.name, partner.daily_name, partner.kind, partner.sector = name, daily_name, kind, sector
    partner.description, partner.website = description, website
    partner.save()
    _keep_earlier_name(partner, had, now)
    _place(partner, place)
    _bring_in(partner, contributions, source)
    record(actor=actor, verb="save_partner", thing=partner, now=now)
    return partner


@transaction.atomic
def record_daily_name(*, organisation: Organisation, daily_name: str, actor: Any, now: datetime) -> None:
    """Writes down what people call it. Empty means that they use the official name."""
    ORGANISATION.check(actor, "name_daily", organisation)
    organisation.daily_name = daily_name
    organisation.save(update_fields=["daily_name"])
    organisation.locations.filter(key=organisation.key).update(name=str(organisation)[:120])
    record(actor=actor, verb="record_daily_name", thing=organisation, now=now, daily_name=daily_name)


def _keep_earlier_name(organisation: Organisation, had: str, now: datetime) -> None:
    organisation.earlier_names.filter(name=organisation.name).delete()
    if had != organisation.name:
        EarlierName.objects.get_or_create(
            organisation=organisation, name=had, defaults={"until": clock.wall(now).date()}
        )


def _place(partner: Organisation, place: str) -> None:
    if place:
        Location.objects.update_or_create(
            key=partner.key,
            defaults={"organisation": partner, "name": str(partner)[:120], "place": place},
        )
        return
    try:
        partner.locations.filter(key=partner.key).delete()
    except ProtectedError:
        raise PlaceInUse from None


def _bring_in(partner: Organisation, sentences: Sequence[str], source: str) -> None:
    partner.brought_in.all().delete()
    BroughtIn.objects.bulk_create(
        BroughtIn(organisation=partner, place=place, sentence=sentence, source=source)
        for place, sentence in enumerate(sentences, 1)
    )
