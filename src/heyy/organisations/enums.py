from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OrganisationKind(TextChoices):
    BOARD = "board", _("School board")
    SCHOOL = "school", _("School")
    TEAM = "team", _("Team")
    COMPANY = "company", _("Company")
    GOVERNMENT = "government", _("Government")
    CARE = "care", _("Care")
    CULTURE = "culture", _("Culture")
    HIGHER_EDUCATION = "higher_education", _("Higher education")
    VOCATIONAL = "vocational", _("Vocational college")
    OTHER = "other", _("Other organisation")


EDUCATION_KINDS = frozenset({OrganisationKind.BOARD, OrganisationKind.SCHOOL, OrganisationKind.TEAM})


class Sector(TextChoices):
    PO = "PO", _("primary education")
    SO = "SO", _("special education")
    VO = "VO", _("secondary education")
    MBO = "MBO", _("vocational education")
    HBO = "HBO", _("universities of applied sciences")
    WO = "WO", _("universities")
    BUSINESS = "business", _("business")
    GOVERNMENT = "government", _("government")
    CARE = "care", _("care")
    CULTURE = "culture", _("culture")
    OTHER = "other", _("elsewhere")


class HolidayRegion(TextChoices):
    NORTH = "noord", _("North")
    MIDDLE = "midden", _("Middle")
    SOUTH = "zuid", _("South")
