"""When each activity of the demo centre takes place, where, and who makes it: planned before anything happens."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from heyy.core.clock import at_wall
from heyy.demo.cast import Member, fits
from heyy.demo.content import ActivityText, activity_texts, read
from heyy.demo.school_days import DAY, writing_moment
from heyy.demo.world import World
from heyy.meet4learn.enums import MakerRole
from heyy.organisations.models import Location

EARLY = time(8, 0)
SCHOOLS = frozenset({"soml", "vo", "po", "so"})
RUNNING = "atelier-de-eerste-tien-minuten"
JUST_HELD = "workshop-voorlezen-in-de-brugklas"
WEEKDAYS = {"training-signalen-op-een-gewone-dinsdag": 1}
OWNERS = {
    RUNNING: "maker@example.org",
    "atelier-een-portfolio-van-de-leerling-zelf": "maker@example.org",
    "atelier-feedback-die-blijft-hangen": "maker@example.org",
}
IN_THE_MAKING = ("studiedag-cultuur-in-elk-vak", "inspiratiemiddag-leren-buiten-de-muren")
# How full the coming activities are; more than the places means a waiting list.
FULL = {
    "atelier-toneel-als-spiegel": 4,
    "intervisie-het-tweede-jaar": 3,
    "workshop-een-rustige-start-in-groep-3": 2,
    "workshop-reken-mee-met-de-lasser": 5,
    "workshop-een-middag-in-de-kas": 1,
}
NEARLY_EMPTY = (
    "studiedag-het-rooster-op-de-schop",
    "atelier-meten-op-je-eigen-schoolplein",
    "netwerk-samen-opleiden",
    "workshop-het-gesprek-van-tien-minuten",
    "netwerk-taalcoordinatoren",
)
WANTED = {RUNNING: 9, "atelier-een-portfolio-van-de-leerling-zelf": 8}
IN_TINY = (
    "bendecafe-gespreid-leiderschap",
    "bendecafe-signalen",
    JUST_HELD,
    "atelier-feedback-die-blijft-hangen",
    "training-coachen-bij-de-les",
    "workshop-debat-in-elk-vak",
    "workshop-kijken-op-de-werkvloer",
    "workshop-echt-nep-of-ertussenin",
    "netwerk-mentoren-bovenbouw",
    RUNNING,
    "atelier-een-portfolio-van-de-leerling-zelf",
    "atelier-toneel-als-spiegel",
    "training-formatief-werken-met-je-sectie",
    "intervisie-wie-neemt-de-leiding",
    "studiedag-het-rooster-op-de-schop",
    "studiedag-cultuur-in-elk-vak",
)


@dataclass
class Plan:
    """An activity to come about. `wanted` is how many people register in the end, of their own accord.

    `guests` register because a story wants it; `silent` are the people whose evaluation is left for the visitor.
    """

    text: ActivityText
    days: list[date]
    begun: datetime
    published: datetime
    owner: Member
    makers: list[tuple[Member, MakerRole]]
    location: Location | None
    room: str
    wanted: int
    guests: list[Member] = field(default_factory=list)
    silent: set[int] = field(default_factory=set)

    @property
    def meetings(self) -> list[tuple[datetime, datetime]]:
        """The one that is left to tick begins before the lessons, so that it has begun whenever a visitor looks."""
        clocks = [EARLY if place == self.left_to_tick else self.text.start for place in range(len(self.days))]
        starts = [at_wall(day, clock) for day, clock in zip(self.days, clocks, strict=True)]
        return [(start, start + timedelta(minutes=self.text.minutes)) for start in starts]

    @property
    def left_to_tick(self) -> int | None:
        """Which meeting has its attendance left for the maker of the sign-ins."""
        return 1 if self.text.slug == RUNNING else None

    @property
    def is_published(self) -> bool:
        return self.text.slug not in IN_THE_MAKING


def plan_programme(world: World) -> list[Plan]:
    texts = [text for text in activity_texts() if world.size.has_all_activities or text.slug in IN_TINY]
    days = _dates(world, texts)
    plans = [_plan(world, text, days[text.slug]) for text in texts]
    return sorted(plans, key=lambda plan: plan.published)


def _dates(world: World, texts: list[ActivityText]) -> dict[str, list[date]]:
    """Past ones over three years and dense in the last, coming ones evenly over three months."""
    random = world.chance("dates")
    past = [text for text in texts if not text.is_upcoming and text.report_date is None]
    coming = [text for text in texts if text.is_upcoming and text.slug != RUNNING]
    random.shuffle(past)
    random.shuffle(coming)
    calendar = _Calendar(world)
    days = {text.slug: calendar.take(text, text.report_date) for text in texts if text.report_date}
    before = world.days.between(world.today - timedelta(days=3 * 365), world.today - timedelta(days=22))
    for place, text in enumerate(past):
        back = int(len(before) * ((place + random.random()) / len(past)) ** 1.8)
        days[text.slug] = calendar.take_past(text, len(before) - 1 - back, before)
    after = world.days.between(world.today + timedelta(days=3), world.today + timedelta(days=92))
    for place, text in enumerate(coming):
        days[text.slug] = calendar.take(text, after[len(after) * place // len(coming)])
    days[JUST_HELD] = [world.days.on_or_before(world.today - timedelta(days=6))]
    days[RUNNING] = _around_today(world)
    return days


class _Calendar:
    """Gives each activity days that suit its form and on which not much else begins."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._begins: Counter[date] = Counter()

    def take(self, text: ActivityText, first: date) -> list[date]:
        """From the first day on: inspiration on Wednesday afternoon, a Bendecafé on Thursday."""
        preferred = {"inspiration": [2], "bendecafe": [3], "study_day": [1, 3, 4]}.get(text.form, [0, 1, 3])
        preferred = [WEEKDAYS[text.slug]] if text.slug in WEEKDAYS else preferred
        day = self._world.days.on_or_after(first)
        while day.weekday() not in preferred or self._begins[day] or self._world.days.is_first_week(day):
            day = self._world.days.on_or_after(day + DAY)
        self._begins[day] += 1
        return self._world.days.series(day, text.sessions)

    def take_past(self, text: ActivityText, place: int, among: list[date]) -> list[date]:
        """As `take`, and over since a week at least."""
        while True:
            days = self.take(text, among[max(place, 0)])
            if days[-1] < self._world.today - timedelta(days=7):
                return days
            self._begins[days[0]] -= 1
            place -= 5


