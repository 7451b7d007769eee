from django.db import models
from django.db.models import Q

from heyy.organisations.enums import EDUCATION_KINDS, HolidayRegion, OrganisationKind, Sector


class Organisation(models.Model):
    """A board, school, team or partner. `name` is the official one; people use `daily_name`.

    `key` tells which organisation it is: BRIN plus location number for a school (03XF04), the number of the
    board, the KvK number or a slug for others.
    """

    kind = models.CharField(max_length=20, choices=OrganisationKind.choices)
    sector = models.CharField(max_length=12, choices=Sector.choices)
    key = models.CharField(max_length=40)
    kvk = models.CharField(max_length=8, blank=True)
    slug = models.SlugField(max_length=90, unique=True)
    name = models.CharField(max_length=200)
    daily_name = models.CharField(max_length=120, blank=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    municipality = models.CharField(max_length=60, blank=True)
    holiday_region = models.CharField(max_length=6, choices=HolidayRegion.choices, blank=True)
    website = models.URLField(blank=True)
    description = models.TextField(blank=True)
    contributes_since = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="organisation_once"),
            models.CheckConstraint(condition=~Q(name=""), name="organisation_has_a_name"),
        ]
        indexes = [models.Index(fields=["kind", "name"])]

    def __str__(self) -> str:
        return self.daily_name or self.name

    @property
    def is_outside_education(self) -> bool:
        """Outside the schools: what indicator 2 counts as a partner."""
        return self.kind not in EDUCATION_KINDS


class EarlierName(models.Model):
    """A name the organisation had, so that people and old papers still find it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="earlier_names")
    name = models.CharField(max_length=200)
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="earlier_name_once")]


class BroughtIn(models.Model):
    """One sentence on what a partner brought in, and where that was written down."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="brought_in")
    place = models.PositiveSmallIntegerField()
    sentence = models.CharField(max_length=300)
    source = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["organisation", "place"], name="one_sentence_per_place")]


class Location(models.Model):
    """Where an organisation can be found."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="locations")
    key = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    street = models.CharField(max_length=80, blank=True)
    number = models.CharField(max_length=20, blank=True)
    postcode = models.CharField(max_length=7, blank=True)
    place = models.CharField(max_length=60)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    time_zone = models.CharField(max_length=40, default="Europe/Amsterdam")

    class Meta:
        indexes = [models.Index(fields=["place"])]

    def __str__(self) -> str:
        return f"{self.name}, {self.place}"

    @property
    def address(self) -> str:
        street = f"{self.street} {self.number}".strip()
        return ", ".join(part for part in (street, f"{self.postcode} {self.place}".strip()) if part)
