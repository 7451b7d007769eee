"""Keeps the answers of the monitor in a database of their own."""

from typing import Any

ANSWERS_APPS: frozenset[str] = frozenset()


class AnswersRouter:
    """Sends the apps that hold answers to `answers`, and everything else away from it."""

    def db_for_read(self, model: type[Any], **hints: Any) -> str:
        return "answers" if model._meta.app_label in ANSWERS_APPS else "default"

    db_for_write = db_for_read

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        return self.db_for_read(one.__class__) == self.db_for_read(other.__class__)

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return (app_label in ANSWERS_APPS) == (db == "answers")
