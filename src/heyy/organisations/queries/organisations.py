"""Reading organisations. Partners are public, so these queries ask for nobody's rights."""

from dataclasses import dataclass

from django.db.models import QuerySet

from heyy.organisations.enums import EDUCATION_KINDS, OrganisationKind
from heyy.organisations.models import Organisation


@dataclass(frozen=True)
class PartnerPage:
    """What organisations knows of one partner. `places` are addresses as one line each."""

    pk: int
    slug: str
    name: str
    official_name: str
    earlier_names: tuple[str, ...]
    kind_label: str
    place: str
    addresses: tuple[str, ...]
    website: str
    description: str
    themes: tuple[tuple[str, str], ...]
    brought_in: tuple[str, ...]
    sources: tuple[str, ...]


def partners_shown() -> QuerySet[Organisation]:
    """Organisations from outside the schools, by kind and the name people use; their locations come along."""
    partners = Organisation.objects.exclude(kind__in=EDUCATION_KINDS).prefetch_related("locations")
    return partners.order_by("kind", "daily_name", "name")


def partner_page(slug: str) -> PartnerPage | None:
    """None when no partner has this slug; boards and schools have no page here."""
    partner = partners_shown().prefetch_related("themes", "brought_in", "earlier_names").filter(slug=slug).first()
    return _page(partner) if partner else None


def place_of(organisation: Organisation) -> str:
    """Where it is, as one word; needs its locations prefetched."""
    return next((location.place for location in organisation.locations.all()), organisation.municipality)


def official_name_of(organisation: Organisation) -> str:
    """Empty when it is the name people use."""
    return organisation.name if organisation.name != str(organisation) else ""


def _page(partner: Organisation) -> PartnerPage:
    brought_in = partner.brought_in.all()
    return PartnerPage(
        pk=partner.pk,
        slug=partner.slug,
        name=str(partner),
        official_name=official_name_of(partner),
        earlier_names=tuple(sorted(earlier.name for earlier in partner.earlier_names.all())),
        kind_label=str(OrganisationKind(partner.kind).label),
        place=place_of(partner),
        addresses=tuple(location.address for location in partner.locations.all()),
        website=partner.website,
        description=partner.description,
        themes=tuple((theme.slug, theme.name) for theme in partner.themes.all()),
        brought_in=tuple(row.sentence for row in brought_in),
        sources=tuple(dict.fromkeys(row.source for row in brought_in if row.source)),
    )
