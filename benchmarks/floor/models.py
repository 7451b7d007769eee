from django.conf import settings
from django.db import models


class Activity(models.Model):
    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=200)
    place = models.CharField(max_length=120)
    starts_at = models.DateTimeField(db_index=True)
    places = models.PositiveIntegerField()
    taken = models.PositiveIntegerField(default=0)

    @property
    def places_left(self) -> int:
        return self.places - self.taken


class Registration(models.Model):
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "person"], name="floor_once")]
