from django.db import models
from django.db.models import Q


class AuditEntry(models.Model):
    """Who did what to which object. Written with the change itself; sealed later, in batches.

    `position` is the place in the hash chain. It follows the order of sealing, not of ids, because two
    transactions may commit in another order than they took their ids.
    """

    at = models.DateTimeField()
    actor = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=60)
    kind = models.CharField(max_length=60)
    object_id = models.BigIntegerField(null=True)
    about = models.JSONField(default=dict)
    position = models.BigIntegerField(null=True, unique=True)
    seal = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["kind", "object_id", "id"]),
            models.Index(fields=["id"], name="core_audit_unsealed", condition=Q(position__isnull=True)),
        ]
