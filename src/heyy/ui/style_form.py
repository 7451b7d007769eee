from django import forms
from django.utils.translation import gettext_lazy as _


class StyleForm(forms.Form):
    """One field of every kind, for the style page. Nothing is kept."""

    name = forms.CharField(label=_("Name"), max_length=60)
    email = forms.EmailField(label=_("E-mail"), help_text=_("We send your confirmation here."))
    story = forms.CharField(label=_("What do you want to learn?"), required=False, widget=forms.Textarea)
    form_of_help = forms.ChoiceField(
        label=_("What would help?"),
        choices=[("talk", _("A talk over coffee")), ("visit", _("A lesson to look at")), ("course", _("An activity"))],
    )
    audience = forms.ChoiceField(
        label=_("Who may see this?"),
        help_text=_("You can change this later."),
        widget=forms.RadioSelect,
        choices=[("team", _("My team")), ("members", _("All members")), ("public", _("Everybody"))],
    )
    themes = forms.MultipleChoiceField(
        label=_("Themes"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("play", _("Playful learning")), ("talk", _("Conversation")), ("data", _("Working with data"))],
    )
    feeling = forms.ChoiceField(
        label=_("I feel connected with my colleagues"),
        widget=forms.RadioSelect,
        choices=[(1, _("1 disagree")), *((n, n) for n in range(2, 7)), (7, _("7 agree"))],
    )
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    time = forms.TimeField(label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}))
    places = forms.IntegerField(label=_("Places"), min_value=1, max_value=60)
    agreed = forms.BooleanField(label=_("I keep to what is said inside the circle"))
