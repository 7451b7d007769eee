"""The agenda: what is on, for whom it may be seen, with facets counted over everything that is on."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from heyy.core import clock
from heyy.core.queries.prepared import prepared
from heyy.core.queries.search import search
from heyy.meet4learn.enums import ActivityForm, ActivityState
from heyy.meet4learn.models import Activity, Maker, PartnerRole, Session
from heyy.meet4learn.queries.visible import activities_visible_to
from heyy.organisations.enums import Sector
from heyy.organisations.models import Theme

MOST = 300


@dataclass(frozen=True)
class Filters:
    """What the reader asked for; empty means everything that is still to come."""

    text: str = ""
    theme: str = ""
    form: str = ""
    place: str = ""
    sector: str = ""
    when: str = ""

    @property
    def is_past(self) -> bool:
        return self.when == "past"

    @property
    def any(self) -> bool:
        return any((self.text, self.theme, self.form, self.place, self.sector, self.when))


@dataclass(frozen=True, slots=True)
class Face:
    pk: int
    full_name: str
    initials: str


@dataclass(slots=True)
class Card:
    """One activity as a list shows it. `starts_at` is the next meeting, or the first when all are past.

    What a template would put together for each card again (its address, the words on its tags) is here as text:
    a list shows some hundred cards.
    """

    pk: int
    slug: str
    title: str
    summary: str
    form: str
    state: str
    places_left: int
    waiting: int
    starts_at: datetime
    ends_at: datetime
    place: str
    location: str
    sectors: Sequence[str]
    has_begun: bool = False
    partners: list[str] = field(default_factory=list)
    makers: list[Face] = field(default_factory=list)
    themes: list[tuple[str, str]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return _address(self.slug)

    @property
    def form_label(self) -> str:
        return _form_label(self.form, get_language())

    @property
    def where(self) -> str:
        return f"{self.location}, {self.place}" if self.location else ""

    @property
    def standing(self) -> str:
        """How full it is, as the tag on the card says it."""
        if self.is_under_way:
            return _("Under way")
        return _standing(self.state, self.places_left, self.waiting, get_language())

    @property
    def is_under_way(self) -> bool:
        """It has begun and goes on, so nobody registers any more."""
        return self.state == ActivityState.OPEN and self.has_begun

    @property
    def standing_variant(self) -> str:
        if self.state != ActivityState.OPEN or self.has_begun:
            return "plain"
        return "good" if self.places_left else "warn"


# A list says the same few words again and again, so they are kept per language.


@lru_cache(maxsize=4096)
def _address(slug: str) -> str:
    return reverse("meet4learn:activity", args=[slug])


@lru_cache(maxsize=64)
def _form_label(form: str, language: str | None) -> str:
    return str(ActivityForm(form).label)


@lru_cache(maxsize=1024)
def _standing(state: str, places_left: int, waiting: int, language: str | None) -> str:
    if state != ActivityState.OPEN:
        return _("Held")
    if places_left:
        words = ngettext("%(count)s place left", "%(count)s places left", places_left)
        return words % {"count": places_left}
    return _("Full") + (" · " + _("%(count)s waiting") % {"count": waiting} if waiting else "")


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    count: int
    chosen: bool

    @property
    def words(self) -> str:
        return f"{self.label} ({self.count})"


@dataclass(frozen=True)
class Agenda:
    cards: list[Card]
    facets: list[tuple[str, str, list[Choice]]]
    filters: Filters


def agenda(person: Any, filters: Filters, *, now: datetime, labels: dict[str, str]) -> Agenda:
    """The page's list and facets. `labels` names the facets in the reader's language."""
    cards = cards_of(_in_time(activities_visible_to(person), filters, now), now=now, latest_first=filters.is_past)
    if filters.text:
        ranks = {pk: rank for rank, (pk, _) in enumerate(search("activity", filters.text, most=MOST))}
        cards = sorted((card for card in cards if card.pk in ranks), key=lambda card: ranks[card.pk])
    shown = [card for card in cards if _fits(card, filters, now)]
    return Agenda(shown, _facets(cards, filters, now, labels), filters)


def _in_time(activities: QuerySet[Activity], filters: Filters, now: datetime) -> QuerySet[Activity]:
    if filters.is_past:
        return activities.filter(last_at__lt=now, state__in=[ActivityState.OPEN, ActivityState.HELD])
    return activities.filter(last_at__gte=now, state__in=[ActivityState.OPEN, ActivityState.HELD])


@prepared
def how_full(*, since: datetime) -> QuerySet[Activity, tuple[Any, ...]]:
    """How full each activity of the public agenda is. The version counts its changes and never goes back."""
    shown = _in_time(activities_visible_to(None), Filters(), since).order_by("pk")
    return shown.values_list("pk", "state", "places", "taken", "waiting", "version")


def cards_of(activities: QuerySet[Activity], *, now: datetime, latest_first: bool = False) -> list[Card]:
    """Cards for activities in four statements, however many there are."""
    upcoming = Session.objects.filter(activity=OuterRef("pk"), ends_at__gte=now).order_by("starts_at")
    any_session = Session.objects.filter(activity=OuterRef("pk")).order_by("starts_at")
    session = any_session if latest_first else upcoming
    rows = (
        activities.annotate(session_id=Subquery(session.values("pk")[:1]))
        .filter(sessions__pk=F("session_id"))
        .order_by("-sessions__starts_at" if latest_first else "sessions__starts_at", "pk")
        .values_list(
            "pk",
            "slug",
            "title",
            "summary",
            "form",
            "state",
            "places",
            "taken",
            "waiting",
            "sectors",
            "sessions__starts_at",
            "sessions__ends_at",
            "sessions__location__place",
            "sessions__location__name",
            "first_at",
        )[:MOST]
    )
    cards = {row[0]: _card(row, now) for row in rows}
    _add_partners(cards)
    _add_makers(cards)
    _add_themes(cards)
    return list(cards.values())


def _card(row: tuple[Any, ...], now: datetime) -> Card:
    pk, slug, title, summary, form, state, places, taken, waiting, sectors, starts, ends, place, location, first = row
    return Card(
        pk,
        slug,
        title,
        summary,
        form,
        state,
        places - taken,
        waiting,
        starts,
        ends,
        place or "",
        location or "",
        tuple(code for code in sectors.split(",") if code),
        has_begun=first <= now,
    )


def _add_partners(cards: dict[int, Card]) -> None:
    rows = PartnerRole.objects.filter(activity__in=cards).order_by("pk")
    names = rows.values_list("activity", "organisation__daily_name", "organisation__name")
    for activity, daily_name, name in names:
        partner = daily_name or name
        if partner not in cards[activity].partners:
            cards[activity].partners.append(partner)


def _add_makers(cards: dict[int, Card]) -> None:
    rows = Maker.objects.filter(activity__in=cards).order_by("-is_owner", "pk")
    for activity, pk, first, last in rows.values_list("activity", "person", "person__first_name", "person__last_name"):
        initials = (first[:1] + (last.split() or [""])[-1][:1]).upper()
        cards[activity].makers.append(Face(pk, f"{first} {last}", initials))


def _add_themes(cards: dict[int, Card]) -> None:
    name = "name_en" if get_language() == "en" else "name_nl"
    rows = Theme.objects.filter(activities__in=cards).order_by("name_nl")
    for activity, slug, label in rows.values_list("activities", "slug", name):
        if activity in cards:
            cards[activity].themes.append((slug, label))


WHEN: dict[str, Callable[[date, date], bool]] = {
    "week": lambda day, today: day < clock.monday_of(today) + timedelta(days=7),
    "next_week": lambda day, today: clock.monday_of(day) == clock.monday_of(today) + timedelta(days=7),
    "month": lambda day, today: day <= today + timedelta(days=31),
}


def _fits(card: Card, filters: Filters, now: datetime, ignore: str = "") -> bool:
    when = WHEN.get(filters.when)
    tests = {
        "theme": not filters.theme or any(slug == filters.theme for slug, _ in card.themes),
        "form": not filters.form or card.form == filters.form,
        "place": not filters.place or card.place == filters.place,
        "sector": not filters.sector or filters.sector in card.sectors,
        "when": when is None or when(clock.wall(card.starts_at).date(), clock.wall(now).date()),
    }
    return all(passed for name, passed in tests.items() if name != ignore)


def _facets(
    cards: list[Card], filters: Filters, now: datetime, labels: dict[str, str]
) -> list[tuple[str, str, list[Choice]]]:
    """Each facet counts what choosing it would show, given the other choices."""
    theme_names = {slug: label for card in cards for slug, label in card.themes}
    sector_names = {code: str(Sector(code).label) for code in {code for card in cards for code in card.sectors}}
    values: dict[str, tuple[Callable[[Card], Iterable[str]], dict[str, str]]] = {
        "theme": (lambda card: [slug for slug, _ in card.themes], theme_names),
        "form": (
            lambda card: [card.form],
            {form: str(ActivityForm(form).label) for form in ActivityForm.values},
        ),
        "place": (
            lambda card: [card.place] if card.place else [],
            {card.place: card.place for card in cards},
        ),
        "sector": (lambda card: card.sectors, sector_names),
    }
    facets = []
    for name, (read, names) in values.items():
        fitting = [card for card in cards if _fits(card, filters, now, ignore=name)]
        counts = Counter(value for card in fitting for value in read(card))
        chosen = getattr(filters, name)
        choices = [
            Choice(value, names[value], count, value == chosen)
            for value, count in sorted(counts.items(), key=lambda item: names[item[0]].lower())
        ]
        facets.append((name, labels[name], choices))
    return facets


@dataclass(frozen=True)
class WeekDay:
    day: date
    cards: list[Card]
    holiday: str
    is_today: bool


def week(person: Any, monday: date, *, now: datetime, holidays: dict[date, str]) -> list[WeekDay]:
    """Every meeting of the week, day by day; an activity with two meetings stands there twice."""
    start, end = clock.start_of_day(monday), clock.start_of_day(monday + timedelta(days=7))
    rows = (
        Session.objects.filter(activity__in=activities_visible_to(person), starts_at__gte=start, starts_at__lt=end)
        .filter(activity__state__in=[ActivityState.OPEN, ActivityState.HELD])
        .order_by("starts_at", "pk")
        .values_list(
            "activity",
            "activity__slug",
            "activity__title",
            "activity__summary",
            "activity__form",
            "activity__state",
            "activity__places",
            "activity__taken",
            "activity__waiting",
            "activity__sectors",
            "starts_at",
            "ends_at",
            "location__place",
            "location__name",
            "activity__first_at",
        )
    )
    by_day: dict[date, list[Card]] = defaultdict(list)
    for row in rows:
        card = _card(row, now)
        by_day[clock.wall(card.starts_at).date()].append(card)
    days = [monday + timedelta(days=number) for number in range(7)]
    today = clock.wall(now).date()
    return [
        WeekDay(day, by_day[day], holidays.get(day, ""), day == today)
        for day in days
        if day.weekday() < 5 or by_day[day]
    ]
