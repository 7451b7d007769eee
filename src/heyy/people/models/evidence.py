from django.conf import settings
from django.db import models
from django.db.models import Q

from heyy.organisations.models import Theme
from heyy.people.enums import Audience, EvidenceKind


class Evidence(models.Model):
    """One line on what somebody did, offers or is curious about: what matching reads.

    `source` is where it came from ("activity:12"), written once per source, so that closing an activity twice
    adds nothing. It is empty for what people say themselves.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=8, choices=EvidenceKind.choices)
    line = models.CharField(max_length=240)
    on = models.DateField()
    audience = models.CharField(max_length=8, choices=Audience.choices, default=Audience.MEMBERS)
    source = models.CharField(max_length=60, blank=True)
    themes = models.ManyToManyField(Theme, blank=True, related_name="evidence")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "source"], condition=~Q(source=""), name="evidence_once_per_source"
            ),
        ]
        indexes = [models.Index(fields=["person", "-on"])]


class Thanks(models.Model):
    """A thank-you from one person to another. Seen by both; becomes evidence for the one who is thanked."""

    sender = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="thanks_given")
    receiver = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="thanks_received")
    text = models.CharField(max_length=300)
    source = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sender", "receiver", "source"], name="one_thanks_per_occasion"),
            models.CheckConstraint(condition=~Q(sender=models.F("receiver")), name="thanks_to_someone_else"),
        ]
