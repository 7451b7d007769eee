"""Taking a list of schools or boards in: new ones are added, known ones updated, none is ever doubled."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heyy.core import clock
from heyy.core.actions.audit import record
from heyy.organisations.enums import OrganisationKind, Sector
from heyy.organisations.models import EarlierName, Location, Organisation
from heyy.organisations.policies import ORGANISATION
from heyy.organisations.school_files import Problem, read_school_file
from heyy.organisations.school_rows import BoardRow, SchoolRow, rows_of

_ORGANISATION_FIELDS = (
    "name",
    "daily_name",
    "sector",
    "kvk",
    "parent",
    "municipality",
    "holiday_region",
    "website",
)
_ADDRESS_FIELDS = ("street", "number", "postcode", "place")
_LOCATION_FIELDS = ("name", *_ADDRESS_FIELDS, "latitude", "longitude")


@dataclass(frozen=True)
class ImportReport:
    """What an import did, or on a dry run would do. `left_out` lines are among the problems, with the reason."""

    is_dry_run: bool
    read: int
    created: int
    updated: int
    unchanged: int
    problems: tuple[Problem, ...]
    unknown_boards: tuple[str, ...]

    @property
    def left_out(self) -> int:
        return self.read - self.created - self.updated - self.unchanged

    def summary_lines(self) -> list[str]:
        """The report as sentences in the language of the moment."""
        counts = {"new": self.created, "changed": self.updated, "same": self.unchanged, "out": self.left_out}
        unknown = _(
            "Boards not known here, so their schools have none yet: %(numbers)s. Import the list of boards, then this"
            " file again."
        )
        return [
            ngettext("%(count)d line read.", "%(count)d lines read.", self.read) % {"count": self.read},
            _("New: %(new)d, changed: %(changed)d, the same: %(same)d, left out: %(out)d.") % counts,
            *(_("Line %(line)d: %(sentence)s") % problem._asdict() for problem in self.problems),
            *([unknown % {"numbers": ", ".join(self.unknown_boards)}] if self.unknown_boards else []),
            *([_("This was a dry run: nothing was written.")] if self.is_dry_run else []),
        ]


def import_schools(*, path: Path, dry_run: bool, actor: Any, now: datetime) -> ImportReport:
    """Reads DUO's own form, the list with coordinates, or the list of boards; the header tells which.

    Good rows go in even when others are bad. What the file leaves empty is kept as it was, and a daily name that
    somebody gave stays. Import the boards first: a school only gets a board that is known here.
    """
    ORGANISATION.check(actor, "import", None)
    file = read_school_file(path)
    rows, problems = rows_of(file)
    today = clock.wall(now).date()
    if dry_run:
        plan = _plan(rows, today)
    else:
        with transaction.atomic():
            plan = _plan(rows, today)
            _write(plan)
            _record(plan, file=path.name, form=file.form.name, problems=len(problems), actor=actor, now=now)
    return ImportReport(
        is_dry_run=dry_run,
        read=file.read,
        created=len(plan.created),
        updated=len(plan.updated),
        unchanged=len(rows) - len(plan.created) - len(plan.updated),
        problems=tuple(problems),
        unknown_boards=tuple(sorted(plan.unknown_boards)),
    )


@dataclass
class _Plan:
    """What is to be written. Objects of `created` have no number in the database yet."""

    today: date
    created: list[Organisation] = field(default_factory=list)
    updated: list[Organisation] = field(default_factory=list)
    new_locations: list[Location] = field(default_factory=list)
    changed_locations: list[Location] = field(default_factory=list)
    earlier_names: list[EarlierName] = field(default_factory=list)
    names_that_came_back: list[int] = field(default_factory=list)
    unknown_boards: set[str] = field(default_factory=set)


def _plan(rows: Sequence[SchoolRow | BoardRow], today: date) -> _Plan:
    plan = _Plan(today)
    schools = [row for row in rows if isinstance(row, SchoolRow)]
    boards = [row for row in rows if isinstance(row, BoardRow)]
    if boards:
        _plan_boards(plan, boards)
    if schools:
        _plan_schools(plan, schools)
    return plan


def _plan_boards(plan: _Plan, rows: Iterable[BoardRow]) -> None:
    known = {
        board.key: board
        for board in Organisation.objects.filter(kind=OrganisationKind.BOARD).prefetch_related("earlier_names")
    }
    for row in rows:
        board = known.get(row.key)
        if board is None:
            board = _new_organisation(OrganisationKind.BOARD, row.key, row.daily_name or row.name)
            plan.created.append(board)
        before = _state(board)
        _take_over(board, {"sector": row.sector, "kvk": row.kvk})
        board.daily_name = board.daily_name or row.daily_name
        renamed = _plan_names(plan, board, row.name, row.earlier_names)
        if board.pk and (renamed or _state(board) != before):
            plan.updated.append(board)


def _plan_schools(plan: _Plan, rows: Iterable[SchoolRow]) -> None:
    boards = {board.key: board for board in Organisation.objects.filter(kind=OrganisationKind.BOARD)}
    known = {
        school.key: school
        for school in Organisation.objects.filter(kind=OrganisationKind.SCHOOL).prefetch_related(
            "earlier_names", "locations"
        )
    }
    for row in rows:
        school = known.get(row.key)
        if school is None:
            school = _new_organisation(OrganisationKind.SCHOOL, row.key, row.name)
            plan.created.append(school)
        if row.board and row.board not in boards:
            plan.unknown_boards.add(row.board)
        before = _state(school)
        _take_over_school(school, row, boards.get(row.board))
        renamed = _plan_names(plan, school, row.name, [row.earlier_name] if row.earlier_name else [])
        moved = _plan_location(plan, school, row)
        if school.pk and (renamed or moved or _state(school) != before):
            plan.updated.append(school)


def _new_organisation(kind: OrganisationKind, key: str, name: str) -> Organisation:
    """The slug ends in the key, so that it is the only one of its kind and never has to change."""
    return Organisation(kind=kind, key=key, slug=f"{slugify(name)[:80].strip('-')}-{key.lower()}".strip("-"))


def _state(organisation: Organisation) -> list[object]:
    """What an import may change; the parent by number, so that comparing costs no query."""
    return [getattr(organisation, "parent_id" if name == "parent" else name) for name in _ORGANISATION_FIELDS]


def _take_over(thing: Organisation | Location, values: dict[str, Any]) -> None:
    """Sets what the file says; what it leaves empty stays as it was."""
    for name, value in values.items():
        if value not in ("", None):
            setattr(thing, name, value)


def _take_over_school(school: Organisation, row: SchoolRow, board: Organisation | None) -> None:
    values = {
        "sector": row.sector or school.sector or Sector.PO,
        "municipality": row.municipality,
        "holiday_region": row.holiday_region,
        "website": row.website,
        "parent": board,
    }
    _take_over(school, values)


def _plan_names(plan: _Plan, organisation: Organisation, name: str, others: Iterable[str]) -> bool:
    """Gives the official name of the file; the one it had and `others` become earlier names. Was anything new?

    A name that differs in capitals only is the same name, better written.
    """
    kept = {earlier.name: earlier.pk for earlier in organisation.earlier_names.all()} if organisation.pk else {}
    had, organisation.name = organisation.name, name
    untils = dict.fromkeys(others, None) | ({had: plan.today} if had else {})
    now_earlier = {
        earlier: until
        for earlier, until in untils.items()
        if earlier not in kept and earlier.casefold() != name.casefold()
    }
    plan.earlier_names += [
        EarlierName(organisation=organisation, name=earlier, until=until) for earlier, until in now_earlier.items()
    ]
    if name in kept:
        plan.names_that_came_back.append(kept[name])
    return bool(now_earlier) or name in kept


def _plan_location(plan: _Plan, school: Organisation, row: SchoolRow) -> bool:
    """The location of the school itself, known by the same key. Was anything new?"""
    places = school.locations.all() if school.pk else []
    location = next((place for place in places if place.key == row.key), None)
    if location is None:
        location = Location(organisation=school, key=row.key)
        plan.new_locations.append(location)
    before = [getattr(location, name) for name in _LOCATION_FIELDS]
    _move(location, row)
    location.name = str(school)[:120]
    is_changed = [getattr(location, name) for name in _LOCATION_FIELDS] != before
    if location.pk and is_changed:
        plan.changed_locations.append(location)
    return is_changed


def _move(location: Location, row: SchoolRow) -> None:
    """Coordinates of an address that was left are worse than none."""
    had = location.postcode, location.number
    _take_over(location, {name: getattr(row, name) for name in _ADDRESS_FIELDS})
    if row.latitude is not None or (location.postcode, location.number) != had:
        location.latitude, location.longitude = row.latitude, row.longitude


def _write(plan: _Plan) -> None:
    """A handful of statements, however long the list is."""
    Organisation.objects.bulk_create(plan.created)
    Organisation.objects.bulk_update(plan.updated, _ORGANISATION_FIELDS, batch_size=200)
    Location.objects.bulk_create(plan.new_locations)
    Location.objects.bulk_update(plan.changed_locations, _LOCATION_FIELDS, batch_size=200)
    EarlierName.objects.filter(pk__in=plan.names_that_came_back).delete()
    EarlierName.objects.bulk_create(plan.earlier_names)


def _record(plan: _Plan, *, file: str, form: str, problems: int, actor: Any, now: datetime) -> None:
    record(
        actor=actor,
        verb="import_schools",
        thing=Organisation(),  # the import is about no single one
        now=now,
        file=file,
        form=form,
        created=len(plan.created),
        updated=len(plan.updated),
        problems=problems,
    )
