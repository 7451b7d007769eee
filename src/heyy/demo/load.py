"""Loads the demo centre into an empty database: years of questions, meetings and activities up to today."""

from collections.abc import Callable
from datetime import date, timedelta

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from heyy.core.actions.audit import seal_entries
from heyy.core.clock import start_of_day
from heyy.demo.activities import plan_courses
from heyy.demo.content import read
from heyy.demo.conversations import plan_conversations
from heyy.demo.errors import DemoLoadedAlready, UnknownSize
from heyy.demo.evidence import plan_evidence
from heyy.demo.people import build_cast
from heyy.demo.places import BEGIN, build_places, let_schools_contribute
from heyy.demo.post import forget_mails_before_the_last, keep_last_mails
from heyy.demo.programme import plan_programme
from heyy.demo.questions import plan_questions
from heyy.demo.roles import give_roles
from heyy.demo.school_days import SchoolDays
from heyy.demo.sign_in_stories import bring_in_guests, wanted_helpers
from heyy.demo.size import SIZES, Size
from heyy.demo.timeline import Timeline
from heyy.demo.world import World, chance
from heyy.indicators.actions.definitions import define_indicators
from heyy.organisations.enums import OrganisationKind
from heyy.people.models import Person

Progress = Callable[[str, float], None]
MAILS_KEPT_UNDERWAY = 400


def load_demo(*, size: str = "small", seed: int = 7, today: date, progress: Progress) -> None:
    """All or nothing, in one transaction. The same seed and day give the same centre.

    Raises DemoLoadedAlready when there are people, because a centre with real people is not to be mixed with
    made-up ones.
    """
    if size not in SIZES:
        raise UnknownSize(size=size, sizes=", ".join(SIZES))
    with transaction.atomic(), translation.override("nl"):
        if Person.objects.exists():
            raise DemoLoadedAlready
        world = _build_world(SIZES[size], seed, today, progress)
        _plan(world)
        _live_through(world, progress)
        _finish(world, progress)
    progress(_("Done"), 1.0)


def _build_world(size: Size, seed: int, today: date, progress: Progress) -> World:
    progress(_("Schools, boards and partners"), 0.0)
    places = build_places()
    progress(_("People"), 0.03)
    cast = build_cast(places, size, chance(seed, "people"), today=today)
    give_roles(cast, places)
    cast.settle_standing()
    schools = [member.home for member in cast.members if member.home.kind == OrganisationKind.SCHOOL]
    let_schools_contribute(schools, chance(seed, "contributions"), today=today)
    return World(
        seed=seed,
        today=today,
        size=size,
        days=SchoolDays(BEGIN.date(), today + timedelta(days=300)),
        timeline=Timeline(until=start_of_day(today)),
        places=places,
        cast=cast,
    )


def _plan(world: World) -> None:
    plan_evidence(world)
    plans = plan_programme(world)
    bring_in_guests(world, plans)
    plan_courses(world, plans)
    cues = plan_questions(world, plans)
    plan_conversations(world, cues, wanted_helpers(world, cues))


def _live_through(world: World, progress: Progress) -> None:
    def tell(share: float) -> None:
        forget_mails_before_the_last(MAILS_KEPT_UNDERWAY)
        progress(_("Questions, meetings and activities"), 0.08 + 0.84 * share)

    world.timeline.run(tell, expected=world.size.happenings)


def _finish(world: World, progress: Progress) -> None:
    progress(_("Indicators"), 0.93)
    administrator = world.cast.by_email["beheerder@example.org"].person
    define_indicators(read("indicators"), actor=administrator, now=world.timeline.until)
    progress(_("Post and audit trail"), 0.94)
    keep_last_mails()
    while seal_entries():
        pass
