"""What the page of one activity shows."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, CharField, Count, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import get_language

from heyy.core.queries.prepared import Row, prepared
from heyy.meet4learn.enums import ActivityForm, ActivityState, MakerRole, PartnerPart, RegistrationState
from heyy.meet4learn.models import Activity, LearningQuestion, Maker, PartnerRole, Registration, Session
from heyy.meet4learn.policies import ACTIVITY
from heyy.meet4learn.queries.visible import activities_for_member, activities_visible_to, questions_visible_to
from heyy.organisations.enums import EDUCATION_KINDS
from heyy.organisations.models import Theme
from heyy.people.enums import Role
from heyy.people.models import Person
from heyy.people.standing import VISITOR, standing_of


@dataclass(frozen=True)
class Partner:
    slug: str
    name: str
    parts: list[str]
    has_page: bool


@dataclass(frozen=True)
class PageMaker:
    pk: int
    full_name: str
    initials: str
    role: str
    is_owner: bool


@dataclass(frozen=True)
class Meeting:
    """`location` is empty for a room somewhere else, or none at all."""

    starts_at: datetime
    ends_at: datetime
    room: str
    location: str
    street: str
    postcode: str
    place: str

    @property
    def address(self) -> str:
        return ", ".join(part for part in (self.street, f"{self.postcode} {self.place}".strip()) if part)


@dataclass(frozen=True)
class ActivityPage:
    activity: Activity
    meetings: list[Meeting]
    makers: list[PageMaker]
    partners: list[Partner]
    themes: list[tuple[str, str]]
    questions: list[tuple[str, str]]
    has_place: bool
    place_in_row: int
    verbs: frozenset[str]
    can_register: bool
    why_not: str
    has_started: bool
    is_over: bool

    @property
    def form_label(self) -> str:
        return str(ActivityForm(self.activity.form).label)

    @property
    def is_waiting(self) -> bool:
        return self.place_in_row > 0


def find_activity(person: Any, slug: str) -> Activity | None:
    """When this person may see it. Prepared for visitors and members, who are nearly all."""
    standing = standing_of(person)
    if standing is VISITOR:
        rows = _seen_by_visitors(slug=slug)
    elif standing.person_id and standing.is_member and not standing.has(Role.RELATION_MANAGER):
        rows = _seen_by_member(slug=slug, person=standing.person_id)
    else:
        return activities_visible_to(person).filter(slug=slug).first()
    return Activity.from_db("default", _COLUMNS, rows[0]) if rows else None


_COLUMNS = [field.attname for field in Activity._meta.concrete_fields]


@prepared
def _seen_by_visitors(*, slug: str) -> QuerySet[Activity, tuple[Any, ...]]:
    return activities_visible_to(None).filter(slug=slug).values_list(*_COLUMNS)


@prepared
def _seen_by_member(*, slug: str, person: int) -> QuerySet[Activity, tuple[Any, ...]]:
    return activities_for_member(person).filter(slug=slug).values_list(*_COLUMNS)


def activity_page(activity: Activity, person: Any, *, now: datetime, sentences: dict[str, str]) -> ActivityPage:
    """`sentences` says why one can't register, by code."""
    number = getattr(person, "pk", None) or 0
    around: dict[str, list[Row]] = defaultdict(list)
    for kind, *row in _around(activity=activity.pk, person=number):
        around[kind].append(tuple(row))
    makers, verbs = _makers(around["maker"]), ACTIVITY.verbs(person, activity)
    why = _why_not(activity, verbs, now, is_maker=any(maker.pk == number for maker in makers))
    state, place_in_row = _mine(around["registration"])
    return ActivityPage(
        activity=activity,
        meetings=[_meeting(row) for row in _meetings(activity=activity.pk)],
        makers=makers,
        partners=_partners(around["partner"]),
        themes=_themes(around["theme"]),
        questions=_questions(activity, person) if around["question"] else [],
        has_place=state == RegistrationState.CONFIRMED,
        place_in_row=place_in_row if state == RegistrationState.WAITING else 0,
        verbs=verbs,
        can_register=not why,
        why_not=sentences.get(why, ""),
        has_started=activity.first_at is not None and activity.first_at <= now,
        is_over=activity.last_at is not None and activity.last_at <= now,
    )


def _why_not(activity: Activity, verbs: frozenset[str], now: datetime, *, is_maker: bool) -> str:
    if activity.state == ActivityState.CANCELLED:
        return "cancelled"
    if activity.state == ActivityState.MAKING:
        return "making"
    if activity.state == ActivityState.HELD or (activity.last_at is not None and activity.last_at <= now):
        return "over"
    if is_maker:
        return "maker"
    if activity.first_at is not None and activity.first_at <= now:
        return "started"
    return "" if "register" in verbs else "not_member"


