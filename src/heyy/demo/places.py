"""The organisations of the demo centre: real boards, schools and partners, and themes with who carries them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from django.utils.text import slugify

from heyy.core.clock import start_of_day
from heyy.demo.content import FOLDER, read
from heyy.organisations.actions.organisations import record_daily_name, save_partner
from heyy.organisations.actions.school_import import import_schools
from heyy.organisations.actions.themes import save_theme
from heyy.organisations.enums import HolidayRegion, OrganisationKind, Sector
from heyy.organisations.models import Location, Organisation

OTHERS_THAT_CONTRIBUTE = 21
BEGIN = start_of_day(date(2014, 11, 3))
SOURCE = "Eindverslag Doorbraakproject 4, Educatieve Agenda Limburg, 2018"


@dataclass(frozen=True)
class Places:
    """Organisations by the key or slug that the content uses, teams by the key of their school."""

    schools: dict[str, Organisation]
    boards: dict[str, Organisation]
    partners: dict[str, Organisation]
    teams: dict[str, list[Organisation]]
    locations: dict[int, Location]
    themes: dict[str, int]

    @property
    def office(self) -> Organisation:
        """Of SOML, where the Heyy team works."""
        return self.boards[read("workplaces")["board"]["key"]]


def build_places() -> Places:
    _import_lists()
    boards = {board.key: board for board in Organisation.objects.filter(kind=OrganisationKind.BOARD)}
    schools = {school.key: school for school in Organisation.objects.filter(kind=OrganisationKind.SCHOOL)}
    partners = {row["slug"]: _partner(row) for row in read("partners")}
    return Places(
        schools=schools,
        boards=boards,
        partners=partners,
        teams=_teams(schools),
        locations={
            location.organisation_id: location
            for location in Location.objects.select_related("organisation").order_by("-id")
        },
        themes=_themes(boards, partners),
    )


def _import_lists() -> None:
    folder = FOLDER / "schools"
    for name in ("boards", "limburg-schools-2024", "schools-outside-limburg"):
        import_schools(path=folder / f"{name}.csv", dry_run=False, actor=None, now=BEGIN)
    Organisation.objects.create(
        kind=OrganisationKind.BOARD,
        sector=Sector.VO,
        key="omo",
        slug="omo",
        name="Ons Middelbaar Onderwijs",
        daily_name="OMO",
        description="Schoolbestuur in Brabant. De samenwerking is in ontwikkeling.",
    )
    names = read("schools/daily-names")
    for school in Organisation.objects.filter(kind=OrganisationKind.SCHOOL, key__in=names).order_by("id"):
        record_daily_name(organisation=school, daily_name=names[school.key], actor=None, now=BEGIN)


def _partner(row: dict[str, str]) -> Organisation:
    return save_partner(
        slug=row["slug"],
        name=row["name"],
        daily_name=row["daily_name"],
        kind=OrganisationKind(row["kind"]),
        sector=Sector(row["sector"]),
        place=row["place"],
        description=row["description"],
        contributions=row["contributions"],
        source=SOURCE if row["contributions"] else "",
        actor=None,
        now=BEGIN,
    )


def _teams(schools: dict[str, Organisation]) -> dict[str, list[Organisation]]:
    rows = read("workplaces")["schools"]["soml"]
    teams = {row["school"]: [_team(schools[row["school"]], name) for name in row["teams"]] for row in rows}
    Organisation.objects.bulk_create(team for group in teams.values() for team in group)
    return teams


def _team(school: Organisation, name: str) -> Organisation:
    key = f"{school.key}-{slugify(name)}"
    return Organisation(
        kind=OrganisationKind.TEAM,
        sector=school.sector,
        key=key,
        slug=key.lower(),
        name=name,
        parent=school,
        municipality=school.municipality,
        holiday_region=HolidayRegion.SOUTH,
    )


def _themes(boards: dict[str, Organisation], partners: dict[str, Organisation]) -> dict[str, int]:
    carriers = read("workplaces")["carriers"]
    themes = {}
    for row in read("themes"):
        carried = carriers.get(row["slug"], {"boards": [], "partners": []})
        theme = save_theme(
            slug=row["slug"],
            name_nl=row["name"],
            name_en=row["name_en"],
            description=row["description"],
            carriers=[
                *(boards[key] for key in carried["boards"]),
                *(partners[slug] for slug in carried["partners"]),
            ],
            actor=None,
            now=BEGIN,
        )
        themes[theme.slug] = theme.pk
    return themes


def let_schools_contribute(schools: Iterable[Organisation], random: Random, *, today: date) -> None:
    """Since when a school pays its share is made up: the founders from the start, others later."""
    founders = {row["school"] for row in read("workplaces")["schools"]["soml"]}
    all_schools = {school.key: school for school in schools}
    others = [school for key, school in all_schools.items() if key not in founders]
    chosen = random.sample(others, min(OTHERS_THAT_CONTRIBUTE, len(others)))
    for school in chosen:
        first = date(2016, 8, 1)
        school.contributes_since = first + timedelta(days=random.randrange((today - first).days))
    chosen += [school for key, school in all_schools.items() if key in founders]
    for school in chosen:
        school.contributes_since = school.contributes_since or BEGIN.date()
    Organisation.objects.bulk_update(chosen, ["contributes_since"])
