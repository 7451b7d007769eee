"""Every sentence that the tree marks for translation has a Dutch one, and the compiled file says the same.

English is what the code itself holds, so it needs no file.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

import heyy

SOURCE = Path(heyy.__file__).parent
DUTCH = Path("locale/nl/LC_MESSAGES")

pytestmark = pytest.mark.skipif(shutil.which("msgmerge") is None, reason="gettext is not installed")


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> polib.POFile:
    """The catalogue as `make messages` would make it now, from a copy of the tree."""
    copy = tmp_path_factory.mktemp("tree") / "heyy"
    shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    words = ["-m", "django", "makemessages", "--locale", "nl", "--no-location", "--no-obsolete"]
    done = subprocess.run([sys.executable, *words], cwd=copy, env=os.environ, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return polib.pofile(str(copy / DUTCH / "django.po"))


def test_every_sentence_has_a_dutch_one(collected: polib.POFile) -> None:
    assert [entry.msgid for entry in collected.untranslated_entries()] == []


def test_no_translation_is_a_guess_of_the_tools(collected: polib.POFile) -> None:
    assert [entry.msgid for entry in collected.fuzzy_entries()] == []


def test_the_catalogue_holds_what_the_tree_says_and_no_more(collected: polib.POFile) -> None:
    committed = {entry.msgid_with_context for entry in polib.pofile(str(SOURCE / DUTCH / "django.po"))}

    assert committed == {entry.msgid_with_context for entry in collected}


def test_the_compiled_file_is_up_to_date() -> None:
    source = polib.pofile(str(SOURCE / DUTCH / "django.po"))
    compiled = polib.mofile(str(SOURCE / DUTCH / "django.mo"))

    assert meanings(compiled) == meanings(source)


def meanings(catalogue: polib.POFile | polib.MOFile) -> dict[str, str | dict[int, str]]:
    return {entry.msgid_with_context: entry.msgstr_plural or entry.msgstr for entry in catalogue if entry.msgid}
