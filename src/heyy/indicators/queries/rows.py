"""The rows behind each figure, as far as this reader may see them. No table names a person."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from heyy.indicators.enums import Measure
from heyy.indicators.queries.activity_rows import activity_table, sees_numbers
from heyy.indicators.queries.breakdown import people_by_workplace
from heyy.indicators.queries.periods import Period
from heyy.indicators.queries.small_groups import FLOOR, Protected, protect
from heyy.indicators.queries.sources import (
    held_activities,
    outside_partners,
    presences,
    with_outside_partner,
    with_workplace,
)
from heyy.indicators.queries.tables import Cell, Head, Link, Table, words
from heyy.meet4learn.enums import ActivityForm, ActivityState
from heyy.meet4learn.models import Activity
from heyy.organisations.enums import OrganisationKind, Sector
from heyy.organisations.models import Organisation, Theme

BY_YEAR = frozenset({Measure.ACTIVITIES, Measure.THEMES, Measure.PARTNER_SHARE})


def tables_behind(measure: Measure, viewer: Any, period: Period) -> Sequence[Table]:
    """What this figure counts. Tables about people are only there since the start, whatever the period."""
    return _TABLES[measure](measure, viewer, period)


def _activities(measure: Measure, viewer: Any, period: Period) -> Sequence[Table]:
    return [activity_table(held_activities().filter(period.of_moment("first_at")), viewer)]


def _partners(measure: Measure, viewer: Any, period: Period) -> Sequence[Table]:
    roles = outside_partners().filter(period.of_moment("activity__first_at"), activity__state=ActivityState.HELD)
    kinds = roles.values_list("organisation__kind").annotate(n=Count("activity", distinct=True))
    by_kind = Table(
        key="kinds",
        caption=_("Partners from outside, by kind"),
        heads=[Head(_("Kind of partner")), Head(_("Held activities"), is_number=True)],
        rows=[
            [words(OrganisationKind(kind).label), Cell(number=n)]
            for kind, n in kinds.order_by("-n", "organisation__kind")
        ],
        note=_("An activity with partners of two kinds stands in both rows."),
    )
    held = held_activities().filter(period.of_moment("first_at")).annotate(is_outside=with_outside_partner())
    return [by_kind, activity_table(held, viewer, tells_outside=True)]


def _themes(measure: Measure, viewer: Any, period: Period) -> Sequence[Table]:
    held = Q(activities__state=ActivityState.HELD) & period.of_moment("activities__first_at")
    themes = Theme.objects.annotate(held=Count("activities", filter=held, distinct=True)).filter(held__gt=0)
    return [
        Table(
            key="themes",
            caption=_("The themes that count"),
            heads=[Head(_("Theme")), Head(_("Held activities"), is_number=True)],
            rows=[
                [
                    Cell([Link(theme.name, "meet4learn:agenda", query=f"?theme={theme.slug}&when=past")]),
                    Cell(number=theme.held),
                ]
                for theme in themes.order_by("-held", "name_nl")
            ],
            note=_("An activity can belong to more than one theme, so the rows add up to more than the activities."),
        )
    ]


def _people(measure: Measure, viewer: Any, period: Period) -> Sequence[Table]:
    protected = people_by_workplace(measure)
    heads = [Head(_("Where they worked")), Head(_("People"), is_number=True), Head(_("Board")), Head(_("Sector"))]
    caption = _("Where these people worked, since the start")
    if protected is None:
        return [_too_few("workplaces", caption, heads)]
    rows = [
        [words(group.name), Cell(number=n), words(group.board), words(group.sector)] for group, n in protected.shown
    ]
    if protected.merged:
        rows.append([words(_together(len(protected.merged))), Cell(number=protected.together), words(), words()])
    note = _("Somebody who worked at two places counts at both, so the rows can add up to more than the figure.")
    return [Table("workplaces", caption, heads, rows, f"{note} {_protection()}")]


def _forms(measure: Measure, viewer: Any, period: Period) -> Sequence[Table]:
    by_form = presences().values_list("session__activity__form")
    sizes = list(by_form.annotate(n=Count("registration", distinct=True)).order_by("-n", "session__activity__form"))
    protected: Protected[str] | None = protect(sizes)
    heads = [Head(_("Form")), Head(_("Participations"), is_number=True)]
    caption = _("Participations by form of activity, since the start")
    if protected is None:
        return [_too_few("forms", caption, heads)]
    rows = [[words(ActivityForm(form).label), Cell(number=n)] for form, n in protected.shown]
    if protected.merged:
        rows.append([words(_together(len(protected.merged))), Cell(number=protected.together)])
    return [Table("forms", caption, heads, rows, _protection())]


def _with_numbers(tables: "_Tables") -> "_Tables":
    """The same, and for who may see numbers per activity the activities people were present at."""

    def more(measure: Measure, viewer: Any, period: Period) -> Sequence[Table]:
        found = list(tables(measure, viewer, period))
        if sees_numbers(viewer):
            attended = Activity.objects.filter(pk__in=presences().values("session__activity"))
            found.append(activity_table(attended, viewer))
        return found

    return more


def _schools(measure: Measure, viewer: Any, period: Period) -> Sequence[Table]:
    """The names of schools; not when so few people came that a school's name would tell how many."""
    heads = [Head(_("School")), Head(_("Board")), Head(_("Sector")), Head(_("Contributes since"))]
    caption = _("The schools that count, since the start")
    if people_by_workplace(measure) is None:
        return [_too_few("schools", caption, heads)]
    rows = with_workplace(presences(), person="registration__person", moment="session__starts_at")
    present = rows.filter(school__isnull=False).values("school")
    schools = sorted(Organisation.objects.filter(pk__in=present).select_related("parent"), key=_by_sector_and_name)
    return [Table("schools", caption, heads, [_school(school) for school in schools], _contribution())]


def _by_sector_and_name(school: Organisation) -> tuple[int, str]:
    return list(Sector).index(Sector(school.sector)), str(school).casefold()


def _school(school: Organisation) -> list[Cell]:
    since = school.contributes_since or (school.parent.contributes_since if school.parent else None)
    sector = Sector(school.sector).label
    return [words(school), words(school.parent or ""), words(sector), Cell(day=since)]


def _contribution() -> str:
    return _("A school contributes from the day on which it, or its board, agreed to pay a share that covers the cost.")


def _too_few(key: str, caption: str, heads: Sequence[Head]) -> Table:
    return Table(key, caption, heads, [], _("So few people came that a table would tell who they are."))


def _together(n: int) -> str:
    return _("%(n)d other groups together") % {"n": n}


def _protection() -> str:
    return _(
        "Groups of fewer than %(floor)d stand together in one row, with a larger one where that is needed so"
        " that nobody can work out a small group from the rest."
    ) % {"floor": FLOOR}


_Tables = Callable[[Measure, Any, Period], Sequence[Table]]

_TABLES: Mapping[Measure, _Tables] = {
    Measure.ACTIVITIES: _activities,
    Measure.THEMES: _themes,
    Measure.PARTNER_SHARE: _partners,
    Measure.CORE_PERSONS: _people,
    Measure.REACHED_PERSONS: _with_numbers(_people),
    Measure.PARTICIPATIONS: _with_numbers(_forms),
    Measure.SCHOOLS: _schools,
}
