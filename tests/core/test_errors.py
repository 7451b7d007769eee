from django.utils import translation
from django.utils.translation import gettext_lazy

from heyy.core.errors import RuleBroken


class Full(RuleBroken):
    code = "full"
    sentence = "%(taken)s of %(places)s places are taken."


class Closed(RuleBroken):
    code = "closed"
    sentence = "100% closed."


class Worded(RuleBroken):
    code = "worded"
    sentence = gettext_lazy("Yes")


def test_str_fills_in_what_the_rule_is_about() -> None:
    assert str(Full(taken=3, places=4)) == "3 of 4 places are taken."


def test_str_leaves_a_sentence_alone_that_is_about_nothing() -> None:
    assert str(Closed()) == "100% closed."


def test_a_sentence_given_on_the_spot_comes_first() -> None:
    assert str(Closed("Come back tomorrow.")) == "Come back tomorrow."


def test_the_sentence_is_in_the_language_of_the_moment_it_is_read() -> None:
    problem = Worded()
    with translation.override("nl"):
        assert str(problem) == "Ja"
    with translation.override("en"):
        assert str(problem) == "Yes"


def test_the_code_is_what_a_log_shows() -> None:
    assert Full(taken=3, places=4).args == ("full",)
