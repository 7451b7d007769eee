from django.db import models


class OnceKey(models.Model):
    """A form that was posted. Its key makes a second post of the same form give the first result."""

    actor = models.BigIntegerField()
    key = models.CharField(max_length=64)
    result = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor", "key"], name="one_result_per_key")]
        indexes = [models.Index(fields=["at"])]
