from django.utils.translation import gettext_lazy as _

from heyy.core.errors import RuleBroken


class ThanksToOneself(RuleBroken):
    code = "thanks-to-oneself"
    sentence = _("You can't thank yourself. Somebody else surely will.")


class RoleNeedsScope(RuleBroken):
    code = "role-needs-scope"
    sentence = _("This role holds for one organisation. Choose the team, school or partner it is for.")


class LineTooShort(RuleBroken):
    code = "line-too-short"
    sentence = _("Write a line of at least ten characters, so that a colleague knows what to expect.")


class NotAnEmailAddress(RuleBroken):
    code = "not-an-email-address"
    sentence = _("%(email)s is not an e-mail address.")


class NotAWorkplace(RuleBroken):
    code = "not-a-workplace"
    sentence = _("Choose the school or organisation you work for. Its leader adds you to a team.")
