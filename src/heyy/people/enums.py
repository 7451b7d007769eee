from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """Roles above member. Everybody who signs in is a member."""

    TEAM_LEADER = "team_leader", _("Team leader")
    SCHOOL_LEADER = "school_leader", _("School leader")
    BROKER = "broker", _("Broker")
    RELATION_MANAGER = "relation_manager", _("Relation manager")
    PARTNER_CONTACT = "partner_contact", _("Partner contact")
    RESEARCHER = "researcher", _("Researcher")
    FUNDER = "funder", _("Funder or board member")
    ADMINISTRATOR = "administrator", _("Administrator")


CENTRE_ROLES = frozenset({Role.RELATION_MANAGER, Role.RESEARCHER, Role.FUNDER, Role.ADMINISTRATOR})


class Audience(TextChoices):
    """Who may see something, from few to all."""

    ME = "me", _("Only me")
    TEAM = "team", _("My team")
    SCHOOL = "school", _("My school")
    MEMBERS = "members", _("Everyone who is signed in")
    PUBLIC = "public", _("Everyone, also visitors")


class EvidenceKind(TextChoices):
    DID = "did", _("has done")
    OFFERS = "offers", _("offers")
    CURIOUS = "curious", _("is curious about")
    HELPED = "helped", _("helped a colleague")
    WROTE = "wrote", _("wrote about")


class ProfileFieldName(TextChoices):
    NAME = "name", _("Name")
    SCHOOL = "school", _("School")
    ABOUT = "about", _("About me")
    PHONE = "phone", _("Telephone")
    EMAIL = "email", _("E-mail")


DEFAULT_AUDIENCES = {ProfileFieldName.NAME: Audience.MEMBERS, ProfileFieldName.SCHOOL: Audience.MEMBERS}
