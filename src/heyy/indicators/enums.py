from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Measure(TextChoices):
    """What can be counted from the rows. Each has one counting query in `queries/counting.py`."""

    ACTIVITIES = "activities", _("Activities held")
    THEMES = "themes", _("Themes with activities")
    PARTNER_SHARE = "partner_share", _("Share of activities with a partner from outside")
    CORE_PERSONS = "core_persons", _("People active in the core (unique)")
    REACHED_PERSONS = "reached_persons", _("People who took part (unique)")
    PARTICIPATIONS = "participations", _("Participations")
    SCHOOLS = "schools", _("Schools that take part")
