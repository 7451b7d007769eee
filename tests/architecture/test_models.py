"""What import contracts cannot see: foreign keys written as strings, and writing hidden in models."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

ROOT = Path(__file__).parents[2]


def layer_ranks() -> dict[str, int]:
    """The layers of the import contract, lowest first, each domain with its rank."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "layers")
    return {domain.strip(): rank for rank, layer in enumerate(reversed(layers)) for domain in layer.split("|")}


def our_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("heyy.")]


def upward_keys(source: type[models.Model], ranks: dict[str, int]) -> Iterator[str]:
    for field in source._meta.get_fields():
        target: Any = field.related_model if not field.auto_created else None
        if target is None or not target.__module__.startswith("heyy."):
            continue
        here, there = source._meta.app_label, target._meta.app_label
        if here != there and ranks[here] <= ranks[there]:
            yield f"{source.__name__}.{field.name} -> {target.__name__}"


def test_foreign_keys_point_down_the_layers() -> None:
    ranks = layer_ranks()

    assert [key for model in our_models() for key in upward_keys(model, ranks)] == []


def test_an_upward_foreign_key_would_be_found() -> None:
    from heyy.people.models import Affiliation

    upside_down = {"people": 0, "organisations": 1}

    assert list(upward_keys(Affiliation, upside_down)) == ["Affiliation.organisation -> Organisation"]


def test_models_write_nothing_behind_an_actions_back() -> None:
    hidden = [
        f"{model.__name__}.{name}"
        for model in our_models()
        for name in ("save", "delete", "save_base", "full_clean")
        if any(name in vars(cls) for cls in model.__mro__ if cls.__module__.startswith("heyy."))
    ]

    assert hidden == []


@pytest.mark.django_db(databases=["default", "answers"])
def test_every_change_of_a_model_has_its_migration(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("makemigrations", check=True, dry_run=True)

    assert capsys.readouterr().out == "No changes detected\n"
