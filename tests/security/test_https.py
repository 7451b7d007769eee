"""An installation in production, in a process of its own: what its answers and cookies say about https."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

LOOK = """
import json
import django
from django.conf import settings
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"  # none collected
django.setup()
from django.core.checks import run_checks
from django.core.management import call_command
from django.test import Client
call_command("migrate", verbosity=0)
browser = Client(headers={"host": "heyy.example.org"})
page = browser.get("/account/login/", secure=True)
plain = browser.get("/account/login/")
chosen = browser.post("/taal/", {"language": "en"}, secure=True)
told = [f"{one.id} {one.msg}" for one in run_checks(include_deployment_checks=True)]
cookies = {**page.cookies, **chosen.cookies}
print(json.dumps({
    "status": page.status_code, "plain": [plain.status_code, plain["Location"]], "headers": dict(page.headers),
    "cookies": {name: [one["secure"], one["httponly"], one["samesite"]] for name, one in cookies.items()},
    "told": told,
}))
"""


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("production")
    (Path(folder) / "static").mkdir()
    values = {
        "HEYY_MODE": "production",
        "SITE_URL": "https://heyy.example.org",
        "SECRET_KEY": "a-key-of-one's-own-" + "0123456789abcdefghijklmnopqrstuvwxyz",
        "DATA_DIR": str(folder),
        "EMAIL_URL": "smtp://localhost:25",
        "DJANGO_SETTINGS_MODULE": "heyy.config.settings",
        "PATH": os.environ["PATH"],
    }
    done = subprocess.run([sys.executable, "-c", LOOK], env=values, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_https_is_kept_to_for_a_year(production: Any) -> None:
    assert production["status"] == 200
    assert production["headers"]["Strict-Transport-Security"].startswith("max-age=31536000")


def test_plain_http_is_sent_to_https(production: Any) -> None:
    assert production["plain"] == [301, "https://heyy.example.org/account/login/"]


def test_cookies_travel_over_https_alone(production: Any) -> None:
    assert {name: flags[0] for name, flags in production["cookies"].items()} == {
        "csrftoken": True,
        "django_language": True,
    }
    assert {flags[2] for flags in production["cookies"].values()} == {"Lax"}


def test_the_frameworks_own_checks_for_deployment_are_content(production: Any) -> None:
    """Subdomains and the preload list are for the owner of the domain to decide, not for Heyy."""
    left = [told for told in production["told"] if not told.startswith(("security.W005", "security.W021"))]
    assert left == []
