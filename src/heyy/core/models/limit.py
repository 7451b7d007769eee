from django.db import models


class RateWindow(models.Model):
    """How often something was done in a window of time. One row per window, counted up in the database."""

    key = models.CharField(max_length=120, unique=True)
    count = models.PositiveIntegerField(default=0)
    ends_at = models.DateTimeField(db_index=True)
