"""Making up people: names, addresses at example.org, functions, where they work and worked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, cycle
from random import Random

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils.text import slugify

from heyy.core.clock import start_of_day
from heyy.demo.cast import Cast, Member
from heyy.demo.content import read
from heyy.demo.places import BEGIN, Places
from heyy.demo.sign_ins import SIGN_INS, SignIn
from heyy.demo.size import Size
from heyy.organisations.models import Organisation
from heyy.people.models import Affiliation, Person

DOMAIN = "example.org"
JOINED_AT_THE_START = 0.2
JOINED_EARLY = 0.28
PARTNERS_WITH_SOMEBODY = 16
MOVED = 0.045
AT_TWO_SCHOOLS = 0.025
PERIOD_OF_REPORT = date(2018, 7, 1)


@dataclass(frozen=True)
class Workplace:
    organisation: Organisation
    group: str
    people: int
    functions: list[str]
    teams: list[Organisation]


def build_cast(places: Places, size: Size, random: Random, *, today: date) -> Cast:
    workplaces = list(_workplaces(places, size))
    members = [_member_of_sign_in(sign_in, places) for sign_in in SIGN_INS]
    crowd = _Crowd(random, today)
    for workplace in workplaces:
        here = [member for member in members if member.home == workplace.organisation]
        members.extend(crowd.at(workplace, here))
    Person.objects.bulk_create([member.person for member in members], batch_size=500)
    crowd.affiliate(members, workplaces)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=member.person, email=member.person.email, verified=True, primary=True)
        for member in members
        if member.reserved
    )
    return Cast(members, today)


def _workplaces(places: Places, size: Size) -> Iterator[Workplace]:
    content, functions = read("workplaces"), read("functions")
    for group, rows in content["schools"].items():
        for place, row in enumerate(rows):
            school = places.schools[row["school"]]
            people = _share(row["people"], size, least=3 if place == 0 else 0)
            teams = places.teams.get(school.key, [])
            yield Workplace(school, group, people, functions[school.sector], teams)
    for place, row in enumerate(content["partners"]):
        partner = places.partners[row["partner"]]
        people = _share(row["people"], size, least=2 if place == 0 else int(place < PARTNERS_WITH_SOMEBODY))
        yield Workplace(partner, "partner", people, row.get("functions") or functions[partner.sector], [])
    yield Workplace(places.office, "office", 4, content["board"]["functions"], [])


def _leader(workplace: Workplace, here: list[Member]) -> list[str]:
    """Primary and special schools have theirs in the list of functions."""
    is_led = workplace.group not in {"soml", "vo"} or any(member.is_leader for member in here)
    return [] if is_led else ["locatiedirecteur"]


def _share(people: int, size: Size, *, least: int) -> int:
    return max(round(people * size.people), least)


class _Crowd:
    """Makes up people one after another; full names and addresses occur once."""

    def __init__(self, random: Random, today: date) -> None:
        self._random = random
        self._today = today
        self._names = read("names")
        self._taken = {sign_in.email for sign_in in SIGN_INS}

    def at(self, workplace: Workplace, here: list[Member]) -> list[Member]:
        """As many as still fit beside those of the sign-ins."""
        functions = chain(_leader(workplace, here), cycle(workplace.functions))
        missing = max(workplace.people - len(here), 0)
        return [self._member(workplace, next(functions), number) for number in range(missing)]

    def _member(self, workplace: Workplace, function: str, number: int) -> Member:
        joined = self._joined()
        is_shy = self._random.random() < 0.2
        return Member(
            person=self._person(joined),
            home=workplace.organisation,
            group=workplace.group,
            sector=workplace.organisation.sector,
            function=function,
            joined=joined,
            zeal=0.05 if is_shy else min(self._random.paretovariate(1.5), 9.0),
            team=workplace.teams[number % len(workplace.teams)] if workplace.teams else None,
        )

    def _person(self, joined: date) -> Person:
        while True:
            first = self._random.choice(self._names[self._random.choice(["women", "men", "women"])])
            last = self._random.choice(self._names["last"])
            email = f"{slugify(first)}.{slugify(last)}@{DOMAIN}"
            if email not in self._taken:
                break
        self._taken.add(email)
        return _person(first, last, email, joined, is_findable=self._random.random() > 0.02)

    def _joined(self) -> date:
        """Nearly half came at the start or in the years of the report, the others since."""
        chance = self._random.random()
        if chance < JOINED_AT_THE_START:
            return BEGIN.date()
        if chance < JOINED_AT_THE_START + JOINED_EARLY:
            return _between(self._random, BEGIN.date(), PERIOD_OF_REPORT)
        return _between(self._random, PERIOD_OF_REPORT, self._today - timedelta(days=21))

    def affiliate(self, members: list[Member], workplaces: list[Workplace]) -> None:
        """Where people work; some came from another school, some work at two."""
        rows: list[Affiliation] = []
        for member in members:
            others = [
                place.organisation
                for place in workplaces
                if place.group == member.group and place.organisation != member.home and place.people
            ]
            is_teacher = not member.reserved and member.group in {"soml", "vo", "po", "so"} and bool(others)
            rows += self._jobs(member, others if is_teacher else [])
        Affiliation.objects.bulk_create(rows, batch_size=500)

    def _jobs(self, member: Member, others: list[Organisation]) -> Iterator[Affiliation]:
        random = self._random
        since = member.joined - timedelta(days=random.randrange(30, 3000))
        if others and random.random() < MOVED:
            moved = _between(random, member.joined, self._today - timedelta(days=60))
            yield _works(member, random.choice(others), since, moved)
            since = moved
        yield _works(member, member.home, since)
        if member.team is not None:
            yield _works(member, member.team, since)
        if others and random.random() < AT_TWO_SCHOOLS:
            yield _works(member, random.choice(others), max(member.joined, since))


def _between(random: Random, first: date, last: date) -> date:
    return first + timedelta(days=random.randrange(max((last - first).days, 1)))


def _member_of_sign_in(sign_in: SignIn, places: Places) -> Member:
    joined = date(2016, 9, 1)
    home = places.schools.get(sign_in.workplace) or places.partners.get(sign_in.workplace) or places.office
    group = "soml" if sign_in.workplace in places.schools else "partner" if sign_in.workplace else "office"
    return Member(
        person=_person(sign_in.first_name, sign_in.last_name, sign_in.email, joined),
        home=home,
        group=group,
        sector=home.sector,
        function=sign_in.function,
        joined=joined,
        zeal=1.0,
        team=None if sign_in.team is None else places.teams[sign_in.workplace][sign_in.team],
        reserved=True,
    )


def _person(first: str, last: str, email: str, joined: date, *, is_findable: bool = True) -> Person:
    return Person(
        email=email,
        first_name=first,
        last_name=last,
        language="nl",
        joined_at=start_of_day(joined),
        is_demo=True,
        is_findable=is_findable,
        password=make_password(None),
    )


def _works(member: Member, organisation: Organisation, since: date, until: date | None = None) -> Affiliation:
    return Affiliation(
        person=member.person, organisation=organisation, function=member.function, since=since, until=until
    )
