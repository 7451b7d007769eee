"""Who leads, brokers and manages: roles given by the administrator."""

from datetime import date, time

from heyy.core.clock import at_wall
from heyy.demo.cast import Cast, Member
from heyy.demo.places import Places
from heyy.demo.sign_ins import SIGN_INS
from heyy.organisations.models import Organisation
from heyy.people.actions.roles import give_role
from heyy.people.enums import CENTRE_ROLES, Role
from heyy.people.models import Person

BROKERED_ELSEWHERE = ("19PV00", "01GN00", "02ZR00", "18ES00", "12QN00")
ABOUT_ROLES = date(2019, 9, 2)


def give_roles(cast: Cast, places: Places) -> None:
    """The first administrator gets the role from the system and gives the others theirs."""
    administrator = cast.by_email["beheerder@example.org"]
    _give(administrator, Role.ADMINISTRATOR, None, None)
    giver = administrator.person
    for sign_in in SIGN_INS:
        if sign_in.role not in {None, Role.ADMINISTRATOR}:
            member = cast.by_email[sign_in.email]
            _give(member, Role(sign_in.role), _scope(member, Role(sign_in.role)), giver)
    for key in (*places.teams, *BROKERED_ELSEWHERE):
        _fill_school(cast, places.schools[key], giver)
    led = {cast.by_email[sign_in.email].team for sign_in in SIGN_INS if sign_in.role == Role.TEAM_LEADER}
    for team in (team for teams in places.teams.values() for team in teams if team not in led):
        _fill_team(cast, team, giver)
    for partner in places.partners.values():
        _fill_partner(cast, partner, giver)
    for member in cast.at(places.office):
        if member.function == "relatiemanager Heyy":
            _give(member, Role.RELATION_MANAGER, None, giver)


def _scope(member: Member, role: Role) -> Organisation | None:
    if role in CENTRE_ROLES:
        return None
    return member.team if role == Role.TEAM_LEADER else member.home


def _fill_school(cast: Cast, school: Organisation, giver: Person) -> None:
    """A broker and a school leader, where no sign-in has the role."""
    held = {(sign_in.role, sign_in.workplace) for sign_in in SIGN_INS}
    staff = [member for member in cast.at(school) if not member.reserved]
    teachers = [member for member in staff if not member.is_leader]
    if (Role.BROKER, school.key) not in held and teachers:
        _give(teachers[0], Role.BROKER, school, giver)
    leader = next((member for member in staff if "directeur" in member.function), None)
    if (Role.SCHOOL_LEADER, school.key) not in held and leader is not None:
        _give(leader, Role.SCHOOL_LEADER, school, giver)


def _fill_team(cast: Cast, team: Organisation, giver: Person) -> None:
    own = [member for member in cast.members if member.team == team and not member.reserved]
    if own:
        leader = next((member for member in own if "teamleider" in member.function), own[-1])
        _give(leader, Role.TEAM_LEADER, team, giver)


def _fill_partner(cast: Cast, partner: Organisation, giver: Person) -> None:
    people = cast.at(partner)
    if people and not any(member.reserved for member in people):
        _give(people[0], Role.PARTNER_CONTACT, partner, giver)


def _give(member: Member, role: Role, scope: Organisation | None, giver: Person | None) -> None:
    since = max(ABOUT_ROLES, member.joined)
    give_role(
        person=member.person,
        role=role,
        organisation=scope,
        since=since,
        actor=giver,
        now=at_wall(since, time(9, 15)),
    )
