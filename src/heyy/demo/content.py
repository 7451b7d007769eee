"""The written content of the demo centre, read from `content/`."""

from dataclasses import dataclass
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "content"
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast, where the C library is there


@cache
def read(name: str) -> Any:
    return yaml.load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 - both are safe


@dataclass(frozen=True)
class QuestionText:
    """A question as somebody asks it. `answer_kind` is empty when nobody wrote down what answered it."""

    text: str
    themes: tuple[str, ...]
    sector: str
    asked_for: str
    answer_kind: str
    answer: str
    comments: tuple[str, ...]


@dataclass(frozen=True)
class ActivityText:
    """An activity as its makers announce it. `report_date` is set for those of the end report."""

    slug: str
    title: str
    form: str
    summary: str
    description: str
    themes: tuple[str, ...]
    sectors: tuple[str, ...]
    partners: tuple[tuple[str, str], ...]
    schools: tuple[str, ...]
    places: int
    sessions: int
    start: time
    minutes: int
    is_upcoming: bool
    is_online: bool
    report_date: date | None
    grew_from: tuple[str, ...]


@cache
def question_texts() -> tuple[QuestionText, ...]:
    return tuple(_question(row) for row in read("questions"))


def _question(row: dict[str, Any]) -> QuestionText:
    answer = row["answer"] or {"kind": "", "text": ""}
    return QuestionText(
        text=row["text"],
        themes=tuple(row["themes"]),
        sector=row["sector"],
        asked_for=row["asker"],
        answer_kind=answer["kind"],
        answer=answer["text"],
        comments=tuple(row["comments"]),
    )


@cache
def activity_texts() -> tuple[ActivityText, ...]:
    return tuple(_activity(row) for row in read("activities"))


def _activity(row: dict[str, Any]) -> ActivityText:
    report = read("report")
    return ActivityText(
        slug=row["slug"],
        title=row["title"],
        form=row["form"],
        summary=row["summary"],
        description=row["description"],
        themes=tuple(row["themes"]),
        sectors=tuple(row["sectors"]),
        partners=tuple((partner["slug"], partner["role"]) for partner in row["partners"]),
        schools=tuple(report["schools"][name] for name in row.get("schools", ())),
        places=row["places"],
        sessions=row["sessions"],
        start=time.fromisoformat(row["start"]),
        minutes=row["minutes"],
        is_upcoming=row["when"] == "upcoming",
        is_online=row["online"],
        report_date=report["dates"].get(row["slug"]),
        grew_from=tuple(_question_texts_that_begin(read("grew-from").get(row["slug"], ()))),
    )


def _question_texts_that_begin(beginnings: list[str]) -> list[str]:
    return [row["text"] for beginning in beginnings for row in read("questions") if row["text"].startswith(beginning)]
