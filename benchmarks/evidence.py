"""20,000 lines of evidence in Heyy's own database, and how long finding something in them takes."""

import random
import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from time import perf_counter
from typing import Any

from django.db import connection

from benchmarks.data import add_people
from heyy.core import clock
from heyy.core.actions.search import index_texts
from heyy.core.queries.search import search
from heyy.demo.content import question_texts, read
from heyy.meet4learn.models import LearningQuestion
from heyy.meet4learn.queries.suggestions import best_helpers
from heyy.people.enums import Audience, EvidenceKind
from heyy.people.models import Evidence, Person

PEOPLE = 1200
BATCH = 1000
BEST_OF = 5


def fill(*, lines: int) -> None:
    """Each line is one that was written by hand with a part of another, so that no two need be the same."""
    chance = random.Random(2018)
    people = add_people(number=PEOPLE)
    written = [(kind, line) for theme in read("evidence").values() for kind, found in theme.items() for line in found]
    today = clock.today()
    made = []
    for _ in range(lines):
        kind, line = chance.choice(written)
        other = chance.choice(written)[1].split()
        start = chance.randrange(len(other))
        text = f"{line}. {' '.join(other[start : start + 6])}"[:240]
        on = today - timedelta(days=chance.randrange(1400))
        made.append(Evidence(person=chance.choice(people), kind=EvidenceKind(kind), line=text, on=on))
    Evidence.objects.bulk_create(made, batch_size=BATCH)
    for first in range(0, lines, BATCH):
        batch = made[first : first + BATCH]
        index_texts(kind="evidence", texts=[(one.pk, one.line) for one in batch])


def times(*, queries: int) -> dict[str, Any]:
    """Milliseconds of each search and of each matching, and what the searches found."""
    texts = [question.text for question in question_texts()[:queries]]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM (ANALYZE)")  # which autovacuum would do within a minute
    searches = [_timed(search, "evidence", _words(text)) for text in texts]
    asker, today = Person.objects.earliest("pk"), clock.today()
    questions = [_question(asker, number, text) for number, text in enumerate(texts)]
    matchings = [_timed(partial(best_helpers, today=today), question) for question in questions]
    return {
        "search": [ms for ms, _ in searches],
        "hits": [[pk for pk, _ in hits] for _, hits in searches],
        "matching": [ms for ms, _ in matchings],
        "suggested": [len(suggested) for _, suggested in matchings],
    }


def _timed(find: Callable[..., Any], *arguments: Any) -> tuple[float, Any]:
    """The best of a few, for a machine that does other things beside it."""
    took = []
    for _ in range(BEST_OF):
        start = perf_counter()
        found = find(*arguments)
        took.append((perf_counter() - start) * 1000)
    return min(took), found


def _words(text: str) -> str:
    """What somebody types into a search field: the three longest words."""
    return " ".join(sorted(set(re.findall(r"\w+", text)), key=lambda word: (-len(word), word))[:3])


def _question(asker: Person, number: int, text: str) -> LearningQuestion:
    now = clock.now()
    return LearningQuestion.objects.create(
        slug=f"gezocht-{number}", text=text, asker=asker, audience=Audience.MEMBERS, asked_at=now, state_since=now
    )
