"""What always holds in meet4learn; `heyy check` asks."""

from django.db.models import Count, F, Q

from heyy.core import clock
from heyy.core.invariants import invariant
from heyy.meet4learn.enums import ActivityState, RegistrationState
from heyy.meet4learn.models import Activity, Introduction, LearningQuestion

CONFIRMED = Count("registrations", filter=Q(registrations__state=RegistrationState.CONFIRMED))
WAITING = Count("registrations", filter=Q(registrations__state=RegistrationState.WAITING))


@invariant("Every activity counts its places as its registrations do")
def places_are_counted() -> list[str]:
    rows = Activity.objects.annotate(confirmed=CONFIRMED, queued=WAITING).filter(
        ~Q(confirmed=F("taken")) | ~Q(queued=F("waiting"))
    )
    return [
        f"activity {row.pk}: says {row.taken} taken and {row.waiting} waiting, holds {row.confirmed} and {row.queued}"
        for row in rows
    ]


@invariant("Nobody has a place above the number of places")
def places_are_never_oversold() -> list[str]:
    rows = Activity.objects.annotate(confirmed=CONFIRMED).filter(confirmed__gt=F("places"))
    return [f"activity {row.pk}: {row.confirmed} people for {row.places} places" for row in rows]


@invariant("Nobody waits while a place is free")
def free_places_are_given() -> list[str]:
    rows = Activity.objects.filter(
        state=ActivityState.OPEN, first_at__gt=clock.now(), waiting__gt=0, taken__lt=F("places")
    )
    return [f"activity {row.pk}: {row.places_left} free, {row.waiting} waiting" for row in rows]


@invariant("Every activity has one owner")
def activities_have_an_owner() -> list[str]:
    rows = Activity.objects.annotate(owners=Count("makers", filter=Q(makers__is_owner=True))).exclude(owners=1)
    return [f"activity {row.pk}: {row.owners} owners" for row in rows]


@invariant("Every question counts who has it too")
def me_toos_are_counted() -> list[str]:
    rows = LearningQuestion.objects.annotate(joined=Count("me_too_rows")).exclude(joined=F("me_toos"))
    return [f"question {row.pk}: says {row.me_toos}, {row.joined} joined" for row in rows]


@invariant("Introductions belong to the asker of their question")
def introductions_fit_their_question() -> list[str]:
    rows = Introduction.objects.exclude(asker=F("question__asker"))
    return [f"introduction {row.pk}: its asker did not ask question {row.question_id}" for row in rows]
