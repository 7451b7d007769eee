"""What people say they did, offer and are curious about, month by month, so that no question meets a later line."""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from random import Random

from heyy.core.actions.search import index_texts
from heyy.core.clock import start_of_day
from heyy.demo.cast import Cast, Member, fits
from heyy.demo.content import read
from heyy.demo.world import World
from heyy.people.actions.evidence import MATCHING_AUDIENCES
from heyy.people.enums import Audience, EvidenceKind
from heyy.people.models import Evidence

YEARS = 4
MOST_LINES = 5
SECTORS_BY_WORDS = (
    (r"\bv?so\b|vso-|\bso-|zmlk|speciaal onderwijs|supermarkt|met een pas", "SO"),
    (r"\bmbo\b|\bmbo-|niveau 2|in opleiding|zij-instromer|een student\b|eerstejaars zorg", "MBO"),
    (
        r"groep \d|kleuter|basisschool|kindgesprek|combinatie|6/7/8|dorpsschool|gymspullen|overblijf|prentenboek"
        r"|begrijpend lezen|rijke teksten|juffen|met kinderen|in jouw groep|kindcentrum",
        "PO",
    ),
    (
        r"havo|vwo|vmbo|mavo|brugklas|\d tl|\d kader|\d basis|klas \d|leerjaar|sectie|docent|mentor|\btoa\b|examen"
        r"|\blo\b|wiskunde|scheikunde|natuurkunde|profiel|nakijk|theatermaker|puber",
        "VO",
    ),
)
PARTNERS_BY_WORDS = (
    (r"bij de gemeente", "jeugdteam-maasplassen"),
    (r"in onze werkplaats, ook voor een docent", "metaalwerkplaats-de-vonk"),
    (r"werken in ploegen|twee metaalbedrijven", "metaalwerkplaats-de-vonk"),
    (r"wijkteam van verpleegkundigen", "zorggroep-beekdal"),
    (r"wijkagent in de klas", "politie-roermond"),
    (r"ggz-instelling", "met-ggz"),
    (r"streekarchief", "eci-cultuurfabriek"),
    (r"als buitenstaander", "architectenbureau-hoek-en-lijn"),
    (r"ben mediator", "jeugdteam-maasplassen"),
    (r"een rollenspel met een boze", "theatergroep-de-zolder"),
)

OF_SIGN_INS = (
    ("Las een half jaar elke dag tien minuten voor in 2 kader", "lerares@example.org"),
    ("Leesadvies voor pubers", "lerares@example.org"),
    ("Mondelinge examens bij een vak dat altijd op papier gaat", "lerares@example.org"),
    ("Observeerde tien lessen van zachtpratende collega's", "maker@example.org"),
    ("De eerste vijf minuten: tien manieren", "maker@example.org"),
    ("Koffie voor nieuwe teamleiders", "teamleider@example.org"),
    ("Twee stageplekken per jaar in onze werkplaats", "partner@example.org"),
    ("Bedrijven die hun scholingslokaal met scholen delen", "partner@example.org"),
)


@dataclass(frozen=True)
class Line:
    theme: str
    kind: EvidenceKind
    text: str


def plan_evidence(world: World) -> None:
    """Gives each line to somebody it fits, on a day of the past four years, and puts the months on the timeline."""
    random = world.chance("evidence")
    lines = _lines()
    random.shuffle(lines)
    lines.sort(key=lambda line: _owner_by_name(world.cast, line) is None)
    months: dict[date, list[Evidence]] = defaultdict(list)
    themes: dict[str, str] = {}
    for line in lines[: world.size.lines]:
        owner = _owner_by_name(world.cast, line) or _owner(world, line, random)
        world.cast.note_subject(owner, line.theme)
        row = _row(owner, line, random, world.today)
        themes[row.line] = line.theme
        months[_next_month(row.on)].append(row)
    for month, rows in months.items():
        moment = min(start_of_day(month), world.timeline.until - timedelta(hours=1))
        world.timeline.at(moment, partial(_write, world, rows, themes))


def _lines() -> list[Line]:
    return [
        Line(theme, EvidenceKind(kind), text)
        for theme, kinds in read("evidence").items()
        for kind, texts in kinds.items()
        for text in texts
    ]


def _owner_by_name(cast: Cast, line: Line) -> Member | None:
    return next((cast.by_email[email] for begin, email in OF_SIGN_INS if line.text.startswith(begin)), None)


def _owner(world: World, line: Line, random: Random) -> Member:
    """Half of the lines go to somebody who said something on the theme before."""
    pool = _who_may(world.cast, line, random)
    having = [member for member in pool if 0 < world.cast.lines_of(member) < MOST_LINES]
    at_home = [member for member in having if world.cast.knows(member, [line.theme]) and fits(member, line.text)]
    if at_home and random.random() < 0.5:
        return random.choice(at_home)
    fresh = [member for member in pool if world.cast.lines_of(member) == 0]
    return world.cast.writer_of(line.text, fresh or having or pool, random)


def _who_may(cast: Cast, line: Line, random: Random) -> list[Member]:
    text = line.text.lower()
    for words, slug in PARTNERS_BY_WORDS:
        if re.search(words, text):
            found = [member for member in cast.members if member.home.slug == slug and not member.reserved]
            if found:
                return found
    sector = next((sector for words, sector in SECTORS_BY_WORDS if re.search(words, text)), "")
    sector = sector or random.choices(["VO", "PO", "SO", "MBO"], [60, 22, 10, 8])[0]
    found = cast.free(lambda member: member.sector == sector and member.zeal > 0.5)
    return found or cast.free(lambda member: member.group != "partner")


def _row(owner: Member, line: Line, random: Random, today: date) -> Evidence:
    days = int(365 * YEARS * random.random() ** 1.5) + 2
    on = max(today - timedelta(days=days), owner.joined)
    audience = random.choices([Audience.MEMBERS, Audience.PUBLIC, Audience.SCHOOL, Audience.ME], [80, 12, 5, 3])[0]
    return Evidence(person=owner.person, kind=line.kind, line=line.text, on=on, audience=audience)


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _write(world: World, rows: list[Evidence], themes: dict[str, str], _now: datetime) -> None:
    Evidence.objects.bulk_create(rows)
    link = Evidence.themes.through
    link.objects.bulk_create(link(evidence_id=row.pk, theme_id=world.theme_ids[themes[row.line]]) for row in rows)
    found = [(row.pk, row.line) for row in rows if row.audience in MATCHING_AUDIENCES]
    index_texts(kind="evidence", texts=found)
