"""Answers of the monitor and the people who gave them never meet in one database."""

import pytest

from heyy.config import routers
from heyy.config.routers import AnswersRouter
from heyy.organisations.models import Organisation
from heyy.people.models import Person


@pytest.fixture
def answers_hold_people(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no app with answers yet; people stand in for it."""
    monkeypatch.setattr(routers, "ANSWERS_APPS", frozenset({"people"}))


def test_everything_else_goes_to_the_main_database() -> None:
    router = AnswersRouter()
    assert (router.db_for_read(Person), router.db_for_write(Person)) == ("default", "default")
    assert (router.allow_migrate("default", "people"), router.allow_migrate("answers", "people")) == (True, False)


def test_an_app_with_answers_goes_to_its_own_database(answers_hold_people: None) -> None:
    router = AnswersRouter()
    assert (router.db_for_read(Person), router.db_for_write(Person)) == ("answers", "answers")
    assert (router.allow_migrate("default", "people"), router.allow_migrate("answers", "people")) == (False, True)


def test_nothing_refers_from_one_database_to_the_other(answers_hold_people: None) -> None:
    router = AnswersRouter()
    assert router.allow_relation(Person(), Person())
    assert not router.allow_relation(Person(), Organisation())
