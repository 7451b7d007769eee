"""Reads whose SQL is written once.

Django takes some ten times as long to write the statement of a small read as the database takes to answer it. What
every page reads (who signed in, who makes an activity) is therefore prepared: written at its first use, kept, and sent
again with other values.
"""

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache, wraps
from typing import Any, ParamSpec

from django.db import connection
from django.db.models import QuerySet

P = ParamSpec("P")
Row = tuple[Any, ...]

# Values that no query has of its own: they show where in the statement the arguments go.
_STAND_INS: dict[type, Callable[[int], Any]] = {
    int: lambda place: 2_147_470_000 + place,
    str: lambda place: f"\ue000{place}",
    date: lambda place: date(9990, 1, 1) + timedelta(days=place),
    datetime: lambda place: datetime(9990, 1, 1, 1, 1, 1, 1, tzinfo=UTC) + timedelta(days=place),
}


def prepared(make: Callable[P, QuerySet[Any, Any]]) -> Callable[P, list[Row]]:
    """Makes a function that returns a queryset of `values_list` into one that returns its rows.

    Arguments are keyword-only, of type int, str, date or datetime. They may appear as values only: the shape of the
    query must not depend on them.
    """

    @cache
    def statement() -> _Statement:
        return _write(make)

    @wraps(make)
    def read(*_: P.args, **values: P.kwargs) -> list[Row]:
        return statement().rows(values)

    return read


@dataclass(frozen=True)
class _Statement:
    """`params` holds for each place the name of the argument that goes there, or a fixed value."""

    sql: str
    params: Sequence[tuple[str, Any]]
    converters: Sequence[tuple[int, Sequence[Callable[..., Any]], Any]]

    def rows(self, values: dict[str, Any]) -> list[Row]:
        adapted = {name: _adapted(value) for name, value in values.items()}
        with connection.cursor() as cursor:
            cursor.execute(self.sql, [adapted[name] if name else fixed for name, fixed in self.params])
            rows = cursor.fetchall()
        return [self._converted(row) for row in rows] if self.converters else rows

    def _converted(self, row: Row) -> Row:
        cells = list(row)
        for place, convert, expression in self.converters:
            for one in convert:
                cells[place] = one(cells[place], expression, connection)
        return tuple(cells)


def _write(make: Callable[..., QuerySet[Any, Any]]) -> _Statement:
    kinds = {name: parameter.annotation for name, parameter in inspect.signature(make).parameters.items()}
    stand_ins = {name: _STAND_INS[kind](place) for place, (name, kind) in enumerate(kinds.items())}
    names = {_adapted(value): name for name, value in stand_ins.items()}
    compiler = make(**stand_ins).query.get_compiler(connection.alias)
    sql, params = compiler.as_sql()
    places = [(names.get(param, ""), param) for param in params]
    if missing := set(kinds) - {name for name, _ in places}:
        raise TypeError(f"{make.__qualname__}: no plain value in the statement: {', '.join(sorted(missing))}")
    columns = [column for column, *_ in compiler.select[: compiler.col_count]]
    converters = compiler.get_converters(columns)
    return _Statement(sql, places, [(place, *both) for place, both in converters.items()])


def _adapted(value: Any) -> Any:
    """As the driver of the database takes it."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    return value
