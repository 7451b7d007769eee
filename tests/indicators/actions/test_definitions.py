import copy
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from heyy.core.errors import NotAllowed
from heyy.core.models import AuditEntry
from heyy.indicators.actions.definitions import define_indicators, save_history_value
from heyy.indicators.enums import Measure
from heyy.indicators.errors import NotANumber, NoteMissing, NoteTooLong, PeriodMissing, UnknownMeasure
from heyy.indicators.models import Figure, HistoryValue, Indicator
from tests.factories.indicators import FigureFactory, HistoryValueFactory
from tests.factories.meet4learn import NOW
from tests.factories.people import administrator, funder, member, relation_manager

pytestmark = pytest.mark.django_db

DEFINITIONS: list[dict[str, Any]] = [
    {
        "code": 2,
        "title_nl": "Partners van buiten",
        "title_en": "Partners from outside",
        "text_nl": "Bij tenminste 50% van de activiteiten.",
        "text_en": "In at least 50% of the activities.",
        "figures": [
            {
                "measure": "partner_share",
                "unit": "%",
                "target": 50,
                "due": "2018-08-31",
                "history": [
                    {
                        "on": date(2018, 8, 31),
                        "period_nl": "augustus 2018",
                        "period_en": "August 2018",
                        "value": 59,
                        "approximate": True,
                        "note_nl": "Eindverslag",
                        "note_en": "End report",
                    }
                ],
            },
            {"measure": "activities"},
        ],
    },
    {"code": "sub4", "title_nl": "Inbedding", "title_en": "Embedding", "text_nl": "Na afloop.", "text_en": "After."},
]


def _define(definitions: list[dict[str, Any]], actor: Any = None) -> list[Indicator]:
    return define_indicators(definitions, actor=actor, now=NOW)


def _everything() -> list[list[Any]]:
    models: tuple[Any, ...] = (Indicator, Figure, HistoryValue)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_indicators_stand_as_defined() -> None:
    second, embedding = _define(DEFINITIONS)
    assert (second.code, second.position, second.title_nl) == ("2", 1, "Partners van buiten")
    assert (embedding.code, embedding.position, embedding.figures.count()) == ("sub4", 2, 0)
    share, activities = second.figures.all()
    assert (share.measure, share.unit, share.target, share.due) == (
        Measure.PARTNER_SHARE,
        "%",
        Decimal(50),
        date(2018, 8, 31),
    )
    assert (activities.measure, activities.unit, activities.target, activities.due) == ("activities", "", None, None)
    value = share.history.get()
    assert (value.on, value.value, value.approximate, value.note_en) == (
        date(2018, 8, 31),
        Decimal(59),
        True,
        "End report",
    )


def test_defining_twice_changes_and_records_nothing() -> None:
    _define(DEFINITIONS)
    before = _everything()
    recorded = AuditEntry.objects.count()
    _define(copy.deepcopy(DEFINITIONS))
    assert _everything() == before
    assert (AuditEntry.objects.count(), recorded) == (2, 2)


def test_defining_again_changes_what_is_different_and_keeps_what_was_entered_since() -> None:
    _define(DEFINITIONS)
    share = Figure.objects.get(measure=Measure.PARTNER_SHARE)
    HistoryValueFactory(figure=share, on=date(2015, 1, 1), value=10)
    changed = copy.deepcopy(DEFINITIONS)
    changed[0]["figures"][0]["target"] = "60"
    changed[0]["figures"][0]["history"][0]["value"] = "59,5"
    _define(changed)
    share.refresh_from_db()
    assert share.target == Decimal(60)
    assert list(share.history.values_list("value", flat=True)) == [Decimal(10), Decimal("59.5")]
    assert Indicator.objects.count() == 2


def test_a_figure_can_move_to_another_indicator() -> None:
    _define(DEFINITIONS)
    moved = copy.deepcopy(DEFINITIONS)
    moved[1]["figures"] = [moved[0]["figures"].pop()]
    _define(moved)
    assert Figure.objects.get(measure=Measure.ACTIVITIES).indicator.code == "sub4"


