"""What a centre holds, as numbers and texts that the same seed must give again."""

from collections import Counter
from typing import Any

from heyy.core.models import AuditEntry, OutboxMail, Posting
from heyy.meet4learn.models import (
    Activity,
    Attendance,
    Evaluation,
    Introduction,
    LearningQuestion,
    Maker,
    MeToo,
    QuestionEvent,
    Registration,
    Suggestion,
)
from heyy.people.models import Affiliation, Evidence, Person, RoleAssignment, Thanks


def figures() -> dict[str, Any]:
    counted = [AuditEntry, OutboxMail, Posting, Affiliation, RoleAssignment, Thanks, MeToo, Suggestion]
    return {
        **{model.__name__: model._default_manager.count() for model in counted},
        "people": list(Person.objects.order_by("id").values_list("email", "joined_at", "is_findable")),
        "evidence": list(Evidence.objects.order_by("id").values_list("person__email", "line", "on", "audience")),
        "questions": list(
            LearningQuestion.objects.order_by("id").values_list("text", "asker__email", "asked_at", "state", "helped")
        ),
        "events": list(QuestionEvent.objects.order_by("id").values_list("at", "kind")),
        "introductions": list(
            Introduction.objects.order_by("id").values_list("helper__email", "state", "created_at", "message")
        ),
        "activities": list(Activity.objects.order_by("id").values_list("title", "state", "first_at", "taken")),
        "makers": list(Maker.objects.order_by("id").values_list("person__email", "role")),
        "registrations": list(Registration.objects.order_by("id").values_list("person__email", "state", "queued_at")),
        "attendance": Counter(Attendance.objects.values_list("present", flat=True)),
        "evaluations": list(Evaluation.objects.order_by("id").values_list("helped", "text", "at")),
    }
