"""The fields of the learning loop: labels, help and what each accepts. Saving is the work of actions."""

from datetime import date, time, timedelta
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from heyy.core import clock
from heyy.meet4learn.actions.activities import Draft, Meeting
from heyy.meet4learn.enums import ActivityForm, Helped, MakerRole, OutcomeKind, PartnerPart
from heyy.meet4learn.models import Activity
from heyy.organisations.enums import EDUCATION_KINDS, OrganisationKind, Sector
from heyy.organisations.models import Location, Organisation, Theme
from heyy.people.enums import Audience

QUESTION_AUDIENCES = [
    (Audience.TEAM.value, _("My team")),
    (Audience.SCHOOL.value, _("My school and its brokers")),
    (Audience.MEMBERS.value, _("Everyone who is signed in")),
    (Audience.PUBLIC.value, _("Everyone, also visitors (without your name)")),
]
SCHOOL_SECTORS = [(code, capfirst(Sector(code).label)) for code in ("PO", "SO", "VO", "MBO")]
MEETINGS = 5


def theme_choices() -> list[tuple[str, str]]:
    return [(str(theme.pk), theme.name) for theme in Theme.objects.all()]


class AskForm(forms.Form):
    text = forms.CharField(
        label=_("What would you like to get on with?"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text=_("One or two sentences are enough. A question mark is not needed."),
    )
    audience = forms.ChoiceField(
        label=_("Who may see your question?"), choices=QUESTION_AUDIENCES, initial=Audience.MEMBERS.value
    )


class AudienceForm(forms.Form):
    audience = forms.ChoiceField(label=_("Who may see your question?"), choices=QUESTION_AUDIENCES)


class ThemesForm(forms.Form):
    themes = forms.MultipleChoiceField(
        label=_("Themes"), required=False, choices=theme_choices, widget=forms.CheckboxSelectMultiple
    )


class MessageForm(forms.Form):
    message = forms.CharField(
        label=_("A line with it"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For instance when it suits you."),
    )


class CloseForm(forms.Form):
    helped = forms.ChoiceField(label=_("Is your question answered?"), choices=Helped.choices, widget=forms.RadioSelect)
    outcome = forms.ChoiceField(
        label=_("What helped?"), choices=OutcomeKind.choices, required=False, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("What did you take along?"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Readers of your question see this."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("helped") in (Helped.YES, Helped.PARTLY) and not data.get("outcome"):
            self.add_error("outcome", _("Choose what helped: a talk, a visit, material or an activity."))
        return data


class EvaluateForm(forms.Form):
    helped = forms.ChoiceField(label=_("Is your question answered?"), choices=Helped.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What will you do with it?"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The makers read this without your name."),
    )
    thanks = forms.CharField(
        label=_("Thank the makers"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("They read this with your name."),
    )


class ActivityDetailsForm(forms.Form):
    """One activity with up to five meetings (more when it has more); a meeting without a date is left out."""

    title = forms.CharField(label=_("Title"), max_length=120)
    form = forms.ChoiceField(label=_("Form"), choices=ActivityForm.choices)
    summary = forms.CharField(label=_("In one sentence"), max_length=200, help_text=_("This stands on the agenda."))
    description = forms.CharField(
        label=_("What will you do, for whom, and what do people take along?"),
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    places = forms.IntegerField(
        label=_("Places"),
        min_value=1,
        max_value=2000,
        initial=20,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    audience = forms.ChoiceField(
        label=_("Who may see it?"),
        choices=[
            (Audience.PUBLIC.value, _("Everyone, also visitors; your name as maker stands on the page")),
            (Audience.MEMBERS.value, _("Everyone who is signed in")),
        ],
    )
    themes = forms.MultipleChoiceField(
        label=_("Themes"), required=False, choices=theme_choices, widget=forms.CheckboxSelectMultiple
    )
    sectors = forms.MultipleChoiceField(
        label=_("For whom"), required=False, choices=SCHOOL_SECTORS, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, activity: Activity | None = None, **kwargs: Any) -> None:
        if activity is not None:
            kwargs["initial"] = {**_initial(activity), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.meetings = max(MEETINGS, activity.sessions.count() if activity is not None else 0)
        for number in range(1, self.meetings + 1):
            self._add_meeting_fields(number)

    def _add_meeting_fields(self, number: int) -> None:
        fields = {
            "day": forms.DateField(
                label=_("Date"),
                required=False,
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            ),
            "start": forms.TimeField(
                label=_("From"),
                required=False,
                widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            ),
            "end": forms.TimeField(
                label=pgettext_lazy("end time", "Until"),
                required=False,
                widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            ),
            "location": forms.CharField(
                label=_("Location"),
                required=False,
                max_length=140,
                widget=forms.TextInput(attrs={"list": "locations", "autocomplete": "off"}),
                help_text=_("Begin to type the name of the school, and choose."),
            ),
            "room": forms.CharField(label=_("Room"), required=False, max_length=80),
            "pk": forms.IntegerField(required=False, widget=forms.HiddenInput),
        }
        for name, field in fields.items():
            self.fields[f"meeting_{number}_{name}"] = field

    @property
    def meeting_rows(self) -> list[dict[str, Any]]:
        """The fields of each meeting, with whether the row is in use (others may be folded away)."""
        rows = []
        for number in range(1, self.meetings + 1):
            row: dict[str, Any] = {
                name: self[f"meeting_{number}_{name}"] for name in ("day", "start", "end", "location", "room", "pk")
            }
            row["number"] = number
            row["is_used"] = (
                number == 1 or bool(row["day"].value()) or any(field.errors for field in list(row.values())[:5])
            )
            rows.append(row)
        return rows

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["meetings"] = [
            meeting for number in range(1, self.meetings + 1) if (meeting := self._meeting(number, data))
        ]
        return data

    def _meeting(self, number: int, data: dict[str, Any]) -> Meeting | None:
        def value(name: str) -> Any:
            return data.get(f"meeting_{number}_{name}")

        day, start, end = value("day"), value("start"), value("end")
        if not day:
            if start or end or value("location"):
                self.add_error(f"meeting_{number}_day", _("Choose a date for this meeting, or empty its other fields."))
            return None
        if not start or not end:
            self.add_error(f"meeting_{number}_start", _("Say from when until when."))
            return None
        if end <= start:
            self.add_error(f"meeting_{number}_end", _("A meeting ends after it starts."))
            return None
        location = self._location(number, value("location"))
        return Meeting(clock.at_wall(day, start), clock.at_wall(day, end), location, value("room") or "", value("pk"))

    def _location(self, number: int, text: str | None) -> Location | None:
        if not text:
            return None
        name, _comma, place = text.rpartition(", ")
        found = list(Location.objects.filter(name=name, place=place)[:1]) or list(
            Location.objects.filter(name__iexact=text)[:2]
        )
        if len(found) == 1:
            return found[0]
        self.add_error(
            f"meeting_{number}_location",
            _("Heyy doesn't know this location. Choose one from the list, or leave it empty and use Room."),
        )
        return None

    def draft(self) -> Draft:
        data = self.cleaned_data
        return Draft(
            title=data["title"],
            form=ActivityForm(data["form"]),
            summary=data["summary"],
            places=data["places"],
            description=data["description"],
            audience=Audience(data["audience"]),
            sectors=data["sectors"],
            themes=[int(theme) for theme in data["themes"]],
            meetings=data["meetings"],
        )


def _initial(activity: Activity) -> dict[str, Any]:
    values: dict[str, Any] = {
        name: getattr(activity, name) for name in ("title", "form", "summary", "description", "places", "audience")
    }
    values["themes"] = [str(theme.pk) for theme in activity.themes.all()]
    values["sectors"] = activity.sector_list
    for number, session in enumerate(activity.sessions.all(), start=1):
        start, end = clock.wall(session.starts_at), clock.wall(session.ends_at)
        row = {
            "day": start.date(),
            "start": start.time(),
            "end": end.time(),
            "room": session.room,
            "pk": session.pk,
            "location": str(session.location) if session.location else "",
        }
        values |= {f"meeting_{number}_{name}": value for name, value in row.items()}
    return values


def suggested_start(today: date) -> dict[str, Any]:
    """A first meeting two weeks ahead, on a Tuesday after school."""
    day = today + timedelta(days=14 + (1 - today.weekday()) % 7)
    return {"meeting_1_day": day, "meeting_1_start": time(15, 30), "meeting_1_end": time(17, 30)}


def partner_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Partners by kind, those from outside the schools first; boards come last, because they don't count as outside."""
    kinds = sorted(OrganisationKind, key=lambda kind: (kind in EDUCATION_KINDS, str(kind.label)))
    groups: dict[str, list[tuple[str, str]]] = {kind: [] for kind in kinds if kind not in _SCHOOL_KINDS}
    for row in Organisation.objects.exclude(kind__in=_SCHOOL_KINDS):
        groups[row.kind].append((str(row.pk), str(row)))
    by_name = {kind: sorted(rows, key=lambda row: row[1].lower()) for kind, rows in groups.items()}
    return [(str(OrganisationKind(kind).label), rows) for kind, rows in by_name.items() if rows]


_SCHOOL_KINDS = (OrganisationKind.TEAM, OrganisationKind.SCHOOL)


class PartnerForm(forms.Form):
    organisation = forms.ChoiceField(label=_("Partner"), choices=partner_choices)
    part = forms.ChoiceField(label=_("What does this partner do?"), choices=PartnerPart.choices)


class MakerForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address of your colleague"))
    role = forms.ChoiceField(label=_("What does this colleague do?"), choices=MakerRole.choices)


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=_("Why is it cancelled?"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Everyone who is registered reads this in a mail."),
    )
