from django import forms
from django.utils.translation import gettext_lazy as _

from heyy.people.enums import Role


class RoleForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address of the person"))
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    organisation = forms.CharField(
        label=_("For which team, school or partner?"),
        required=False,
        widget=forms.TextInput(attrs={"list": "organisations", "autocomplete": "off"}),
        help_text=_("Leave empty for a role over the whole centre."),
    )
