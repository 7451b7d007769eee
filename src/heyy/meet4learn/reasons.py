"""Why somebody is suggested, as one sentence."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from heyy.meet4learn.models import Suggestion

_DEED: dict[str, Callable[[], str]] = {
    "offers": lambda: _("%(name)s offers: %(line)s"),
    "did": lambda: _("%(name)s did this before: %(line)s"),
    "helped": lambda: _("%(name)s helped a colleague with: %(line)s"),
    "wrote": lambda: _("%(name)s wrote about: %(line)s"),
    "curious": lambda: _("%(name)s is curious about: %(line)s"),
}
_MORE: dict[str, Callable[[], str]] = {
    "other_sector": lambda: _("looks at it from another sector"),
    "other_school": lambda: _("works at another school"),
    "met_before": lambda: _("you met before"),
    "rarely_asked": lambda: _("was seldom asked so far"),
}


def reason(suggestion: Suggestion) -> str:
    """One sentence from the codes of matching: what the person did or offers, and at most two more things."""
    codes = suggestion.reasons
    line = suggestion.evidence.line.strip().rstrip(".") if suggestion.evidence else ""
    kind = next((code for code in codes if code in _DEED), "")
    deed = _DEED[kind]() if kind and line else _("%(name)s works on the same themes")
    sentence = deed % {"name": suggestion.person.first_name, "line": line}
    more = [words() for code, words in _MORE.items() if code in codes]
    if "other_sector" in codes and len(more) > 1:
        more = [words for words in more if words != _MORE["other_school"]()]
    return f"{sentence} ({', '.join(more[:2])})." if more else f"{sentence}."
