from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from heyy.organisations.models import Organisation
from heyy.people.enums import CENTRE_ROLES, Role


def current_on(day: date) -> Q:
    """Affiliations and roles that hold on this day."""
    return Q(since__lte=day) & (Q(until=None) | Q(until__gt=day))


class Affiliation(models.Model):
    """Somebody works somewhere; people work at two schools and move. `until` is the first day it no longer holds.

    What somebody says about oneself opens nothing until it is confirmed: a school's circle is its own.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="affiliations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="affiliations")
    function = models.CharField(max_length=80, blank=True)
    is_confirmed = models.BooleanField(default=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"], condition=Q(until=None), name="one_current_affiliation"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="affiliation_ends_after_it_starts"
            ),
        ]


class RoleAssignment(models.Model):
    """A role on a scope (an organisation, or the whole centre when empty) with start, end and giver.

    `until` is the first day it no longer holds, so a role that ends today is gone with the next request.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="role_assignments")
    role = models.CharField(max_length=20, choices=Role.choices)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="role_assignments"
    )
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role", "organisation"],
                condition=Q(until=None, organisation__isnull=False),
                name="one_current_assignment",
            ),
            models.UniqueConstraint(
                fields=["person", "role"],
                condition=Q(until=None, organisation=None),
                name="one_current_centre_assignment",
            ),
            models.CheckConstraint(
                condition=Q(role__in=sorted(CENTRE_ROLES), organisation=None)
                | (~Q(role__in=sorted(CENTRE_ROLES)) & Q(organisation__isnull=False)),
                name="role_has_its_scope",
            ),
        ]
        indexes = [models.Index(fields=["role", "organisation"])]
