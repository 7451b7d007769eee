"""What makes the page of each sign-in worth a look: their registrations, requests and things to do."""

from heyy.demo.cast import Member
from heyy.demo.programme import JUST_HELD, Plan
from heyy.demo.questions import Cue, Fate
from heyy.demo.world import World

# Who comes to what, beside those whom chance brings.
GUESTS = {
    JUST_HELD: ("lerares",),
    "workshop-debat-in-elk-vak": ("lerares", "makelaar"),
    "atelier-toneel-als-spiegel": ("lerares",),
    "training-formatief-werken-met-je-sectie": ("lerares", "makelaar"),
    "workshop-kijken-op-de-werkvloer": ("maker",),
    "intervisie-wie-neemt-de-leiding": ("teamleider",),
    "studiedag-het-rooster-op-de-schop": ("schoolleider", "teamleider"),
    "netwerkdiner-stages-die-ergens-over-gaan": ("relatiemanager",),
    "bendecafe-de-school-na-vier-uur": ("partner",),
}


def bring_in_guests(world: World, plans: list[Plan]) -> None:
    """The teacher has not yet said whether the activity of last week helped her."""
    for plan in plans:
        plan.guests = [world.cast.by_email[f"{name}@example.org"] for name in GUESTS.get(plan.text.slug, ())]
        if plan.text.slug == JUST_HELD:
            plan.silent = {member.pk for member in plan.guests}


def wanted_helpers(world: World, cues: list[Cue]) -> dict[str, Member]:
    """Somebody asks the teacher for coffee and still waits for her answer; another one she helped before."""
    teacher = world.cast.by_email["lerares@example.org"]
    others = [cue for cue in cues if cue.asker is not teacher]
    others.sort(key=lambda cue: ("taal-lezen" not in cue.text.themes, cue.text.sector != "VO"))
    waiting = [cue for cue in others if cue.fate == Fate.COFFEE_ASKED]
    helped = [cue for cue in others if cue.fate == Fate.ANSWERED]
    return {cue.text.text: teacher for cue in (*waiting[:1], *helped[:2])}
