from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from heyy.core.errors import NotAllowed
from heyy.core.models import AuditEntry
from heyy.organisations.actions.themes import save_theme
from heyy.organisations.models import Organisation, Theme
from tests.factories.organisations import PartnerFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 11, 9, 0, tzinfo=UTC)


def _save(name: str, *, carriers: list[Organisation] | None = None, actor: object = None) -> Theme:
    return save_theme(
        slug="toetsen",
        name_nl=name,
        name_en="Assessment",
        description="Zien waar leerlingen staan.",
        carriers=carriers,
        actor=actor,
        now=NOW,
    )


def test_save_theme_adds_and_then_changes_the_same_one() -> None:
    first, second = PartnerFactory.create_batch(2)
    _save("Toetsen", carriers=[first])

    theme = _save("Formatief toetsen", carriers=[second])

    assert Theme.objects.get() == theme
    assert (theme.name_nl, theme.name_en, theme.description) == (
        "Formatief toetsen",
        "Assessment",
        "Zien waar leerlingen staan.",
    )
    assert list(theme.carriers.all()) == [second]
    assert list(AuditEntry.objects.values_list("verb", "kind", "object_id")) == [("save_theme", "theme", theme.pk)] * 2


def test_save_theme_without_carriers_leaves_them() -> None:
    partner = PartnerFactory()
    _save("Toetsen", carriers=[partner])

    assert list(_save("Toetsen").carriers.all()) == [partner]


def test_others_may_not_save_themes() -> None:
    with pytest.raises(NotAllowed):
        _save("Toetsen", actor=SimpleNamespace(pk=8, role_names=frozenset({"broker"})))

    assert Theme.objects.count() == 0