def _around_today(world: World) -> list[date]:
    """One meeting a week or so ago, one today (or on the last school day), one to come."""
    middle = world.days.on_or_before(world.today)
    first = world.days.on_or_before(middle - timedelta(days=7))
    return [first, middle, world.days.on_or_after(world.today + timedelta(days=9))]


def _plan(world: World, text: ActivityText, days: list[date]) -> Plan:
    random = world.chance("plan", text.slug)
    begun, published = _preparation(world, text, days[0], random)
    owner, makers = _makers(world, text, begun, random)
    location = _location(world, text, owner, random)
    return Plan(
        text=text,
        days=days,
        begun=begun,
        published=published,
        owner=owner,
        makers=makers,
        location=location,
        room=_room(text, location, random),
        wanted=_wanted(text, random),
    )


def _preparation(world: World, text: ActivityText, first: date, random: Random) -> tuple[datetime, datetime]:
    """Begun some weeks before it opens for registration; what lies far ahead has opened only just now."""
    is_early = text.report_date is not None  # Heyy began a month before its first Bendecafé
    ahead = random.randrange(24, 29) if is_early else random.randrange(38, 52)
    published = min(first - timedelta(days=ahead), world.today - timedelta(days=random.randrange(3, 24)))
    begun = published - timedelta(days=random.randrange(4, 7) if is_early else random.randrange(9, 21))
    return writing_moment(random, begun), writing_moment(random, published)


def _wanted(text: ActivityText, random: Random) -> int:
    if text.slug in FULL:
        return text.places + FULL[text.slug]
    if text.slug in WANTED:
        return WANTED[text.slug]
    if text.slug in NEARLY_EMPTY:
        return random.randrange(2, 5)
    if text.is_upcoming:
        return round(text.places * random.uniform(0.3, 0.8))
    return round(text.places * min(random.uniform(0.6, 1.12), 1.08))


def _makers(
    world: World, text: ActivityText, begun: datetime, random: Random
) -> tuple[Member, list[tuple[Member, MakerRole]]]:
    """One who owns it, colleagues who develop it, and somebody from each partner that gives or hosts."""
    cast = world.cast
    pool = cast.free(lambda member: _can_make(member, text, begun))
    pool = pool or cast.free(lambda member: member.group in SCHOOLS)
    experts = [member for member in pool if cast.knows(member, text.themes)]
    at_home = [member for member in pool if fits(member, text.title)]
    able = [member for member in at_home if member in experts] or at_home or experts or pool
    owner = cast.by_email[OWNERS[text.slug]] if text.slug in OWNERS else cast.writer_of(text.title, able, random)
    others = [member for member in experts or pool if member is not owner]
    helping = random.sample(others, min(random.choice([0, 0, 1, 1, 2]), len(others)))
    makers = [(member, MakerRole.DEVELOPS) for member in helping]
    for slug, part in text.partners:
        guest = _from_partner(world, slug, begun, random)
        if guest is not None and len(makers) < 3:
            makers.append((guest, {"hosted": MakerRole.HOSTS, "gave": MakerRole.GIVES}.get(part, MakerRole.DEVELOPS)))
    return owner, makers


def _can_make(member: Member, text: ActivityText, begun: datetime) -> bool:
    """In the years of the report the founders made nearly everything themselves."""
    is_early = text.report_date is not None and "VO" in text.sectors
    groups = {"soml"} if is_early else SCHOOLS
    return member.is_here(begun) and member.sector in text.sectors and member.zeal > 0.8 and member.group in groups


def _from_partner(world: World, slug: str, begun: datetime, random: Random) -> Member | None:
    people = [member for member in world.cast.at(world.places.partners[slug]) if member.is_here(begun)]
    known = [member for member in people if member.reserved]
    return known[0] if known else random.choice(people) if people else None


def _location(world: World, text: ActivityText, owner: Member, random: Random) -> Location | None:
    """At the partner that hosts, else at a school: mostly the founders', often the owner's own."""
    if text.is_online:
        return None
    for slug, part in text.partners:
        found = world.places.locations.get(world.places.partners[slug].pk)
        if part == "hosted" and found is not None:
            return found
    schools = [world.places.schools[row["school"]] for row in read("workplaces")["schools"]["soml"]]
    is_big = text.places > 40 and owner.group != "soml"
    own = schools[0] if is_big or owner.home.pk not in world.places.locations else owner.home
    return world.places.locations[random.choice([own, own, *schools]).pk]


def _room(text: ActivityText, location: Location | None, random: Random) -> str:
    if text.is_online or location is None:
        return "Online, de maker stuurt de link"
    if not location.organisation.is_outside_education:
        size = "small" if text.places <= 18 else "middle" if text.places <= 40 else "large"
        return str(random.choice(read("workplaces")["rooms"][size]))
    return ""
