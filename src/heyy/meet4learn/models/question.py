from django.conf import settings
from django.db import models
from django.db.models import Q

from heyy.meet4learn.enums import LIVE_QUESTION_STATES, Helped, OutcomeKind, QuestionEventKind, QuestionState
from heyy.organisations.models import Organisation, Theme
from heyy.people.enums import Audience
from heyy.people.models import Evidence


class LearningQuestion(models.Model):
    """What somebody wants to learn or solve: the first object of everything.

    `organisation` and `team` are where the asker worked when asking; the audiences "school" and "team" go by them.
    """

    slug = models.SlugField(max_length=80, unique=True)
    text = models.CharField(max_length=400)
    asker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="questions")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="questions"
    )
    team = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=8, choices=Audience.choices, default=Audience.MEMBERS)
    state = models.CharField(max_length=10, choices=QuestionState.choices, default=QuestionState.OPEN)
    state_since = models.DateTimeField()
    asked_at = models.DateTimeField()
    broker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="brokered_questions",
    )
    me_toos = models.PositiveIntegerField(default=0)
    themes = models.ManyToManyField(Theme, blank=True, related_name="questions")
    outcome_kind = models.CharField(max_length=8, choices=OutcomeKind.choices, blank=True)
    outcome_text = models.CharField(max_length=600, blank=True)
    helped = models.CharField(max_length=6, choices=Helped.choices, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="question_has_text"),
            models.CheckConstraint(
                condition=~Q(state=QuestionState.ANSWERED) | ~Q(outcome_kind=""), name="answer_has_an_outcome"
            ),
        ]
        indexes = [models.Index(fields=["state", "-asked_at"]), models.Index(fields=["-asked_at"])]

    def __str__(self) -> str:
        return self.text

    @property
    def is_live(self) -> bool:
        return self.state in LIVE_QUESTION_STATES


class MeToo(models.Model):
    """Somebody who has the same question."""

    question = models.ForeignKey(LearningQuestion, on_delete=models.CASCADE, related_name="me_too_rows")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="me_toos")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "person"], name="me_too_once")]


class QuestionEvent(models.Model):
    """What happened to a question, for its timeline. Names of helpers stay out of it."""

    question = models.ForeignKey(LearningQuestion, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField()
    kind = models.CharField(max_length=16, choices=QuestionEventKind.choices)
    activity = models.ForeignKey("meet4learn.Activity", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["question", "at"])]
        ordering = ["at", "id"]


class Suggestion(models.Model):
    """Who was shown for a question, in which place and why: the log of matching, and what the page reads."""

    question = models.ForeignKey(LearningQuestion, on_delete=models.CASCADE, related_name="suggestions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    evidence = models.ForeignKey(Evidence, null=True, on_delete=models.SET_NULL, related_name="+")
    place = models.PositiveSmallIntegerField()
    reasons = models.JSONField(default=list)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["question", "-at", "place"])]
