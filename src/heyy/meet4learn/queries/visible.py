"""Where every read of questions and activities starts: what this person may see."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable

from heyy.meet4learn.enums import ActivityState, IntroductionState
from heyy.meet4learn.models import Activity, Introduction, LearningQuestion, Maker
from heyy.people.enums import Audience, Role
from heyy.people.standing import standing_of


def questions_visible_to(person: Any) -> QuerySet[LearningQuestion]:
    """Public ones for all; the rest as the asker chose; one's own always; those one is asked to help with."""
    standing = standing_of(person)
    seen: Combinable | Q = Q(audience=Audience.PUBLIC)
    if standing.person_id is None:
        return LearningQuestion.objects.filter(seen)
    seen |= Q(asker=standing.person_id)
    if standing.is_member:
        schools = standing.organisations | standing.scope(Role.BROKER, Role.SCHOOL_LEADER)
        seen |= Q(audience=Audience.MEMBERS) | Q(audience=Audience.SCHOOL, organisation__in=schools)
        seen |= Q(audience=Audience.TEAM, team__in=standing.teams | standing.scope(Role.TEAM_LEADER))
        if standing.has(Role.RELATION_MANAGER):
            seen |= Q(audience=Audience.SCHOOL)
        asked = Introduction.objects.filter(question=OuterRef("pk"), helper=standing.person_id)
        invited = Q(asker_yes_at__isnull=False) | Q(brokered_by__isnull=False)
        seen |= Exists(asked.filter(invited).exclude(state=IntroductionState.DECLINED))
    return LearningQuestion.objects.filter(seen)


def activities_visible_to(person: Any) -> QuerySet[Activity]:
    """Public ones for all, the others for members; what is still in the making for its makers only."""
    standing = standing_of(person)
    if standing.person_id is None or not standing.is_member:
        return Activity.objects.filter(_SHOWN, audience=Audience.PUBLIC)
    if standing.has(Role.RELATION_MANAGER):
        return Activity.objects.all()
    return activities_for_member(standing.person_id)


def activities_for_member(person: int) -> QuerySet[Activity]:
    mine = Maker.objects.filter(activity=OuterRef("pk"), person=person)
    return Activity.objects.filter(_SHOWN | Exists(mine))


_SHOWN = Q(state__in=[ActivityState.OPEN, ActivityState.HELD, ActivityState.CANCELLED])


def introductions_of(person: Any) -> QuerySet[Introduction]:
    return Introduction.objects.filter(Q(asker=person) | Q(helper=person))
