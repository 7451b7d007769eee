from django.db import models
from django.utils.translation import get_language

from heyy.indicators.enums import Measure


class Indicator(models.Model):
    """What the centre promised its funder, in the funder's words."""

    code = models.SlugField(max_length=10, unique=True)
    position = models.PositiveSmallIntegerField()
    title_nl = models.CharField(max_length=140)
    title_en = models.CharField(max_length=140)
    text_nl = models.TextField()
    text_en = models.TextField()

    class Meta:
        ordering = ["position"]

    @property
    def title(self) -> str:
        return self.title_en if get_language() == "en" else self.title_nl

    @property
    def text(self) -> str:
        return self.text_en if get_language() == "en" else self.text_nl


class Figure(models.Model):
    """One figure of an indicator: what is counted, and the target with its date where there is one."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="figures")
    measure = models.CharField(max_length=20, choices=Measure.choices, unique=True)
    position = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=12, blank=True)
    target = models.DecimalField(max_digits=8, decimal_places=1, null=True, blank=True)
    due = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["position"]


class HistoryValue(models.Model):
    """A value from before the system, entered by hand, with the note that says where it comes from."""

    figure = models.ForeignKey(Figure, on_delete=models.CASCADE, related_name="history")
    on = models.DateField()
    period_nl = models.CharField(max_length=60)
    period_en = models.CharField(max_length=60)
    value = models.DecimalField(max_digits=8, decimal_places=1)
    approximate = models.BooleanField(default=False)
    note_nl = models.CharField(max_length=300)
    note_en = models.CharField(max_length=300)

    class Meta:
        ordering = ["on"]
        constraints = [models.UniqueConstraint(fields=["figure", "on"], name="one_value_per_moment")]

    @property
    def period(self) -> str:
        return self.period_en if get_language() == "en" else self.period_nl

    @property
    def note(self) -> str:
        return self.note_en if get_language() == "en" else self.note_nl
