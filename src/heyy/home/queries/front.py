"""The front page: what is on this week and which questions live."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from heyy.meet4learn.enums import ActivityState
from heyy.meet4learn.models import LearningQuestion
from heyy.meet4learn.queries.agenda import Card, cards_of
from heyy.meet4learn.queries.questions import live_questions
from heyy.meet4learn.queries.visible import activities_visible_to

SOON = 6


@dataclass(frozen=True)
class Front:
    cards: list[Card]
    questions: list[LearningQuestion]


def front(person: Any, *, now: datetime) -> Front:
    coming = activities_visible_to(person).filter(state=ActivityState.OPEN, first_at__gt=now).order_by("first_at")
    soon = coming.filter(pk__in=list(coming.values_list("pk", flat=True)[:SOON]))
    return Front(cards_of(soon, now=now), list(live_questions(person)))