def test_an_unknown_measure_is_refused_and_nothing_is_kept() -> None:
    wrong = copy.deepcopy(DEFINITIONS)
    wrong[0]["figures"][1]["measure"] = "hugs"
    with pytest.raises(UnknownMeasure) as refused:
        _define(wrong)
    assert "hugs" in str(refused.value)
    assert _everything() == [[], [], []]


def test_who_may_define() -> None:
    _define(DEFINITIONS, actor=administrator())
    for actor in (member(), funder(), relation_manager()):
        with pytest.raises(NotAllowed):
            _define(DEFINITIONS, actor=actor)


def _save(figure: Figure, actor: Any, **fields: Any) -> HistoryValue:
    given = {
        "on": date(2018, 8, 31),
        "period_nl": "augustus 2018",
        "period_en": "August 2018",
        "value": "59",
        "approximate": False,
        "note_nl": "Eindverslag",
        "note_en": "End report",
        **fields,
    }
    return save_history_value(figure=figure, **given, actor=actor, now=NOW)


def test_a_value_is_saved_and_recorded() -> None:
    figure, actor = FigureFactory(), relation_manager()
    value = _save(figure, actor, note_en="  End\nreport ")
    assert (value.figure, value.value, value.note_en) == (figure, Decimal(59), "End report")
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.verb, entry.object_id) == (actor.pk, "save_history_value", value.pk)


def test_a_second_value_on_the_same_day_replaces_the_first() -> None:
    figure, actor = FigureFactory(), administrator()
    first = _save(figure, actor)
    assert _save(figure, actor, value="60").pk == first.pk
    assert _save(figure, actor, value="60").value == Decimal(60)
    assert HistoryValue.objects.count() == 1
    assert AuditEntry.objects.count() == 2


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("59", "59"),
        (" 59 ", "59"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("1.150", "1150"),
        ("1,150", "1150"),
        ("1.150,5", "1150.5"),
        ("0", "0"),
        ("9999999,9", "9999999.9"),
        (59.0, "59"),
    ],
)
def test_numbers_as_people_write_them(text: Any, number: str) -> None:
    assert _save(FigureFactory(), administrator(), value=text).value == Decimal(number)


@pytest.mark.parametrize("text", ["", "many", "59%", "-1", "1.15", "1.1500", "1.150.00", "10000000", "NaN", "1e3", "٥"])
def test_what_is_no_number_is_told_in_a_sentence(text: str) -> None:
    with pytest.raises(NotANumber) as refused:
        _save(FigureFactory(), administrator(), value=text)
    assert f"“{text}”" in str(refused.value)
    assert not HistoryValue.objects.exists()


@pytest.mark.parametrize("name", ["note_nl", "note_en"])
def test_a_value_needs_its_note(name: str) -> None:
    with pytest.raises(NoteMissing):
        _save(FigureFactory(), administrator(), **{name: " \n"})
    assert not HistoryValue.objects.exists()


@pytest.mark.parametrize("name", ["period_nl", "period_en"])
def test_a_value_needs_its_period(name: str) -> None:
    with pytest.raises(PeriodMissing):
        _save(FigureFactory(), administrator(), **{name: ""})


@pytest.mark.parametrize(("name", "most"), [("note_nl", 300), ("note_en", 300), ("period_nl", 60), ("period_en", 60)])
def test_what_is_too_long_is_told_before_the_database_refuses(name: str, most: int) -> None:
    figure, actor = FigureFactory(), administrator()
    assert getattr(_save(figure, actor, **{name: "é" * most}), name) == "é" * most
    with pytest.raises(NoteTooLong) as refused:
        _save(figure, actor, **{name: "é" * (most + 1)})
    assert "300" in str(refused.value)


def test_who_may_enter_a_value() -> None:
    figure = FigureFactory()
    for actor in (None, member(), funder()):
        with pytest.raises(NotAllowed):
            _save(figure, actor)
    assert not HistoryValue.objects.exists()
