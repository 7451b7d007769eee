from django.conf import settings
from django.db import models

from heyy.meet4learn.enums import Helped, RegistrationState
from heyy.meet4learn.models.activity import Activity, Session


class Registration(models.Model):
    """A person's place in an activity: one row per person, whatever happened before.

    `queued_at` is the moment of the latest registration; the waiting list goes by it.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="registrations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="registrations")
    state = models.CharField(max_length=10, choices=RegistrationState.choices)
    queued_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "person"], name="one_registration_per_person")]
        indexes = [
            models.Index(fields=["activity", "state", "queued_at", "id"]),
            models.Index(fields=["person", "state"]),
        ]


class Attendance(models.Model):
    """Whether somebody with a place was there, session by session."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="attendances")
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="attendances")
    present = models.BooleanField()
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "registration"], name="attendance_once")]


class Evaluation(models.Model):
    """One participant's answer to "is your question answered?"."""

    registration = models.OneToOneField(Registration, on_delete=models.CASCADE, related_name="evaluation")
    helped = models.CharField(max_length=6, choices=Helped.choices)
    text = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField()
