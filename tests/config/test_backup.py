import json
import tarfile
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.db import connections

from heyy.config.backup import _one_moment
from heyy.core.models import OnceKey
from tests.config.installation import SERVER, Installation, installation
from tests.factories.meet4learn import NOW

PAIRS = [("sqlite", "sqlite")]
if SERVER.startswith("postgres"):
    PAIRS = [("sqlite", "postgresql"), ("postgresql", "sqlite"), ("postgresql", "postgresql")]


def manifest_of(archive: Path) -> dict[str, Any]:
    with tarfile.open(archive) as opened:
        content = opened.extractfile("manifest.json")
        assert content is not None
        return {name: value for name, value in json.load(content).items() if name != "made_at"}


@pytest.fixture
def filled(heyy: Installation, tmp_path: Path) -> Path:
    """A backup of an installation with rows and files."""
    heyy.python("tests.config.filling")
    done = heyy.heyy("backup", tmp_path / "backup.tar.gz")
    assert done.returncode == 0, done.stderr
    return tmp_path / "backup.tar.gz"


@pytest.mark.parametrize(("source", "target"), PAIRS)
def test_a_restored_installation_equals_the_one_that_was_backed_up(
    source: str, target: str, prepared: Path, tmp_path: Path
) -> None:
    with (
        installation(tmp_path / "old", engine=source, prepared=prepared) as old,
        installation(tmp_path / "new", engine=target, prepared=prepared) as new,
    ):
        assert old.heyy("migrate").returncode == 0
        old.python("tests.config.filling")
        first, second = tmp_path / "first.tar.gz", tmp_path / "second.tar.gz"
        assert old.heyy("backup", first).returncode == 0

        restored = new.heyy("restore", first)

        assert restored.returncode == 0, restored.stderr
        assert new.heyy("backup", second).returncode == 0
        assert manifest_of(second) == manifest_of(first)
        assert (new.folder / "files/faces/one.svg").read_bytes() == b"<svg/>"
        assert "ok  the audit trail is whole" in new.heyy("check").stdout
        assert new.python("tests.config.next_person") == old.python("tests.config.next_person")


def test_a_backup_holds_rows_but_no_keys_to_accounts(filled: Path) -> None:
    manifest = manifest_of(filled)
    rows = {table["table"]: table["rows"] for table in manifest["tables"]}

    assert (rows["people_person"], rows["core_auditentry"], rows["meet4learn_learningquestion_themes"]) == (2, 2, 1)
    assert "django_session" not in rows
    assert [file["name"] for file in manifest["files"]] == ["empty.bin", "faces/one.svg"]
    assert filled.stat().st_mode & 0o777 == 0o600


def test_a_backup_never_overwrites_another(heyy: Installation, filled: Path) -> None:
    before = filled.read_bytes()

    done = heyy.heyy("backup", filled)

    assert done.returncode == 1
    assert "A backup never overwrites another: choose a new name." in done.stderr
    assert filled.read_bytes() == before


def test_restore_refuses_an_installation_that_holds_rows(heyy: Installation, filled: Path) -> None:
    done = heyy.heyy("restore", filled)

    assert done.returncode == 1
    assert "the database is not empty" in done.stderr


@pytest.fixture
def empty(prepared: Path, tmp_path: Path) -> Iterator[Installation]:
    with installation(tmp_path / "empty", prepared=prepared) as one:
        yield one


@pytest.mark.parametrize("damage", ["cut", "changed", "no archive"])
def test_restore_of_a_damaged_backup_changes_nothing(
    damage: str, filled: Path, empty: Installation, tmp_path: Path
) -> None:
    damaged = tmp_path / "damaged.tar.gz"
    if damage == "cut":
        damaged.write_bytes(filled.read_bytes()[:-2000])
    elif damage == "changed":
        with tarfile.open(filled) as good, tarfile.open(damaged, "w:gz") as bad:
            for member in good:
                content = good.extractfile(member)
                assert content is not None
                text = content.read().replace(b"Anna", b"Anne")
                path = tmp_path / "member"
                path.write_bytes(text)
                bad.add(path, member.name)
    else:
        damaged.write_text("no archive")

    done = empty.heyy("restore", damaged)

    assert done.returncode == 1
    assert "cannot be read as a backup" in done.stderr
    assert "Nothing was changed." in done.stderr
    after = tmp_path / "after.tar.gz"
    assert empty.heyy("backup", after).returncode == 0
    rows = {table["table"]: table["rows"] for table in manifest_of(after)["tables"]}
    assert {name for name, count in rows.items() if count} == {"auth_permission", "django_content_type"}
    assert manifest_of(after)["files"] == []


def test_restore_refuses_a_backup_of_other_tables(filled: Path, empty: Installation, tmp_path: Path) -> None:
    older = tmp_path / "older.tar.gz"
    manifest = manifest_of(filled) | {"made_at": "2026-01-01", "heyy": "0.0.9", "migrations": {"default": []}}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    with tarfile.open(older, "w:gz") as archive:
        archive.add(tmp_path / "manifest.json", "manifest.json")

    done = empty.heyy("restore", older)

    assert done.returncode == 1
    assert "Restore it with Heyy 0.0.9, then upgrade." in done.stderr


@pytest.mark.django_db(transaction=True)
def test_a_backup_sees_one_moment_while_others_write() -> None:
    def write() -> None:
        OnceKey.objects.create(actor=1, key="meanwhile", at=NOW)
        connections.close_all()

    with _one_moment("default"):
        before = OnceKey.objects.count()
        writer = Thread(target=write)
        writer.start()
        writer.join()
        during = OnceKey.objects.count()

    assert (before, during, OnceKey.objects.count()) == (0, 0, 1)
