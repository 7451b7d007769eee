import socket
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.config.installation import Installation
from tests.config.test_environment import PRODUCTION
from tests.organisations.lists import BROKEN, LIMBURG_2024


def told(done: "CompletedProcess[str]") -> tuple[int, str]:
    """The exit code and what was said; a traceback is never what an operator should see."""
    code, said = done.returncode, done.stdout + done.stderr
    assert "Traceback" not in said
    return code, said


@pytest.mark.parametrize("words", [["--help"], ["serve", "--help"], ["restore", "--help"]])
def test_help_needs_no_environment(words: list[str], tmp_path: Path) -> None:
    code, said = told(Installation(tmp_path, {"HEYY_MODE": "nonsense"}).heyy(*words))

    assert code == 0
    assert said.startswith("usage: heyy")


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"HEYY_MODE": "production"}, "SITE_URL is missing."),
        ({"DATA_DIR": "/dev/null/heyy"}, "DATA_DIR /dev/null/heyy cannot be written (Not a directory)."),
        ({"DATABASE_URL": "postgres://heyy@127.0.0.1:1/heyy"}, "the database says: "),
        ({"ANSWERS_DATABASE_URL": "postgres://heyy@127.0.0.1:1/heyy"}, "the database says: "),
        ({"DATABASE_URL": "sqlite:////dev/null/heyy.sqlite3"}, "the database says: unable to open database file."),
    ],
)
def test_what_is_wrong_around_heyy_is_told_in_a_sentence(
    variables: dict[str, str], sentence: str, tmp_path: Path
) -> None:
    code, said = told(Installation(tmp_path / "data", variables).heyy("migrate"))

    assert code == 1
    assert said.startswith(f"Heyy cannot start: {sentence}")


def test_check_tells_of_a_database_that_does_not_answer(tmp_path: Path) -> None:
    code, said = told(Installation(tmp_path, {"DATABASE_URL": "postgres://heyy@127.0.0.1:1/heyy"}).heyy("check"))

    assert code == 1
    assert "NO  database default answers (postgresql)\n" in said
    assert said.endswith("Not healthy: see the lines that begin with NO.\n")


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_nothing_runs_on_tables_of_another_version(command: str, tmp_path: Path) -> None:
    code, said = told(Installation(tmp_path).heyy(command))

    assert (code, said) == (
        1,
        "Heyy cannot start: the database or the static files are older than this version. Run: heyy migrate\n",
    )


def test_a_port_in_use_is_told(heyy: Installation) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        busy = Installation(heyy.folder, {"PORT": str(port)})

        code, said = told(busy.heyy("serve"))

    assert code == 1
    assert said.startswith(f"Heyy cannot start: port {port} on 127.0.0.1 cannot be used (Address already in use).")


def test_a_second_migrate_does_nothing(heyy: Installation) -> None:
    assert told(heyy.heyy("migrate")) == (0, "Database and static files are up to date.\n")


def test_demo_refuses_production(tmp_path: Path) -> None:
    live = PRODUCTION | {"HEYY_MODE": "production"}

    code, said = told(Installation(tmp_path, live).heyy("demo", "--fresh"))

    assert (code, said) == (
        1,
        "Heyy cannot start: the demo centre does not load in production. Set HEYY_MODE=demo.\n",
    )


def test_demo_refuses_a_database_with_people(heyy: Installation) -> None:
    heyy.heyy("create-administrator", "beheer@example.org")

    code, said = told(heyy.heyy("demo"))

    assert code == 1
    assert said == (
        "Heyy cannot start: this database already holds people. To lose them all and start anew: heyy demo --fresh\n"
    )


def test_import_schools_tells_each_bad_line_and_ends_with_1(heyy: Installation) -> None:
    code, said = told(heyy.heyy("import-schools", BROKEN, "--dry-run"))

    assert code == 1
    assert "Line 3: " in said
    assert said.endswith("This was a dry run: nothing was written.\n")


def test_import_schools_twice_doubles_nothing(heyy: Installation) -> None:
    first = told(heyy.heyy("import-schools", LIMBURG_2024))[1]
    second = told(heyy.heyy("import-schools", LIMBURG_2024))[1]

    assert "New: 459, changed: 0" in first
    assert "New: 0, changed: 0, the same: 459" in second


def test_import_schools_of_no_file_is_told(heyy: Installation, tmp_path: Path) -> None:
    code, said = told(heyy.heyy("import-schools", tmp_path / "nothing.csv"))

    assert code == 1
    assert "nothing.csv" in said


def test_create_administrator_prints_a_link_once_made(heyy: Installation) -> None:
    code, said = told(heyy.heyy("create-administrator", "Beheer@example.org"))
    again = told(heyy.heyy("create-administrator", "beheer@example.org"))[1]

    assert code == 0
    assert said.startswith("beheer@example.org is now administrator.")
    assert said.splitlines()[-1].startswith("http://localhost:8000/account/password/reset/key/")
    assert again.startswith("beheer@example.org is already administrator.")


def test_create_administrator_needs_an_address(heyy: Installation) -> None:
    assert told(heyy.heyy("create-administrator", "beheer")) == (1, "beheer is not an e-mail address.\n")
