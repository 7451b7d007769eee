"""A small centre in which everybody stands in another relation to the same few things, made by the actions.

Every personal text in it is unlike any other text (a canary), so that a page that shows it can be found out.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from heyy.core import clock
from heyy.indicators.actions.definitions import define_indicators
from heyy.meet4learn.actions import activities, introductions, questions, registrations
from heyy.meet4learn.actions.activities import Draft, Meeting
from heyy.meet4learn.enums import ActivityForm, Helped, MakerRole, PartnerPart
from heyy.meet4learn.models import Activity, LearningQuestion, Suggestion
from heyy.organisations.models import Organisation
from heyy.people.actions.evidence import say_evidence
from heyy.people.actions.profile import save_profile
from heyy.people.actions.roles import affiliate, give_role
from heyy.people.enums import Audience, EvidenceKind, ProfileFieldName, Role
from heyy.people.middleware import SECOND_FACTOR_DONE
from heyy.people.models import Person
from tests.factories.organisations import BoardFactory, LocationFactory, PartnerFactory, SchoolFactory, TeamFactory
from tests.factories.people import PersonFactory, member

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LONG_AGO = date(2020, 8, 1)

VISITOR = "visitor"
# Who reads, where one works and which role one has there. "own" is the asker's school, in the same board as "sibling".
# The claimant only says to work at that school: nobody confirmed it.
READERS: dict[str, tuple[str, Role | None]] = {
    "asker": ("team", None),
    "teammate": ("team", None),
    "colleague": ("own", None),
    "claimant": ("", None),
    "sibling": ("sibling", None),
    "outsider": ("elsewhere", None),
    "helper": ("sibling", None),
    "adviser": ("sibling", None),
    "owner": ("sibling", None),
    "maker": ("sibling", None),
    "participant": ("sibling", None),
    "team_leader": ("own", Role.TEAM_LEADER),
    "school_leader": ("own", Role.SCHOOL_LEADER),
    "broker": ("own", Role.BROKER),
    "other_broker": ("elsewhere", Role.BROKER),
    "relation_manager": ("", Role.RELATION_MANAGER),
    "partner_contact": ("partner", Role.PARTNER_CONTACT),
    "researcher": ("", Role.RESEARCHER),
    "funder": ("", Role.FUNDER),
    "administrator": ("", Role.ADMINISTRATOR),
}
FIGURES_ONLY = ("researcher", "funder", "administrator")


def canary(what: str) -> str:
    """A word that stands nowhere else: `QQemailaskerQQ`."""
    return f"QQ{what.replace(' ', '').replace('_', '')}QQ"


@dataclass
class Centre:
    """`things` maps the names that the matrix uses to objects; `now` is the moment at which all of it was made."""

    now: datetime
    handler: Any = field(default_factory=lambda: Client().handler)
    people: dict[str, Person] = field(default_factory=dict)
    places: dict[str, Organisation] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)

    def client(self, reader: str, *, second_factor: bool = True) -> Client:
        client = Client(raise_request_exception=False)
        client.handler = self.handler  # loads the middleware once, not for each of twenty readers
        if reader != VISITOR:
            person = self.people[reader]
            client.force_login(person, BACKEND)
            if second_factor:
                session = client.session
                session[SECOND_FACTOR_DONE] = person.pk
                session.save()
        return client

    def clients(self) -> Iterator[tuple[str, Client]]:
        yield from ((reader, self.client(reader)) for reader in (VISITOR, *READERS))


def build_centre() -> Centre:
    centre = Centre(now=clock.now())
    _places(centre)
    _people(centre)
    _questions(centre)
    _introductions(centre)
    _activities(centre)
    _figures(centre)
    return centre


def _places(centre: Centre) -> None:
    board, other_board = BoardFactory(name="Bestuur Noord"), BoardFactory(name="Bestuur Zuid")
    own = SchoolFactory(name="School Eigen", parent=board)
    centre.places = {
        "own": own,
        "team": TeamFactory(name="Team Talen", parent=own),
        "sibling": SchoolFactory(name="School Zuster", parent=board),
        "elsewhere": SchoolFactory(name="School Elders", parent=other_board),
        "partner": PartnerFactory(name="Metaal BV", slug="metaal-bv"),
    }
    centre.things["partner"] = centre.places["partner"]
    centre.things["location"] = LocationFactory(organisation=own)


def _people(centre: Centre) -> None:
    for name, (place, role) in READERS.items():
        person = Person.objects.create_user(
            f"{canary('email' + name)}@example.org", first_name=name.capitalize(), last_name=canary("name" + name)
        )
        centre.people[name] = centre.things[f"person {name}"] = person
        if place:
            where = centre.places[place]
            affiliate(person=person, organisation=where, function="", since=LONG_AGO, actor=None, now=centre.now)
        if role is not None:
            scope = centre.places["team"] if role == Role.TEAM_LEADER else centre.places.get(place)
            given = give_role(person=person, role=role, organisation=scope, since=LONG_AGO, actor=None, now=centre.now)
            centre.things[f"role of {name}"] = given
        _profile(centre, name, person)
    _second_step(centre, centre.people["colleague"])
    claimant, own = centre.people["claimant"], centre.places["own"]
    centre.things["claim of claimant"] = affiliate(
        person=claimant, organisation=own, function="", since=LONG_AGO, actor=claimant, now=centre.now
    )


def _second_step(centre: Centre, person: Person) -> None:
    """The colleague signs in with a password and an app; a passkey here is somebody's who does not read along."""
    person.set_password("een wachtwoord van niks")
    person.save(update_fields=["password"])
    TOTP.activate(person, generate_totp_secret())
    RecoveryCodes.activate(person)
    centre.things["passkey of another"] = Authenticator.objects.create(
        user=PersonFactory(), type=Authenticator.Type.WEBAUTHN, data={"name": "Sleutel", "credential": {}}
    )


