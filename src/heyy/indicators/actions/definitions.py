"""What the centre promised its funder, and the values from before the system."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from django.db import models, transaction

from heyy.core.actions.audit import record
from heyy.indicators.enums import Measure
from heyy.indicators.errors import NotANumber, NoteMissing, NoteTooLong, PeriodMissing, UnknownMeasure
from heyy.indicators.models import Figure, HistoryValue, Indicator
from heyy.indicators.policies import INDICATOR

MOST_NOTE, MOST_PERIOD = 300, 60
LARGEST = Decimal("9999999.9")
_NUMBER = re.compile(r"\d+(?:[.,]\d)?|\d{1,3}(?:\.\d{3})+(?:,\d)?|\d{1,3}(?:,\d{3})+(?:\.\d)?", re.ASCII)

M = TypeVar("M", bound=models.Model)


@transaction.atomic
def define_indicators(definitions: Iterable[Mapping[str, Any]], *, actor: Any, now: datetime) -> list[Indicator]:
    """Puts indicators, figures and hand-entered values as defined, in that order. A second time changes nothing.

    What a definition no longer names stays: values entered later must not get lost.
    """
    INDICATOR.check(actor, "define", None)
    indicators = []
    for position, definition in enumerate(definitions, 1):
        texts = {name: definition[name] for name in ("title_nl", "title_en", "text_nl", "text_en")}
        indicator, is_changed = _put(Indicator, {"code": str(definition["code"])}, {"position": position, **texts})
        for place, figure in enumerate(definition.get("figures") or (), 1):
            is_changed |= _put_figure(indicator, place, figure)
        if is_changed:
            record(actor=actor, verb="define_indicator", thing=indicator, now=now)
        indicators.append(indicator)
    return indicators


@transaction.atomic
def save_history_value(
    *,
    figure: Figure,
    on: date,
    period_nl: str,
    period_en: str,
    value: str | float | Decimal,
    approximate: bool,
    note_nl: str,
    note_en: str,
    actor: Any,
    now: datetime,
) -> HistoryValue:
    """Keeps one value entered by hand, with where it comes from; on the same day it replaces the one before."""
    INDICATOR.check(actor, "enter_value", figure)
    given = {
        "on": on,
        "period_nl": period_nl,
        "period_en": period_en,
        "value": value,
        "approximate": approximate,
        "note_nl": note_nl,
        "note_en": note_en,
    }
    history_value, is_changed = _put_value(figure, given)
    if is_changed:
        record(actor=actor, verb="save_history_value", thing=history_value, now=now, figure=figure.measure)
    return history_value


def _put_figure(indicator: Indicator, place: int, given: Mapping[str, Any]) -> bool:
    if given["measure"] not in Measure.values:
        raise UnknownMeasure(measure=given["measure"], known=", ".join(Measure.values))
    fields = {
        "indicator": indicator,
        "position": place,
        "unit": given.get("unit") or "",
        "target": None if given.get("target") is None else _number(given["target"]),
        "due": _day(given["due"]) if given.get("due") else None,
    }
    figure, is_changed = _put(Figure, {"measure": given["measure"]}, fields)
    for value in given.get("history") or ():
        is_changed |= _put_value(figure, value)[1]
    return is_changed


def _put_value(figure: Figure, given: Mapping[str, Any]) -> tuple[HistoryValue, bool]:
    words = {name: " ".join(given[name].split()) for name in ("period_nl", "period_en", "note_nl", "note_en")}
    if not words["note_nl"] or not words["note_en"]:
        raise NoteMissing
    if not words["period_nl"] or not words["period_en"]:
        raise PeriodMissing
    if any(len(text) > (MOST_NOTE if name.startswith("note") else MOST_PERIOD) for name, text in words.items()):
        raise NoteTooLong(most=MOST_NOTE, most_period=MOST_PERIOD)
    fields = {"value": _number(given["value"]), "approximate": bool(given.get("approximate")), **words}
    return _put(HistoryValue, {"figure": figure, "on": _day(given["on"])}, fields)


def _put(model: type[M], key: dict[str, Any], fields: dict[str, Any]) -> tuple[M, bool]:
    """The row of this key with these fields, and whether anything had to be written."""
    row = model._default_manager.filter(**key).first()
    if row is None:
        return model._default_manager.create(**key, **fields), True
    changed = [name for name, value in fields.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, fields[name])
    if changed:
        row.save(update_fields=changed)
    return row, bool(changed)


def _number(value: str | float | Decimal) -> Decimal:
    """People write 1.150, 1,150 or 12,5: at most one decimal is kept, so no form can mean two things."""
    text = str(value).strip()
    if not _NUMBER.fullmatch(text):
        raise NotANumber(value=value)
    whole, decimal = (text[:-2], text[-1]) if text[-2:-1] in (".", ",") else (text, "0")
    number = Decimal(re.sub(r"\D", "", whole) + "." + decimal)
    if number > LARGEST:
        raise NotANumber(value=value)
    return number


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)
