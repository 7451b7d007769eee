"""Who may do what with questions, introductions and activities."""

from typing import Any

from django.db.models import QuerySet

from heyy.core.policy import Policy
from heyy.core.queries.prepared import prepared
from heyy.meet4learn.models import Activity, Introduction, LearningQuestion, Maker
from heyy.people.enums import Audience, Role
from heyy.people.standing import Standing, standing_of


def is_broker_for(standing: Standing, question: LearningQuestion) -> bool:
    """A relation manager for the whole centre; a broker for the questions of the own school.

    What somebody keeps to oneself or to a team stays there.
    """
    if question.audience in (Audience.ME, Audience.TEAM):
        return False
    return standing.has(Role.RELATION_MANAGER) or question.organisation_id in standing.scope(Role.BROKER)


def _to_question(person: Any, question: LearningQuestion) -> set[str]:
    standing = standing_of(person)
    if not standing.is_member and person is not None and getattr(person, "pk", None) != question.asker_id:
        return set()
    if getattr(person, "pk", None) == question.asker_id:
        return {"asker"}
    names = {"member"} if standing.is_member else set()
    if is_broker_for(standing, question):
        names.add("broker")
    return names


QUESTION = Policy[LearningQuestion](
    kind="question",
    standing=_to_question,
    table={
        "see_suggestions": {"asker", "broker"},
        "ask_for_coffee": {"asker"},
        "offer_help": {"member"},
        "me_too": {"member"},
        "propose_people": {"broker"},
        "take": {"broker"},
        "hand_over": {"broker"},
        "choose_audience": {"asker"},
        "choose_themes": {"asker", "broker"},
        "close": {"asker"},
        "start_activity": {"asker", "member"},
    },
)


def _to_introduction(person: Any, introduction: Introduction) -> set[str]:
    number = getattr(person, "pk", None)
    names = {"asker"} if number == introduction.asker_id else set()
    if number == introduction.helper_id:
        names.add("helper")
    return names


INTRODUCTION = Policy[Introduction](
    kind="introduction",
    standing=_to_introduction,
    table={"answer": {"asker", "helper"}, "say_met": {"asker", "helper"}, "see_contact": {"asker", "helper"}},
)


@prepared
def _making(*, activity: int, person: int) -> QuerySet[Maker, tuple[Any, ...]]:
    return Maker.objects.filter(activity=activity, person=person).values_list("is_owner")


def _to_activity(person: Any, activity: Activity) -> set[str]:
    """One query for who is signed in; relation managers may do what an owner may."""
    standing = standing_of(person)
    names = {"member"} if standing.is_member else set()
    if standing.has(Role.RELATION_MANAGER):
        names.add("relation_manager")
    if standing.person_id is not None:
        for (is_owner,) in _making(activity=activity.pk, person=standing.person_id):
            names |= {"maker", "owner"} if is_owner else {"maker"}
    return names


ACTIVITY = Policy[Activity](
    kind="activity",
    standing=_to_activity,
    table={
        "register": {"member"},
        "edit": {"maker", "relation_manager"},
        "publish": {"maker", "relation_manager"},
        "cancel": {"owner", "relation_manager"},
        "transfer": {"owner", "relation_manager"},
        "see_people": {"maker", "relation_manager"},
        "note_attendance": {"maker", "relation_manager"},
    },
)
