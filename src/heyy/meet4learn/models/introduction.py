from django.conf import settings
from django.db import models
from django.db.models import F, Q

from heyy.meet4learn.enums import OPEN_INTRODUCTION_STATES, IntroductionState
from heyy.meet4learn.models.question import LearningQuestion


class Introduction(models.Model):
    """Two people brought together around a question. Contact data show only after both said yes.

    `brokered_by` is empty when the asker found the helper through Heyy's own suggestions.
    """

    question = models.ForeignKey(LearningQuestion, on_delete=models.CASCADE, related_name="introductions")
    asker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="introductions_asked")
    helper = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="introductions_got")
    brokered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="brokered"
    )
    state = models.CharField(max_length=10, choices=IntroductionState.choices)
    message = models.CharField(max_length=400, blank=True)
    created_at = models.DateTimeField()
    asker_yes_at = models.DateTimeField(null=True)
    helper_yes_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "asker", "helper"], name="one_introduction_per_pair"),
            models.CheckConstraint(condition=~Q(asker=F("helper")), name="introduction_of_two"),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "met", "helped"])
                | Q(asker_yes_at__isnull=False, helper_yes_at__isnull=False),
                name="accepted_means_both_said_yes",
            ),
        ]
        indexes = [
            models.Index(fields=["helper", "state"]),
            models.Index(fields=["asker", "state"]),
        ]

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_INTRODUCTION_STATES

    @property
    def shows_contact(self) -> bool:
        return (
            self.asker_yes_at is not None
            and self.helper_yes_at is not None
            and self.state != IntroductionState.DECLINED
        )
