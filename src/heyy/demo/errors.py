from django.utils.translation import gettext_lazy as _

from heyy.core.errors import RuleBroken


class DemoNotLoaded(RuleBroken):
    code = "demo-not-loaded"
    sentence = _("The demo centre isn't loaded yet. Run “heyy demo” and try again.")


class DemoLoadedAlready(RuleBroken):
    code = "demo-loaded-already"
    sentence = _(
        "There are people in this database already, so the demo centre is not loaded. Start with an empty one."
    )


class UnknownSize(RuleBroken):
    code = "unknown-size"
    sentence = _("There is no demo centre of the size %(size)s. Choose one of: %(sizes)s.")