@prepared
def _around(*, activity: int, person: int) -> QuerySet[Any, tuple[Any, ...]]:
    """Makers, partners, themes, the questions it grew from, the reader's registration: a kind and five words each."""

    def rows(kind: str, found: QuerySet[Any], *columns: Any) -> QuerySet[Any, tuple[Any, ...]]:
        words = [Cast(column, CharField()) for column in (*columns, *[Value("")] * (5 - len(columns)))]
        return found.order_by().values_list(Value(kind, output_field=CharField()), *words)

    partner = ("organisation__slug", "organisation__name", "organisation__daily_name", "part", "organisation__kind")
    maker = ("person_id", "person__first_name", "person__last_name", "role")
    is_owner = Case(When(is_owner=True, then=Value("owner")), default=Value(""))
    first, *others = [
        rows("maker", Maker.objects.filter(activity=activity), *maker, is_owner),
        rows("partner", PartnerRole.objects.filter(activity=activity), *partner),
        rows("theme", Theme.objects.filter(activities=activity), "slug", "name_nl", "name_en"),
        rows("question", LearningQuestion.objects.filter(activities=activity), "pk"),
        rows("registration", Registration.objects.filter(activity=activity, person=person), "state", _in_row()),
    ]
    return first.union(*others, all=True)


def _in_row() -> Any:
    """The place of a registration on the waiting list, counted from one."""
    earlier = Q(queued_at__lt=OuterRef("queued_at")) | Q(queued_at=OuterRef("queued_at"), pk__lt=OuterRef("pk"))
    waiting = Registration.objects.filter(earlier, activity=OuterRef("activity"), state=RegistrationState.WAITING)
    counted = waiting.order_by().values("activity").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0) + 1


@prepared
def _meetings(*, activity: int) -> QuerySet[Session, tuple[Any, ...]]:
    place = ("location__name", "location__street", "location__number", "location__postcode", "location__place")
    found = Session.objects.filter(activity=activity).order_by("starts_at")
    return found.values_list("starts_at", "ends_at", "room", *place)


def _meeting(row: Row) -> Meeting:
    starts_at, ends_at, room, location, street, number, postcode, place = row
    street = f"{street or ''} {number or ''}".strip()
    return Meeting(starts_at, ends_at, room, location or "", street, postcode or "", place or "")


def _makers(rows: list[Row]) -> list[PageMaker]:
    """The owner first."""
    found = []
    for pk, first_name, last_name, role, owner in rows:
        person = Person(pk=int(pk), first_name=first_name, last_name=last_name)
        label = str(MakerRole(role).label)
        found.append(PageMaker(person.pk, person.full_name, person.initials, label, is_owner=bool(owner)))
    return sorted(found, key=lambda maker: (not maker.is_owner, maker.full_name.lower()))


def _partners(rows: list[Row]) -> list[Partner]:
    found: dict[str, Partner] = {}
    for slug, name, daily_name, part, kind in sorted(rows, key=lambda row: (row[2] or row[1]).lower()):
        partner = found.setdefault(slug, Partner(slug, daily_name or name, [], kind not in EDUCATION_KINDS))
        partner.parts.append(str(PartnerPart(part).label))
    return list(found.values())


def _themes(rows: list[Row]) -> list[tuple[str, str]]:
    is_english = get_language() == "en"
    themes = [(slug, name_en if is_english else name_nl) for slug, name_nl, name_en, *_ in rows]
    return sorted(themes, key=lambda theme: theme[1].lower())


def _questions(activity: Activity, person: Any) -> list[tuple[str, str]]:
    """Those of the questions it grew from that this reader may see."""
    if standing_of(person) is VISITOR:
        rows = _public_questions(activity=activity.pk)
    else:
        rows = list(questions_visible_to(person).filter(activities=activity).values_list("slug", "text"))
    return sorted(rows, key=lambda question: question[1].lower())


@prepared
def _public_questions(*, activity: int) -> QuerySet[LearningQuestion, tuple[Any, ...]]:
    return questions_visible_to(None).filter(activities=activity).values_list("slug", "text")


def _mine(rows: list[Row]) -> tuple[str, int]:
    """The state of the reader's registration and its place on the waiting list; nothing without one."""
    return (rows[0][0], int(rows[0][1])) if rows else ("", 0)


@dataclass(frozen=True)
class PeoplePage:
    confirmed: list[Registration]
    waiting: list[Registration]
    answers: int
    helped: dict[str, int]
    remarks: list[str]


def people_page(activity: Activity) -> PeoplePage:
    """Who comes, who waits, who was there, and what they said afterwards (remarks without names)."""
    rows = list(
        activity.registrations.exclude(state=RegistrationState.WITHDRAWN)
        .select_related("person", "evaluation")
        .prefetch_related("attendances")
        .order_by("person__last_name", "person__first_name")
    )
    confirmed = [row for row in rows if row.state == RegistrationState.CONFIRMED]
    evaluations = [row.evaluation for row in confirmed if hasattr(row, "evaluation")]
    return PeoplePage(
        confirmed=confirmed,
        waiting=sorted(
            (row for row in rows if row.state == RegistrationState.WAITING),
            key=lambda row: (row.queued_at, row.pk),
        ),
        answers=len(evaluations),
        helped={code: sum(one.helped == code for one in evaluations) for code in ("yes", "partly", "no")},
        remarks=sorted(one.text for one in evaluations if one.text),
    )