def _profile(centre: Centre, name: str, person: Person) -> None:
    """What one tells about oneself: a number for oneself, a line about oneself for one's school."""
    fields = {
        ProfileFieldName.PHONE: (canary("phone" + name), Audience.ME),
        ProfileFieldName.ABOUT: (canary("about" + name), Audience.SCHOOL),
    }
    save_profile(
        person=person,
        first_name=person.first_name,
        last_name=person.last_name,
        fields=fields,
        actor=person,
        now=centre.now,
    )
    line = f"Rubrics en feedback, nog voor mijzelf: {canary('withheld' + name)}"
    centre.things[f"line of {name}"] = _say(centre, person, line, Audience.ME)


def _say(centre: Centre, person: Person, line: str, audience: Audience) -> Any:
    return say_evidence(
        person=person,
        kind=EvidenceKind.OFFERS,
        line=line,
        themes=[],
        audience=audience,
        actor=person,
        now=centre.now,
    )


def _questions(centre: Centre) -> None:
    """One question for each circle of readers, and one of a school in another board."""
    _say(centre, centre.people["adviser"], "Samen rubrics maken voor feedback op teksten", Audience.MEMBERS)
    asked_by = {"elsewhere": "outsider"}
    circles = {
        "public": Audience.PUBLIC,
        "members": Audience.MEMBERS,
        "school": Audience.SCHOOL,
        "team": Audience.TEAM,
        "elsewhere": Audience.SCHOOL,
        "answered": Audience.PUBLIC,
    }
    for name, audience in circles.items():
        centre.things[f"{name} question"] = questions.ask_question(
            actor=centre.people[asked_by.get(name, "asker")],
            text=f"Hoe maak ik goede rubrics voor feedback? {canary(name + 'question')}",
            audience=audience,
            now=centre.now,
        )
    questions.say_me_too(question=centre.things["public question"], actor=centre.people["sibling"], now=centre.now)


def _introductions(centre: Centre) -> None:
    """The helper was asked about the team's question, and both said yes about the school's."""
    people = centre.people
    for name, question in (("open", "team question"), ("accepted", "school question")):
        centre.things[f"{name} introduction"] = introductions.ask_for_coffee(
            question=centre.things[question],
            helper=people["helper"],
            message=f"Schikt dinsdag? {canary(name + 'message')}",
            actor=people["asker"],
            now=centre.now,
        )
    introductions.accept_introduction(
        introduction=centre.things["accepted introduction"], actor=people["helper"], now=centre.now
    )


