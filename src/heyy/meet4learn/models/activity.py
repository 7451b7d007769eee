from django.conf import settings
from django.db import models
from django.db.models import F, Q

from heyy.meet4learn.enums import ActivityForm, ActivityState, MakerRole, PartnerPart
from heyy.meet4learn.models.question import LearningQuestion
from heyy.organisations.models import Location, Organisation, Theme
from heyy.people.enums import Audience


class Activity(models.Model):
    """Something people come together for. Registration is on the activity, attendance on its sessions.

    `taken` and `waiting` are counted again under the lock on this row, by whatever registers, withdraws or promotes.
    `first_at` and `last_at` repeat the sessions, so that lists need no join.
    """

    slug = models.SlugField(max_length=90, unique=True)
    uid = models.UUIDField(unique=True)
    title = models.CharField(max_length=120)
    form = models.CharField(max_length=12, choices=ActivityForm.choices)
    summary = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    audience = models.CharField(
        max_length=8,
        choices=[
            (Audience.MEMBERS.value, Audience.MEMBERS.label),
            (Audience.PUBLIC.value, Audience.PUBLIC.label),
        ],
        default=Audience.PUBLIC,
    )
    sectors = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=10, choices=ActivityState.choices, default=ActivityState.MAKING)
    places = models.PositiveIntegerField()
    taken = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)
    first_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0)
    themes = models.ManyToManyField(Theme, blank=True, related_name="activities")
    grew_from = models.ManyToManyField(LearningQuestion, blank=True, related_name="activities")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(places__gte=1), name="activity_has_places"),
            models.CheckConstraint(condition=Q(taken__lte=F("places")), name="never_more_than_places"),
            models.CheckConstraint(
                condition=~Q(state__in=["open", "held"]) | Q(first_at__isnull=False),
                name="open_activity_has_a_date",
            ),
        ]
        indexes = [models.Index(fields=["state", "last_at"]), models.Index(fields=["first_at"])]
        verbose_name_plural = "activities"

    def __str__(self) -> str:
        return self.title

    @property
    def places_left(self) -> int:
        return self.places - self.taken

    @property
    def sector_list(self) -> list[str]:
        return [code for code in self.sectors.split(",") if code]


class Session(models.Model):
    """One meeting of an activity, at a wall time of its location."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="sessions")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    location = models.ForeignKey(Location, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    room = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_it_starts"),
            models.UniqueConstraint(fields=["activity", "starts_at"], name="one_session_at_a_time"),
        ]
        indexes = [models.Index(fields=["starts_at"])]


class Maker(models.Model):
    """A person who develops, gives, hosts or advises an activity; exactly one of them owns it."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="makers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="making")
    role = models.CharField(max_length=10, choices=MakerRole.choices, default=MakerRole.DEVELOPS)
    is_owner = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "person"], name="maker_once"),
            models.UniqueConstraint(fields=["activity"], condition=Q(is_owner=True), name="one_owner"),
        ]


class PartnerRole(models.Model):
    """What an organisation did for an activity."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="partner_roles")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="activity_roles")
    part = models.CharField(max_length=12, choices=PartnerPart.choices, default=PartnerPart.CO_DEVELOPED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "organisation", "part"], name="partner_role_once")]
