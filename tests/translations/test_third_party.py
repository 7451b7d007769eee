"""Sentences of libraries that we say in our own Dutch: the libraries still have them, and ours is what people read."""

from pathlib import Path

import allauth
import django
import polib
import pytest
from django.utils.translation import gettext, override

from heyy.people.third_party_strings import PAIRS, SENTENCES

FOLDERS = (
    Path(allauth.__file__).parent / "locale/nl",
    Path(django.__file__).parent / "conf/locale/en",
    Path(django.__file__).parent / "contrib/auth/locale/en",
)


def test_the_libraries_still_have_each_sentence() -> None:
    theirs = {
        entry.msgid
        for folder in FOLDERS
        for entry in polib.pofile(str(folder / "LC_MESSAGES/django.po"))
        if not entry.obsolete
    }

    assert {*SENTENCES, *(singular for singular, plural in PAIRS)} - theirs == set()


@pytest.mark.parametrize(
    ("english", "dutch"),
    [("Sign Out", "Log uit"), ("Verified", "Bevestigd"), ("You have signed out.", "Je bent uitgelogd.")],
)
def test_our_dutch_wins_over_theirs(english: str, dutch: str) -> None:
    with override("nl"):
        assert gettext(english) == dutch
