"""The small centre, and every address that Heyy can have."""

import importlib.util
import logging
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.urls import set_urlconf

from tests.policy.centre import Centre, build_centre


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """A refusal is written to the log with its traceback, and here nearly everything is refused."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def centre(db: None) -> Centre:
    return build_centre()


@pytest.fixture(autouse=True)
def _every_address(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The addresses of the demo centre too, which the mode of the tests leaves out."""
    monkeypatch.setattr(settings, "ROOT_URLCONF", "tests.policy.every_address")
    monkeypatch.setattr(settings, "DEMO", importlib.util.find_spec("heyy.demo.urls") is not None)
    set_urlconf(None)
    yield
    set_urlconf(None)
