from random import Random

from heyy.demo.content import read
from heyy.demo.wording import Wording, rings_true


def test_text_that_tells_a_theme_needs_that_theme() -> None:
    text = "Voor het eerst begrepen: een rubric op één A4."

    assert rings_true(text, frozenset({"formatief-toetsen", "VO"}))
    assert not rings_true(text, frozenset({"taal-lezen", "VO"}))


def test_every_word_that_tells_something_must_fit() -> None:
    text = "Mijn kleuters maakten zelf een toets."

    assert not rings_true(text, frozenset({"formatief-toetsen", "VO"}))
    assert rings_true(text, frozenset({"formatief-toetsen", "PO"}))


def test_texts_come_back_only_after_the_others() -> None:
    wording, random = Wording(["één", "twee", "drie"]), Random(3)

    first = {wording.choose((), random) for _ in range(3)}

    assert first == {"één", "twee", "drie"}


def test_there_is_always_something_to_say() -> None:
    random = Random(1)
    for texts in (read("closings"), read("thanks")["both"], read("messages")["intro_requests"]):
        assert Wording(texts).choose(("talk",), random) in texts