def _activities(centre: Centre) -> None:
    soon, before = timedelta(days=7), timedelta(days=-7)
    _activity(centre, "public", soon, Audience.PUBLIC)
    _activity(centre, "members", soon, Audience.MEMBERS)
    _activity(centre, "draft", soon, Audience.PUBLIC, publish=False)
    held = _activity(centre, "held", before, Audience.PUBLIC, grew_from=[centre.things["answered question"]])
    _hold(centre, held)
    _activity(centre, "cancelled", soon, Audience.PUBLIC)
    activities.cancel_activity(
        activity=centre.things["cancelled activity"],
        reason="Te weinig ruimte.",
        actor=centre.people["owner"],
        now=centre.now,
    )


def _activity(
    centre: Centre,
    name: str,
    after: timedelta,
    audience: Audience,
    *,
    publish: bool = True,
    grew_from: list[LearningQuestion] | None = None,
) -> Activity:
    start = centre.now + after
    owner, maker = centre.people["owner"], centre.people["maker"]
    location = centre.things["location"]
    draft = Draft(
        title=f"Atelier {canary(name + 'activity')}",
        form=ActivityForm.ATELIER,
        summary="Samen rubrics maken.",
        places=5,
        description="Neem een toets mee.",
        audience=audience,
        sectors=["VO"],
        meetings=[Meeting(start, start + timedelta(hours=2), location)],
    )
    made = start - timedelta(days=14)
    activity = activities.start_activity(actor=owner, draft=draft, questions=grew_from or [], now=made)
    activities.add_maker(activity=activity, person=maker, role=MakerRole.DEVELOPS, actor=owner, now=made)
    activities.add_partner(
        activity=activity,
        organisation=centre.places["partner"],
        part=PartnerPart.GAVE,
        actor=owner,
        now=made,
    )
    if publish:
        activities.publish_activity(activity=activity, actor=owner, now=made)
    centre.things[f"{name} activity"] = activity
    return activity


def _hold(centre: Centre, held: Activity) -> None:
    """Three took part and answered: what they said shows from three people on."""
    people, now, before = centre.people, centre.now, centre.now - timedelta(days=10)
    there = [
        registrations.register(activity=held, person=person, actor=person, now=before)
        for person in (people["participant"], member(), member())
    ]
    session = held.sessions.select_related("activity").get()
    registrations.note_attendance(session=session, present=[one.pk for one in there], actor=people["owner"], now=now)
    registrations.close_activity(activity=held, actor=people["owner"], now=now)
    for one in there:
        registrations.evaluate(
            registration=one,
            helped=Helped.YES,
            text=f"Ik ga het doen. {canary('remark')}",
            thanks=f"Dank je wel! {canary('thanks')}",
            actor=one.person,
            now=now,
        )


def _figures(centre: Centre) -> None:
    words = {"title_nl": "Activiteiten", "title_en": "Activities", "text_nl": "Veel.", "text_en": "Many."}
    define_indicators(
        [{"code": "1", **words, "figures": [{"measure": "activities", "target": 1}]}], actor=None, now=centre.now
    )


def arguments_for(centre: Centre) -> dict[str, Callable[[Any], Any]]:
    """How the parts of an address are read from a thing."""
    monday = clock.wall(centre.now).date().isocalendar()
    return {
        "slug": lambda thing: thing.slug,
        "pk": lambda thing: thing.pk,
        "person": lambda thing: (
            Suggestion.objects.filter(question=thing).values_list("person", flat=True).first()
            or centre.people["adviser"].pk
        ),
        "session": lambda thing: thing.sessions.get().pk,
        "secret": lambda thing: thing.calendar_secret,
        "measure": lambda thing: thing,
        "year": lambda thing: monday.year,
        "number": lambda thing: monday.week,
        "code": lambda thing: thing,
        "provider_id": lambda thing: thing,
        "uidb36": lambda thing: "1",
        "key": lambda thing: "no-key",
    }
