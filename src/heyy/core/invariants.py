"""What must always hold, whatever happened. Each domain says its own in `invariants.py`; `heyy check` asks them all."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.module_loading import autodiscover_modules

Breaches = Callable[[], list[str]]


@dataclass(frozen=True)
class Invariant:
    sentence: str
    breaches: Breaches


_INVARIANTS: list[Invariant] = []


def invariant(sentence: str) -> Callable[[Breaches], Breaches]:
    """Enters a function that returns one sentence per breach, and an empty list when all is well."""

    def enter(breaches: Breaches) -> Breaches:
        _INVARIANTS.append(Invariant(sentence, breaches))
        return breaches

    return enter


def all_invariants() -> list[Invariant]:
    autodiscover_modules("invariants")
    return list(_INVARIANTS)
