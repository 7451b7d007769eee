from django.db import models


class WorkerLife(models.Model):
    """A job worker that says it lives. One that fell silent has its tasks taken over."""

    worker = models.CharField(max_length=64, unique=True)
    alive_at = models.DateTimeField()


class RecurringJob(models.Model):
    """When a recurring job ran last. The claim on the next run is an update of this row."""

    name = models.CharField(max_length=100, unique=True)
    last_run_at = models.DateTimeField()
