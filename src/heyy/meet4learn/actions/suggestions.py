"""Looking for people, and keeping what was shown."""

from datetime import datetime

from django.db import transaction

from heyy.core import clock
from heyy.meet4learn.models import LearningQuestion, Suggestion
from heyy.meet4learn.queries.suggestions import best_helpers


@transaction.atomic
def refresh_suggestions(*, question: LearningQuestion, now: datetime) -> list[Suggestion]:
    """Looks again and writes down who is shown in which place and why. Earlier rows stay, as the log."""
    found = best_helpers(question, today=clock.wall(now).date())
    return Suggestion.objects.bulk_create(
        [
            Suggestion(
                question=question,
                person_id=one.person,
                evidence_id=one.best_piece,
                place=place,
                reasons=list(one.reasons),
                at=now,
            )
            for place, one in enumerate(found, start=1)
        ]
    )
