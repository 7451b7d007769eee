from django.db import models
from django.utils.translation import get_language

from heyy.organisations.models.organisation import Organisation


class Theme(models.Model):
    """A subject the centre works on, with the boards and partners that carry it."""

    slug = models.SlugField(unique=True)
    name_nl = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60)
    description = models.CharField(max_length=300, blank=True)
    carriers = models.ManyToManyField(Organisation, blank=True, related_name="themes")

    class Meta:
        ordering = ["name_nl"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.name_en if get_language() == "en" else self.name_nl
