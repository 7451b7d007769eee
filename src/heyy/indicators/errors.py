"""What can go wrong with what is entered by hand, told as sentences."""

from django.utils.translation import gettext_lazy as _

from heyy.core.errors import RuleBroken


class NotANumber(RuleBroken):
    code = "value-is-no-number"
    sentence = _(
        "“%(value)s” is not a number Heyy can keep. Write digits from 0 to 9,999,999, such as 59 or 12.5."
        " Nothing was saved."
    )


class NoteMissing(RuleBroken):
    code = "value-without-note"
    sentence = _("Say in a note where this value comes from, in Dutch and in English. Nothing was saved.")


class NoteTooLong(RuleBroken):
    code = "note-too-long"
    sentence = _(
        "A note has at most %(most)s characters, a period %(most_period)s. Make them shorter. Nothing was saved."
    )


class PeriodMissing(RuleBroken):
    code = "value-without-period"
    sentence = _("Say which period this value is about, in Dutch and in English. Nothing was saved.")


class UnknownMeasure(RuleBroken):
    code = "unknown-measure"
    sentence = _("Heyy has no way to count “%(measure)s”. Choose one of: %(known)s. Nothing was saved.")
