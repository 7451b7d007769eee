from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.template import engines
from django.utils import translation

from heyy.ui.templatetags import ui
from tests.ui.rendering import render

DAY = datetime(2020, 3, 12, 14, 30, tzinfo=UTC)


def test_days_in_both_languages() -> None:
    with translation.override("nl"):
        assert [ui.day_month(DAY), ui.weekday_short(DAY), ui.month_short(DAY), ui.clock(DAY)] == [
            "12 maart",
            "do",
            "mrt",
            "15.30 uur",
        ]
        assert ui.day_long(DAY) == "donderdag 12 maart 2020"
    with translation.override("en"):
        assert [ui.day_month(DAY), ui.weekday_short(DAY), ui.month_short(DAY), ui.clock(DAY)] == [
            "12 March",
            "Thu",
            "Mar",
            "15:30",
        ]


def test_nothing_is_written_for_no_day() -> None:
    written = [
        filter_(None) for filter_ in (ui.day_month, ui.day_long, ui.day_number, ui.weekday_short, ui.month_short)
    ]
    assert written == [""] * 5
    assert [ui.clock(None), ui.iso(None), ui.ago(None), ui.waited(None), ui.when(None)] == [""] * 5


def test_the_machine_reads_the_moment_with_its_zone() -> None:
    assert ui.iso(DAY) == "2020-03-12T15:30+01:00"
    assert ui.iso(date(2020, 3, 12)) == "2020-03-12"


@pytest.mark.parametrize(
    ("value", "places", "dutch", "english"),
    [
        (3.614, 2, "3,61", "3.61"),
        (4, 1, "4,0", "4.0"),
        (1204, 0, "1.204", "1,204"),
        (12040.5, 1, "12.040,5", "12,040.5"),
        (None, 1, "–", "–"),
        ("", 1, "–", "–"),
    ],
)
def test_decimal(value: float | str | None, places: int, dutch: str, english: str) -> None:
    with translation.override("nl"):
        assert ui.decimal(value, places) == dutch
    with translation.override("en"):
        assert ui.decimal(value, places) == english


def test_paragraphs_escape_and_link() -> None:
    assert ui.paragraphs("Hey <b>you</b>\nthere\n\nSee https://example.org") == (
        "<p>Hey &lt;b&gt;you&lt;/b&gt;<br>there</p>\n\n"
        '<p>See <a href="https://example.org" rel="nofollow">https://example.org</a></p>'
    )
    assert ui.paragraphs(None) == "<p></p>"


@pytest.mark.parametrize(("key", "tone"), [(0, 0), (7, 1), ("1.205", 5), ("", 0), (None, 0)])
def test_the_colour_of_a_face_follows_the_number(key: int | str | None, tone: int) -> None:
    assert ui.face_tone(key) == tone


def test_a_face_keeps_silent_beside_a_name() -> None:
    person = SimpleNamespace(pk=8, initials="<A", full_name='Ann "A" <b>')
    assert ui.face(person) == '<span class="face" data-tone="2" aria-hidden="true">&lt;A</span>'
    assert 'role="img" title="Ann &quot;A&quot; &lt;b&gt;"' in ui.face(person, label=True)


@pytest.mark.parametrize(
    ("value", "whole", "width"),
    [
        (5, 20, "25%"),
        ("5", "20", "25%"),
        (30, 20, "100%"),
        (-1, 20, "0%"),
        (1, 0, "0%"),
        (None, 20, "0%"),
        (1, 3, "33.33%"),
    ],
)
def test_share(value: float | str | None, whole: float | str | None, width: str) -> None:
    assert ui.share(value, whole) == width


def test_spark_points_fill_the_box_and_skip_gaps() -> None:
    assert ui.spark_points([0, None, 10, 5]) == "0,30 66.67,2 100,16"
    assert ui.spark_points([5.0], 10.0) == "0,16"
    assert ui.spark_points([0, 0]) == "0,30 100,30"
    assert ui.spark_points([]) == ""


def test_spark_target_stands_in_the_same_box() -> None:
    assert ui.spark_target([0, 5], 10.0) == "2"
    assert ui.spark_target([0, 20], 10.0) == "16"
    assert ui.spark_target([1], None) == ""


def test_icons_are_hidden_unless_they_carry_the_meaning() -> None:
    assert (
        ui.icon("coffee") == '<svg class="icon" aria-hidden="true"><use href="/static/ui/icons.svg#coffee"></use></svg>'
    )
    assert ui.icon("lock", "Only <you>").startswith('<svg class="icon" role="img" aria-label="Only &lt;you&gt;">')


def test_once_keys_differ_and_are_long_enough() -> None:
    keys = {ui.once_key() for _ in range(50)}
    assert len(keys) == 50
    assert {len(key) for key in keys} == {22}


def test_joined_leaves_out_what_is_not_there() -> None:
    assert render('{% joined "Niekée" "" town by=" · " %}', town="<Roermond>") == "Niekée · &lt;Roermond&gt;"


def test_page_address_keeps_the_other_choices() -> None:
    assert render("{% page_address 3 %}", address="/agenda?theme=play&page=2") == "?theme=play&amp;page=3"


def test_kept_renders_once_per_language_and_argument() -> None:
    template = engines["django"].from_string(
        '{% kept kind counter %}{{ kind }} {{ counter.next }} {% translate "Menu" %}{% endkept %}'
    )
    counter = SimpleNamespace(next=iter(range(9)).__next__)
    counter_key = _Hashable(counter)

    def written(language: str, kind: str) -> str:
        with translation.override(language):
            return template.render({"kind": kind, "counter": counter_key})

    assert [written("en", "a"), written("en", "a"), written("en", "b"), written("nl", "a"), written("nl", "a")] == [
        "a 0 Menu",
        "a 0 Menu",
        "b 1 Menu",
        "a 2 Menu",
        "a 2 Menu",
    ]


class _Hashable:
    """Counts how often a template looks at it."""

    def __init__(self, counter: SimpleNamespace) -> None:
        self.next = counter.next


def test_kept_sees_its_arguments_and_nothing_of_the_page() -> None:
    template = engines["django"].from_string("{% kept kind %}{{ kind }}{{ person }}{% endkept %}")
    assert template.render({"kind": "a", "person": "Anna"}) == "a"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Eén & twee.\n\nDrie <b>", "<p>Eén &amp; twee.</p>\n\n<p>Drie &lt;b&gt;</p>"),
        ("Zie heyy.org/a", '<p>Zie <a href="http://heyy.org/a" rel="nofollow">heyy.org/a</a></p>'),
        ("Mail an@example.org", '<p>Mail <a href="mailto:an@example.org">an@example.org</a></p>'),
        (None, "<p></p>"),
    ],
)
def test_paragraphs_link_addresses_and_escape_the_rest(text: str | None, html: str) -> None:
    assert ui.paragraphs(text) == html
