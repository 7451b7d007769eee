from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone, translation

from heyy.ui import moments

NOW = datetime(2026, 3, 12, 14, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_2026(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.mark.parametrize(
    ("end", "dutch", "english"),
    [
        (None, "do 12 maart, 15.30 uur", "Thu 12 March, 15:30"),
        (NOW + timedelta(hours=2, minutes=30), "do 12 maart, 15.30–18.00 uur", "Thu 12 March, 15:30–18:00"),
        (
            NOW + timedelta(hours=20),
            "do 12 maart, 15.30 – vr 13 maart, 11.30 uur",
            "Thu 12 March, 15:30 – Fri 13 March, 11:30",
        ),
    ],
)
def test_when_in_the_form_of_the_language(end: datetime | None, dutch: str, english: str) -> None:
    with translation.override("nl"):
        assert moments.when(NOW, end) == dutch
    with translation.override("en"):
        assert moments.when(NOW, end) == english


def test_when_names_another_year() -> None:
    with translation.override("nl"):
        assert moments.when(NOW - timedelta(days=365)) == "wo 12 maart 2025, 15.30 uur"


def test_when_is_asked_again_a_year_later(monkeypatch: pytest.MonkeyPatch) -> None:
    with translation.override("nl"):
        assert moments.when(NOW) == "do 12 maart, 15.30 uur"
        monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=365))
        assert moments.when(NOW) == "do 12 maart 2026, 15.30 uur"


def test_when_of_days() -> None:
    with translation.override("nl"):
        assert moments.when(date(2026, 3, 12)) == "do 12 maart"
        assert moments.when(date(2026, 3, 12), date(2026, 3, 12)) == "do 12 maart"
        assert moments.when(date(2026, 3, 12), date(2026, 3, 14)) == "do 12 maart – za 14 maart"


@pytest.mark.parametrize(
    ("moment", "shows"),
    [
        (datetime(2026, 3, 29, 0, 30, tzinfo=UTC), "zo 29 maart, 01.30 uur"),
        (datetime(2026, 3, 29, 1, 30, tzinfo=UTC), "zo 29 maart, 03.30 uur"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "zo 25 oktober, 02.30 uur"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "zo 25 oktober, 02.30 uur"),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "vr 1 januari 2027, 00.30 uur"),
    ],
)
def test_when_follows_the_clock_on_the_wall(moment: datetime, shows: str) -> None:
    with translation.override("nl"):
        assert moments.when(moment) == shows


@pytest.mark.parametrize(
    ("gone", "shows"),
    [
        (timedelta(seconds=30), "just now"),
        (timedelta(minutes=5), "5 minutes ago"),
        (timedelta(hours=3), "today"),
        (timedelta(hours=20), "yesterday"),
        (timedelta(days=3), "3 days ago"),
        (timedelta(days=15), "2 weeks ago"),
        (timedelta(days=61), "2 months ago"),
        (timedelta(days=800), "2 years ago"),
    ],
)
def test_ago_in_the_largest_unit_that_fits(gone: timedelta, shows: str) -> None:
    with translation.override("en"):
        assert moments.ago(NOW - gone, NOW) == shows


def test_ago_of_a_day() -> None:
    with translation.override("en"):
        assert moments.ago(date(2026, 3, 12), NOW) == "today"
        assert moments.ago(date(2026, 3, 11), NOW) == "yesterday"


def test_waited_counts_days_by_the_calendar() -> None:
    with translation.override("en"):
        assert moments.waited(NOW - timedelta(hours=1), NOW) == "since today"
        assert moments.waited(NOW - timedelta(hours=20), NOW) == "1 day"
        assert moments.waited(NOW - timedelta(days=40), NOW) == "5 weeks"
        assert moments.waited(NOW - timedelta(days=365), NOW) == "12 months"
        assert moments.waited(NOW - timedelta(days=731), NOW) == "2 years"
