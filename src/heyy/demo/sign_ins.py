"""The people a visitor of the demo can be, one for each role, and signing in as one of them."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from heyy.core.errors import NotAllowed
from heyy.demo.errors import DemoNotLoaded
from heyy.people.enums import Role
from heyy.people.middleware import SECOND_FACTOR_DONE
from heyy.people.models import Person

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
MAKERS_ACTIVITY = "Atelier De eerste tien minuten"


@dataclass(frozen=True)
class SignIn:
    """`workplace` is the key of a school or the slug of a partner, empty for the office; `team` counts from 0."""

    code: str
    label: str | Promise
    look_at: str | Promise
    email: str
    first_name: str
    last_name: str
    function: str
    workplace: str
    role: Role | None = None
    team: int | None = None

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"


SIGN_INS = (
    SignIn(
        code="teacher",
        label=_("Teacher"),
        look_at=_("She has a question that three colleagues can help with, and somebody waits for her answer."),
        email="lerares@example.org",
        first_name="Lotte",
        last_name="Vaessen",
        function="docent Nederlands",
        workplace="14PS00",
        team=2,
    ),
    SignIn(
        code="maker",
        label=_("Maker"),
        look_at=_("His workshop series is under way: tick who was there, and see who comes to the next one."),
        email="maker@example.org",
        first_name="Bram",
        last_name="Cornelissen",
        function="docent biologie",
        workplace="17GT00",
        team=0,
    ),
    SignIn(
        code="team_leader",
        label=_("Team leader"),
        look_at=_("She sees what lives in her own team, and registers for intervision herself."),
        email="teamleider@example.org",
        first_name="Marleen",
        last_name="Geerts",
        function="teamleider onderbouw havo/vwo",
        workplace="14PS00",
        role=Role.TEAM_LEADER,
        team=0,
    ),
    SignIn(
        code="school_leader",
        label=_("School leader"),
        look_at=_("He reads the questions of his school and thinks about a study day on the timetable."),
        email="schoolleider@example.org",
        first_name="Pieter",
        last_name="Smeets",
        function="locatiedirecteur",
        workplace="14PS00",
        role=Role.SCHOOL_LEADER,
    ),
    SignIn(
        code="broker",
        label=_("Broker"),
        look_at=_("Ten questions of her school wait on the desk. Take one, or propose people."),
        email="makelaar@example.org",
        first_name="Amina",
        last_name="van den Berg",
        function="docent maatschappijleer en makelaar",
        workplace="14PS00",
        role=Role.BROKER,
        team=3,
    ),
    SignIn(
        code="relation_manager",
        label=_("Relation manager"),
        look_at=_("He sees all questions of the region, how long they wait, and hands them over."),
        email="relatiemanager@example.org",
        first_name="Jasper",
        last_name="Claassen",
        function="relatiemanager Heyy",
        workplace="",
        role=Role.RELATION_MANAGER,
    ),
    SignIn(
        code="partner",
        label=_("Partner"),
        look_at=_("She opens her metal workshop to teachers: see what her company brought in and what is coming."),
        email="partner@example.org",
        first_name="Ilse",
        last_name="Timmermans",
        function="bedrijfsleider",
        workplace="metaalwerkplaats-de-vonk",
        role=Role.PARTNER_CONTACT,
    ),
    SignIn(
        code="researcher",
        label=_("Researcher"),
        look_at=_("She looks at figures only: what was counted, and where each figure comes from."),
        email="onderzoeker@example.org",
        first_name="Evelien",
        last_name="de Wit",
        function="onderzoeker onderwijswetenschappen",
        workplace="open-universiteit",
        role=Role.RESEARCHER,
    ),
    SignIn(
        code="funder",
        label=_("Funder"),
        look_at=_("He follows the four indicators from 2014 until today, without a single name in sight."),
        email="financier@example.org",
        first_name="Maarten",
        last_name="Driessen",
        function="beleidsmedewerker onderwijs",
        workplace="provincie-limburg",
        role=Role.FUNDER,
    ),
    SignIn(
        code="administrator",
        label=_("Administrator"),
        look_at=_("She gives and ends roles; questions and people's matters stay closed to her."),
        email="beheerder@example.org",
        first_name="Renske",
        last_name="Kuijpers",
        function="functioneel beheerder",
        workplace="",
        role=Role.ADMINISTRATOR,
    ),
)
BY_CODE = {sign_in.code: sign_in for sign_in in SIGN_INS}


def sign_in_as(*, request: HttpRequest, code: str) -> str:
    """Signs the visitor in as the demo person of this role and returns where to go.

    Refuses outside the demo, for whoever calls it. The second factor counts as done for this session.
    """
    if not settings.DEMO:
        raise NotAllowed("demo: sign in")
    chosen = BY_CODE[code]
    person = Person.objects.filter(email=chosen.email, is_demo=True, is_active=True).first()
    if person is None:
        raise DemoNotLoaded
    login(request, person, backend=BACKEND)
    request.session[SECOND_FACTOR_DONE] = person.pk
    return _landing(chosen, person)


def _landing(chosen: SignIn, person: Person) -> str:
    if chosen.code == "maker":
        making = person.making.filter(activity__title=MAKERS_ACTIVITY).select_related("activity").first()
        return reverse("meet4learn:activity", args=[making.activity.slug]) if making else reverse("home:mine")
    if chosen.code == "partner":
        return reverse("home:partner", args=[chosen.workplace])
    names = {
        "broker": "home:desk",
        "relation_manager": "home:desk",
        "researcher": "indicators:results",
        "funder": "indicators:results",
        "administrator": "home:administration",
    }
    return reverse(names.get(chosen.code, "home:mine"))
