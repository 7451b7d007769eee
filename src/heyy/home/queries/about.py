"""The texts of the page about Heyy, kept in about.yaml."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def about_texts(language: str) -> dict[str, Any]:
    """Intro (paragraphs), pillars (code, name, text) and promise (sentences) in the language; Dutch otherwise."""
    raw = yaml.safe_load((Path(__file__).parent.parent / "about.yaml").read_text(encoding="utf-8"))
    end = "_en" if language == "en" else ""
    return {
        "intro": raw[f"intro{end}"],
        "pillars": [{"code": row["code"], "name": row["name"], "text": row[f"text{end}"]} for row in raw["pillars"]],
        "promise": [row[f"text{end}"] for row in raw["promise"]],
    }
