"""One counting query per measure, each with its rule in a sentence. Nothing is kept: every count is read live."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count as SqlCount
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from heyy.indicators.enums import Measure
from heyy.indicators.queries.periods import Period
from heyy.indicators.queries.sources import (
    held_activities,
    help_after_introduction,
    makers_of_held,
    presences,
    thanked_help,
    with_outside_partner,
    with_workplace,
)
from heyy.people.models import Person

RULES: Mapping[Measure, str | Promise] = {
    Measure.ACTIVITIES: _(
        "An activity counts once its maker has closed it as held, in the school year of its first meeting."
        " Activities in the making, open or cancelled don't count."
    ),
    Measure.THEMES: _(
        "A theme counts once at least one held activity belongs to it, in the school year of that activity's"
        " first meeting."
    ),
    Measure.PARTNER_SHARE: _(
        "Of all held activities, the part with at least one partner organisation from outside the schools:"
        " business, government, care, culture, a vocational college, a university or another organisation."
        " A board, a school or a team is no partner from outside."
    ),
    Measure.CORE_PERSONS: _(
        "Everybody counts once, however much they did: who was a maker of a held activity, who met a colleague"
        " as the helper of an introduction, and who was thanked for help. What people only say of themselves"
        " doesn't count."
    ),
    Measure.REACHED_PERSONS: _(
        "Everybody counts once, however often they came: who was present at a meeting at least once, by the list"
        " the maker ticked. Being registered or waiting doesn't count, nor does a cancelled activity."
    ),
    Measure.PARTICIPATIONS: _(
        "Everybody counts once for each activity they were present at: the same person at three activities counts"
        " three times. Several meetings of one activity count as one participation."
    ),
    Measure.SCHOOLS: _(
        "A school counts once as soon as somebody who worked there on that day was present at a meeting."
        " A team counts for its school; somebody who works at two schools counts for both."
        " Whether a school contributes to the cost stands with its name in the rows."
    ),
}


@dataclass(frozen=True)
class Count:
    """A figure. A share is a percentage with its part and whole beside it; without a whole it has no value."""

    value: float | None
    part: int | None = None
    whole: int | None = None


Counts = Mapping[Measure, Mapping[Period, Count]]


def count(measure: Measure, period: Period) -> Count:
    return counts([measure], [period])[measure][period]


def counts(measures: Collection[Measure], periods: Collection[Period]) -> Counts:
    """All these measures over all these periods, in at most four statements however many rows there are."""
    found: dict[Measure, Mapping[Period, Count]] = {}
    for together, query in _STATEMENTS:
        if not together.isdisjoint(measures):
            found |= query(periods)
    return {measure: found[measure] for measure in measures}


def _count_activities(periods: Collection[Period]) -> Counts:
    columns = {}
    for period in periods:
        within = period.of_moment("first_at")
        columns[f"held_{period.key}"] = SqlCount("pk", distinct=True, filter=within)
        columns[f"outside_{period.key}"] = SqlCount("pk", distinct=True, filter=within & Q(is_outside=True))
        columns[f"themes_{period.key}"] = SqlCount("themes", distinct=True, filter=within)
    row = held_activities().annotate(is_outside=with_outside_partner()).aggregate(**columns)
    return {
        Measure.ACTIVITIES: _read(row, "held", periods),
        Measure.THEMES: _read(row, "themes", periods),
        Measure.PARTNER_SHARE: {
            period: _share(row[f"outside_{period.key}"], row[f"held_{period.key}"]) for period in periods
        },
    }


def _count_core(periods: Collection[Period]) -> Counts:
    columns = {}
    for period in periods:
        made = makers_of_held().filter(period.of_moment("activity__first_at")).values("person")
        met = help_after_introduction().filter(period.of_moment("at")).values("helper")
        thanked = thanked_help().filter(period.of_day("on")).values("person")
        is_active = Q(pk__in=made) | Q(pk__in=met) | Q(pk__in=thanked)
        columns[f"core_{period.key}"] = SqlCount("pk", filter=is_active)
    return {Measure.CORE_PERSONS: _read(Person.objects.aggregate(**columns), "core", periods)}


def _count_presences(periods: Collection[Period]) -> Counts:
    columns = {}
    for period in periods:
        within = period.of_moment("session__starts_at")
        columns[f"people_{period.key}"] = SqlCount("registration__person", distinct=True, filter=within)
        columns[f"times_{period.key}"] = SqlCount("registration", distinct=True, filter=within)
    row = presences().aggregate(**columns)
    return {
        Measure.REACHED_PERSONS: _read(row, "people", periods),
        Measure.PARTICIPATIONS: _read(row, "times", periods),
    }


def _count_schools(periods: Collection[Period]) -> Counts:
    rows = with_workplace(presences(), person="registration__person", moment="session__starts_at")
    columns = {
        f"schools_{period.key}": SqlCount(F("school"), distinct=True, filter=period.of_moment("session__starts_at"))
        for period in periods
    }
    return {Measure.SCHOOLS: _read(rows.aggregate(**columns), "schools", periods)}


def _read(row: Mapping[str, int], name: str, periods: Iterable[Period]) -> Mapping[Period, Count]:
    return {period: Count(row[f"{name}_{period.key}"]) for period in periods}


def _share(part: int, whole: int) -> Count:
    return Count(100 * part / whole if whole else None, part, whole)


_STATEMENTS: list[tuple[frozenset[Measure], Callable[[Collection[Period]], Counts]]] = [
    (frozenset({Measure.ACTIVITIES, Measure.THEMES, Measure.PARTNER_SHARE}), _count_activities),
    (frozenset({Measure.CORE_PERSONS}), _count_core),
    (frozenset({Measure.REACHED_PERSONS, Measure.PARTICIPATIONS}), _count_presences),
    (frozenset({Measure.SCHOOLS}), _count_schools),
]
