"""The fields of signing up and of one's own profile, where each field has its own audience."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from heyy.organisations.enums import OrganisationKind
from heyy.organisations.models import Organisation, Theme
from heyy.people.enums import Audience, EvidenceKind, ProfileFieldName

OWN_KINDS = [
    (EvidenceKind.OFFERS.value, pgettext_lazy("I …", "offer")),
    (EvidenceKind.DID.value, pgettext_lazy("I …", "have done")),
    (EvidenceKind.CURIOUS.value, pgettext_lazy("I …", "am curious about")),
]
LINE_AUDIENCES = [
    (Audience.MEMBERS.value, Audience.MEMBERS.label),
    (Audience.PUBLIC.value, Audience.PUBLIC.label),
    (Audience.ME.value, Audience.ME.label),
]


def theme_choices() -> list[tuple[str, str]]:
    return [(str(theme.pk), theme.name) for theme in Theme.objects.all()]


class SignUpForm(forms.Form):
    """What Heyy asks beside an e-mail address and a password."""

    first_name = forms.CharField(
        label=_("First name"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    last_name = forms.CharField(
        label=_("Last name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )

    def signup(self, request: Any, user: Any) -> None:
        user.first_name = self.cleaned_data["first_name"]
        user.last_name = self.cleaned_data["last_name"]
        user.save(update_fields=["first_name", "last_name"])


class ProfileForm(forms.Form):
    first_name = forms.CharField(label=_("First name"), max_length=60)
    last_name = forms.CharField(label=_("Last name"), max_length=80)
    name_audience = forms.ChoiceField(label=_("Who sees your name?"), choices=Audience.choices)
    school_audience = forms.ChoiceField(label=_("Who sees where you work?"), choices=Audience.choices)
    about = forms.CharField(
        label=_("About me"), required=False, max_length=600, widget=forms.Textarea(attrs={"rows": 3})
    )
    about_audience = forms.ChoiceField(label=_("Who sees this?"), choices=Audience.choices)
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=30)
    phone_audience = forms.ChoiceField(label=_("Who sees your number?"), choices=Audience.choices)

    def fields_with_audience(self) -> dict[ProfileFieldName, tuple[str, Audience]]:
        data = self.cleaned_data
        return {
            name: (data.get(name.value, "") or "", Audience(data[f"{name.value}_audience"]))
            for name in (
                ProfileFieldName.NAME,
                ProfileFieldName.SCHOOL,
                ProfileFieldName.ABOUT,
                ProfileFieldName.PHONE,
            )
        }


class EvidenceForm(forms.Form):
    kind = forms.ChoiceField(label=_("I …"), choices=OWN_KINDS)
    line = forms.CharField(
        label=_("What?"),
        min_length=10,
        max_length=240,
        help_text=_("For instance: make a rubric for speaking together, an hour is enough."),
    )
    themes = forms.MultipleChoiceField(
        label=_("Themes"), required=False, choices=theme_choices, widget=forms.CheckboxSelectMultiple
    )
    audience = forms.ChoiceField(label=_("Who may see this?"), choices=LINE_AUDIENCES)


class PauseForm(forms.Form):
    until = forms.DateField(
        label=_("Don't ask me until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    is_findable = forms.BooleanField(label=_("Heyy may suggest me to colleagues with a question"), required=False)


class WorkplaceForm(forms.Form):
    organisation = forms.CharField(
        label=_("School or organisation"),
        max_length=200,
        widget=forms.TextInput(attrs={"list": "organisations", "autocomplete": "organization"}),
        help_text=_("Begin to type its name, and choose."),
    )
    function = forms.CharField(label=_("What do you do there?"), required=False, max_length=80)

    def clean_organisation(self) -> Any:
        """The name as people use it or the official one; teams are joined by their leaders."""
        text = self.cleaned_data["organisation"].strip()
        rows = Organisation.objects.exclude(kind__in=[OrganisationKind.TEAM, OrganisationKind.BOARD])
        found = rows.filter(daily_name__iexact=text).first() or rows.filter(name__iexact=text).first()
        if found is None:
            raise forms.ValidationError(_("Heyy doesn't know this school or organisation. Choose one from the list."))
        return found
