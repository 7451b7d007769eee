from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.config.installation import Installation, installation


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with empty SQLite databases, migrated once and copied by the tests."""
    folder = tmp_path_factory.mktemp("prepared")
    done = Installation(folder).heyy("migrate")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def heyy(prepared: Path, tmp_path: Path) -> Iterator[Installation]:
    with installation(tmp_path / "heyy", prepared=prepared) as one:
        yield one
