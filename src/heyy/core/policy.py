"""Who may do what, as one table per class of objects.

A row is a verb with the set of names that may: roles ("broker") and relations to the object ("asker").
Each domain writes its tables in `policies.py`; actions check them, queries start from them, pages ask them.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from heyy.core.errors import NotAllowed

T = TypeVar("T")


@dataclass(frozen=True)
class Policy(Generic[T]):
    """`standing(person, thing)` names what the person is to the thing; `table` says what that allows."""

    kind: str
    table: Mapping[str, Collection[str]]
    standing: Callable[[Any, T], set[str]]

    def allows(self, person: Any, verb: str, thing: T) -> bool:
        return not self.standing(person, thing).isdisjoint(self.table[verb])

    def verbs(self, person: Any, thing: T) -> frozenset[str]:
        """Every verb this person has here; reads the standing once."""
        standing = self.standing(person, thing)
        return frozenset(verb for verb, who in self.table.items() if not standing.isdisjoint(who))

    def check(self, person: Any, verb: str, thing: T) -> None:
        if not self.allows(person, verb, thing):
            raise NotAllowed(f"{self.kind}: {verb}")
