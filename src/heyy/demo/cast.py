"""The made-up people while the demo centre is being loaded: who they are, and who fits a text."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from random import Random

from heyy.core.clock import wall
from heyy.organisations.models import Organisation
from heyy.people.models import Person
from heyy.people.standing import standing_of

# What somebody must be to write a text, by the words in it. The first that holds decides.
FUNCTIONS_BY_WORDS: tuple[tuple[str, str], ...] = (
    (r"kleuter|kastanjes|bouwhoek|poppen|prentenboek", r"kleuters"),
    (r"groep 3|juffen", r"groep 3"),
    (r"groep 4", r"groep 4"),
    (r"groep 5|tafel van 7", r"groep 5"),
    (r"groep 6|6/7/8", r"groep 6"),
    (r"groep [78]|lio-student", r"groep 7/8"),
    (r"teamleiders over", r"teamleider"),
    (r"zorgoverleg", r"leerlingbegeleider|teamleider|intern begeleider"),
    (r"onderzoeken en ontwerpen", r"techniek|natuurkunde"),
    (r"stadswandeling", r"geschiedenis|aardrijkskunde"),
    (r"als teamleider|ben teamleider|nieuwe teamleiders|schoolleiders|als leidinggevende", r"teamleider|directeur"),
    (r"directeur|onze school wil|op onze basisschool", r"directeur|teamleider"),
    (r"roostermaker|ondersteuners", r"roostermaker"),
    (r"als conciërge|conciërges en kantine|conciërgeloge|pauzebeleid", r"conciërge"),
    (r"\btoa\b", r"technisch onderwijsassistent"),
    (r"mediatheek", r"mediatheek"),
    (r"verzuim|leerlingadministratie", r"leerlingadministratie|leerlingbegeleider"),
    (r"onderwijsassistent|assistenten", r"onderwijsassistent|klassenassistent"),
    (
        r"schoolcoach|schoolopleider|stagiairs van|starter|studeren en twee|werkplekbegeleider",
        r"schoolopleider|schoolcoach",
    ),
    (r"profiel gekozen|profielkeuze|snuffelstages|decaan", r"decaan"),
    (r"gymzaal|gymles|kleedkamer|\blo\b|turnen", r"\bLO\b|gym"),
    (r"aardrijkskunde", r"aardrijkskunde"),
    (r"economie|groothandel", r"economie"),
    (r"geschiedenis|bron |archief", r"geschiedenis"),
    (r"natuurkunde|newton", r"natuurkunde"),
    (r"scheikunde", r"scheikunde"),
    (r"biologie|varkenshart|snijpractica|regenwormen", r"biologie"),
    (r"duits", r"Duits"),
    (r"\bfrans|franse", r"Frans"),
    (r"engels", r"Engels"),
    (r"maatschappijleer|debat", r"maatschappijleer"),
    (r"tekenen|handvaardigheid|kunstwerk", r"beeldende vorming"),
    (r"ckv|cultuurdag|theatermaker|musical|drama", r"CKV|muziek"),
    (r"slagwerk|muziek", r"muziek"),
    (r"informatiekunde|programmeer|programmeren", r"informatiekunde"),
    (r"verzorging|praktijkkeuken|kook", r"verzorging|horeca"),
    (r"\bmetaal\b|machine|lassen|werkplaats|monteur|zaagtafel|technieklessen|solder|uit de bouw", r"techniek|metaal"),
    (r"koks|menukaart", r"Nederlands mbo"),
    (r"verzorgende|eerstejaars zorg", r"zorg en welzijn"),
    (r"stagebedrijf|stagebezoek|werkgevers|hovenier|op stage|naar stage", r"stagecoördinator"),
    (r"studieadvies|student slaapt|studenten slaapt|eigen route", r"studieloopbaan"),
    (r"burgerschap", r"burgerschap|maatschappijleer|economie"),
    (r"kappers", r"kappers|rekenen"),
    (r"breuk", r"rekenen|wiskunde"),
    (
        r"betogen|literatuur|gedichten|stillezen|leestoets|spreekvaardig|nederlands|mondeling|voorlezen|boeken",
        r"Nederlands",
    ),
    (r"wiskunde|rekenen|whiteboards|examenvragen", r"wiskunde|rekenen|groep"),
    (r"mentor|driehoeksgesprek|steungroep|gepest|zelfbeschadiging", r"leerlingbegeleider|mentor|docent"),
    (r"taalco", r"Nederlands|groep"),
    (r"techniek", r"techniek|natuurkunde|groep"),
    (r"hoogbegaafd|rekenwonder", r"hoogbegaafdheid|groep 7/8"),
    (r"vso|zestienjarige", r"vso"),
)
TEACHING = r"docent|leerkracht|instructeur|begeleider"


@dataclass
class Member:
    """`group` is where somebody works: soml, vo, po, so, partner or office. `zeal` is how often one joins in.

    Those of the sign-ins are reserved: chance leaves them alone, only stories written for them bring them in.
    """

    person: Person
    home: Organisation
    group: str
    sector: str
    function: str
    joined: date
    zeal: float
    team: Organisation | None = None
    reserved: bool = False
    busy: set[date] = field(default_factory=set)

    @property
    def pk(self) -> int:
        return int(self.person.pk)

    @property
    def is_leader(self) -> bool:
        return bool(re.search(r"directeur|teamleider", self.function))

    def is_here(self, moment: datetime) -> bool:
        return self.joined <= wall(moment).date()


class Cast:
    """Everybody, in the order in which they came."""

    def __init__(self, members: Iterable[Member], today: date) -> None:
        self.members = list(members)
        self.by_pk = {member.pk: member for member in self.members}
        self.by_email = {member.person.email: member for member in self.members}
        self.subjects: dict[int, Counter[str]] = {}
        self._lines: Counter[int] = Counter()
        self._chosen: Counter[int] = Counter()
        self._today = today

    def settle_standing(self) -> None:
        """Reads what everybody is, as of the day of the demo; to be done once the roles are given."""
        for member in self.members:
            standing_of(member.person, self._today)

    def at(self, home: Organisation) -> list[Member]:
        return [member for member in self.members if member.home == home]

    def free(self, where: Callable[[Member], bool]) -> list[Member]:
        return [member for member in self.members if not member.reserved and where(member)]

    def writer_of(self, text: str, among: list[Member], random: Random) -> Member:
        """Somebody among these for whom the text rings true, rather one who was not chosen often before."""
        fitting = [member for member in among if fits(member, text)]
        fitting = fitting or [member for member in among if re.search(TEACHING, member.function)] or among
        chosen = min(fitting, key=lambda member: (self._chosen[member.pk], random.random()))
        self._chosen[chosen.pk] += 1
        return chosen

    def knows(self, member: Member, themes: Iterable[str]) -> int:
        """How many lines of evidence somebody has on these themes."""
        subjects = self.subjects.get(member.pk)
        return sum(subjects[theme] for theme in themes) if subjects else 0

    def lines_of(self, member: Member) -> int:
        return self._lines[member.pk]

    def note_subject(self, member: Member, theme: str) -> None:
        self.subjects.setdefault(member.pk, Counter())[theme] += 1
        self._lines[member.pk] += 1


def fits(member: Member, text: str) -> bool:
    """Could somebody with this function have written the text?"""
    return _fits(member.function, text)


@cache
def _fits(function: str, text: str) -> bool:
    return _functions_for(text).search(function) is not None


@cache
def _functions_for(text: str) -> re.Pattern[str]:
    lower = text.lower()
    found = (functions for words, functions in FUNCTIONS_BY_WORDS if re.search(words, lower))
    return re.compile(next(found, TEACHING))
