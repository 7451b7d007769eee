"""Who could help with a question: text search over evidence, then the transparent score of `compute.matching`."""

from collections import defaultdict
from datetime import date, timedelta

from django.db.models import Count, F, Q

from heyy.compute.matching import Asker, Candidate, Piece, Suggestion, suggest
from heyy.core.queries.search import search
from heyy.meet4learn.enums import OPEN_INTRODUCTION_STATES, IntroductionState
from heyy.meet4learn.models import Introduction, LearningQuestion
from heyy.organisations.enums import OrganisationKind
from heyy.people.models import Affiliation, Evidence, Person

PIECES = 50
IN_TOUCH = [IntroductionState.ACCEPTED, IntroductionState.MET, IntroductionState.HELPED]
REPLY_WITHIN = timedelta(days=7)


def best_helpers(question: LearningQuestion, *, today: date, places: int = 3) -> tuple[Suggestion, ...]:
    """The people to suggest now, best first. Empty when nobody wrote anything that fits."""
    hits = search("evidence", question.text, most=PIECES)
    scores = dict(hits)
    rows = list(Evidence.objects.filter(pk__in=scores).select_related("person").prefetch_related("themes"))
    pieces = [Piece(row.pk, row.person_id, scores[row.pk], row.on, row.kind) for row in rows]
    people = {row.person_id: row.person for row in rows}
    themes: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        themes[row.person_id] |= {theme.pk for theme in row.themes.all()}
    candidates = _candidates(people, themes, question, today)
    return suggest(_asker(question, today), pieces, candidates, today=today, places=places)


def _asker(question: LearningQuestion, today: date) -> Asker:
    school, sector = _workplaces([question.asker_id], today).get(question.asker_id, (None, ""))
    return Asker(
        person=question.asker_id,
        school=question.organisation_id or school,
        sector=sector,
        themes=frozenset(theme.pk for theme in question.themes.all()),
    )


def _candidates(
    people: dict[int, Person], themes: dict[int, set[int]], question: LearningQuestion, today: date
) -> list[Candidate]:
    places = _workplaces(list(people), today)
    asks = _asks(list(people), question, today)
    return [
        Candidate(
            person=number,
            school=places.get(number, (None, ""))[0],
            sector=places.get(number, (None, ""))[1],
            themes=frozenset(themes[number]),
            minutes=None,
            paused=not person.is_active or (person.paused_until is not None and person.paused_until >= today),
            hidden=not person.is_findable or number in asks["in_touch"],
            open_asks=asks["open"].get(number, 0),
            asks_last_year=asks["year"].get(number, 0),
            answered=asks["answered"].get(number, 0),
            asked=asks["asked"].get(number, 0),
            met_before=number in asks["met"],
        )
        for number, person in people.items()
    ]


def _workplaces(people: list[int], today: date) -> dict[int, tuple[int | None, str]]:
    """Person → the school (or partner) and its sector; somebody at two schools counts at the first."""
    rows = (
        Affiliation.objects.filter(Q(until=None) | Q(until__gt=today), person__in=people, since__lte=today)
        .order_by("-since", "-id")
        .values_list("person", "organisation", "organisation__kind", "organisation__parent", "organisation__sector")
    )
    return {
        person: (school if kind == OrganisationKind.TEAM and school else organisation, sector)
        for person, organisation, kind, school, sector in rows
    }


def _asks(people: list[int], question: LearningQuestion, today: date) -> dict[str, dict[int, int]]:
    """Counts per person of being asked, and who met the asker or is already in touch about this question."""
    was_asked = ~Q(brokered_by=None) | Q(asker_yes_at__lte=F("created_at"))
    is_open = Q(state__in=OPEN_INTRODUCTION_STATES, helper_yes_at=None)
    should_know = ~is_open | Q(created_at__date__lt=today - REPLY_WITHIN)
    with_asker = Q(asker=question.asker_id)
    rows = (
        Introduction.objects.filter(helper__in=people)
        .values_list("helper")
        .annotate(
            asked=Count("pk", filter=was_asked & should_know),
            open=Count("pk", filter=is_open),
            answered=Count("pk", filter=was_asked & ~is_open),
            year=Count("pk", filter=was_asked & Q(created_at__date__gte=today - timedelta(days=365))),
            met=Count("pk", filter=with_asker & Q(state__in=IN_TOUCH)),
            in_touch=Count("pk", filter=Q(question=question)),
        )
    )
    counts: dict[str, dict[int, int]] = defaultdict(dict)
    for helper, *values in rows:
        for name, value in zip(("asked", "open", "answered", "year", "met", "in_touch"), values, strict=True):
            if value:
                counts[name][helper] = value
    return counts


def open_asks(person_id: int) -> int:
    """How many requests wait for this person's answer; two is the most anybody gets."""
    return Introduction.objects.filter(helper=person_id, state__in=OPEN_INTRODUCTION_STATES, helper_yes_at=None).count()
