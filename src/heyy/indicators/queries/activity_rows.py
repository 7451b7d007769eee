"""The activities behind a figure, as a table."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heyy.core import clock
from heyy.indicators.policies import INDICATOR
from heyy.indicators.queries.tables import Cell, Head, Link, Table, words
from heyy.meet4learn.enums import ActivityForm, RegistrationState
from heyy.meet4learn.models import Activity, PartnerRole
from heyy.meet4learn.queries.visible import activities_visible_to
from heyy.organisations.models import Organisation


def sees_numbers(viewer: Any) -> bool:
    return viewer is not None and INDICATOR.allows(viewer, "see_numbers_per_activity", None)


def activity_table(rows: QuerySet[Activity], viewer: Any, *, tells_outside: bool = False) -> Table:
    """Activities this reader may open, latest first; the others only as a number, so that the rows add up."""
    visible = activities_visible_to(viewer).filter(pk=OuterRef("pk"))
    numbers = sees_numbers(viewer)
    rows = rows.annotate(is_visible=Exists(visible)).order_by("-first_at", "pk")
    rows = rows.prefetch_related(
        Prefetch("partner_roles", PartnerRole.objects.select_related("organisation").order_by("pk"))
    )
    if numbers:
        present = Q(registrations__attendances__present=True, registrations__state=RegistrationState.CONFIRMED)
        rows = rows.annotate(present=Count("registrations", filter=present, distinct=True))
    shape = _Shape(tells_outside, numbers)
    activities = list(rows)
    hidden = Counter(shape.side(activity) for activity in activities if not activity.is_visible)
    return Table(
        key="activities",
        caption=_("The activities that count"),
        heads=shape.heads(),
        rows=[shape.row(activity) for activity in activities if activity.is_visible]
        + [shape.hidden_row(side, n) for side, n in sorted(hidden.items())],
    )


@dataclass(frozen=True)
class _Shape:
    """Which columns a table of activities has."""

    tells_outside: bool
    tells_present: bool

    def heads(self) -> list[Head]:
        heads = [Head(_("First meeting")), Head(_("Activity")), Head(_("Form")), Head(_("Partners"))]
        if self.tells_outside:
            heads.append(Head(_("Partner from outside")))
        return [*heads, Head(_("Present"), is_number=True)] if self.tells_present else heads

    def row(self, activity: Any) -> list[Cell]:
        partners = {role.organisation_id: role.organisation for role in activity.partner_roles.all()}
        cells = [
            Cell(day=clock.wall(activity.first_at).date()),
            Cell([Link(activity.title, "meet4learn:activity", activity.slug)]),
            words(ActivityForm(activity.form).label),
            Cell([_partner(partner) for partner in partners.values()]),
        ]
        return [*cells, *self._last_cells(self.side(activity), getattr(activity, "present", None))]

    def hidden_row(self, side: bool, n: int) -> list[Cell]:
        sentence = ngettext("%(n)d activity for members only", "%(n)d activities for members only", n) % {"n": n}
        return [words(), words(sentence), words(), words(), *self._last_cells(side, None)]

    def side(self, activity: Any) -> bool:
        return self.tells_outside and activity.is_outside

    def _last_cells(self, side: bool, present: int | None) -> list[Cell]:
        cells = [words(_("Yes") if side else _("No"))] if self.tells_outside else []
        return [*cells, Cell(number=present)] if self.tells_present else cells


def _partner(organisation: Organisation) -> Link:
    """Partners from outside have a page of their own; boards and schools have none."""
    if organisation.is_outside_education:
        return Link(str(organisation), "home:partner", organisation.slug)
    return Link(str(organisation))
