from django import forms
from django.utils.translation import gettext_lazy as _


class HistoryValueForm(forms.Form):
    """One value from before the system. Whether it is a number and has a note is judged by the action."""

    on = forms.DateField(
        label=_("Day the value holds for"),
        help_text=_("A value you already gave for this day is replaced."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    value = forms.CharField(label=_("Value"), max_length=14, help_text=_("A number, with at most one decimal."))
    approximate = forms.BooleanField(label=_("The source says “about”"), required=False)
    period_nl = forms.CharField(label=_("Period, in Dutch"), max_length=60, help_text=_("Such as: augustus 2018."))
    period_en = forms.CharField(label=_("Period, in English"), max_length=60)
    note_nl = forms.CharField(
        label=_("Where this value comes from, in Dutch"),
        max_length=300,
        help_text=_("Everybody reads this beside the value."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    note_en = forms.CharField(
        label=_("Where this value comes from, in English"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
