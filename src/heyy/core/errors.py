"""What may go wrong by rule, told as sentences."""

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise

Sentence = str | Promise


class RuleBroken(Exception):
    """A rule of the centre says no. Subclasses carry the sentence and a code that never changes."""

    code = "rule-broken"
    sentence: Sentence = ""

    def __init__(self, sentence: Sentence = "", **about: object) -> None:
        self.sentence = sentence or self.sentence
        self.about = about
        super().__init__(self.code)

    def __str__(self) -> str:
        return str(self.sentence) % self.about if self.about else str(self.sentence)


class NotAllowed(PermissionDenied):
    """This person may not do this. Shown as page 403; what one may not see is a 404 instead."""
