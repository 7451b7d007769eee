"""What an operator may set, read once from the environment and judged before Django starts."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from ipaddress import ip_network
from pathlib import Path
from typing import Literal, get_args
from urllib.parse import urlsplit

import dj_database_url
import dj_email_url

Mode = Literal["demo", "production", "test"]

DEMO_KEY = "demo-key-that-production-refuses"


class EnvironmentProblem(SystemExit):
    """Ends the program with one sentence that says what is wrong and what to set instead."""

    def __init__(self, sentence: str) -> None:
        super().__init__(f"Heyy cannot start: {sentence}")


@dataclass(frozen=True)
class Environment:
    mode: Mode
    debug: bool
    secret_key: str
    site_url: str
    allowed_hosts: list[str]
    data_dir: Path
    database_url: str
    answers_database_url: str
    email_url: str
    mail_from: str
    port: int
    trusted_proxies: list[str]
    oidc_issuer: str
    oidc_client_id: str
    oidc_client_secret: str
    oidc_name: str
    saml_metadata_url: str


def read_environment(values: Mapping[str, str]) -> Environment:
    """Reads and checks every variable of the operator guide; raises EnvironmentProblem."""
    mode = _mode(values.get("HEYY_MODE", "production"))
    debug = _yes_or_no("DEBUG", values.get("DEBUG", "no"))
    port = _port(values.get("PORT", "8000"))
    data_dir = Path(values.get("DATA_DIR", "var")).resolve()
    site_url = values.get("SITE_URL", "" if mode == "production" else f"http://localhost:{port}")
    environment = Environment(
        mode=mode,
        debug=debug,
        secret_key=values.get("SECRET_KEY", "" if mode == "production" else DEMO_KEY),
        site_url=_site_url(site_url, mode),
        allowed_hosts=_hosts(values.get("ALLOWED_HOSTS", ""), site_url, mode),
        data_dir=data_dir,
        database_url=_database(values, "DATABASE_URL", f"sqlite:///{data_dir}/heyy.sqlite3"),
        answers_database_url=_database(values, "ANSWERS_DATABASE_URL", f"sqlite:///{data_dir}/answers.sqlite3"),
        email_url=_email(values.get("EMAIL_URL", "" if mode == "production" else "dummy:")),
        mail_from=values.get("MAIL_FROM", f"Heyy <heyy@{urlsplit(site_url).hostname}>"),
        port=port,
        trusted_proxies=_proxies(values.get("TRUSTED_PROXIES", "127.0.0.1, ::1")),
        oidc_issuer=values.get("OIDC_ISSUER", ""),
        oidc_client_id=values.get("OIDC_CLIENT_ID", ""),
        oidc_client_secret=values.get("OIDC_CLIENT_SECRET", ""),
        oidc_name=values.get("OIDC_NAME", "SURFconext"),
        saml_metadata_url=values.get("SAML_METADATA_URL", ""),
    )
    if environment.saml_metadata_url and find_spec("onelogin") is None:
        raise EnvironmentProblem("SAML_METADATA_URL is set, but the extra is missing. Install heyy[saml] first.")
    if mode == "production":
        _refuse_unsafe_production(environment)
    return environment


def _refuse_unsafe_production(environment: Environment) -> None:
    if environment.debug:
        raise EnvironmentProblem("DEBUG is on. Leave DEBUG away in production.")
    if environment.secret_key == DEMO_KEY:
        raise EnvironmentProblem("SECRET_KEY is the demo key. Make one of your own.")
    if len(environment.secret_key) < 40:
        raise EnvironmentProblem(
            "SECRET_KEY is missing or shorter than 40 characters. Set it to a long random text,"
            " for instance the output of: openssl rand -base64 48"
        )
    if any(host == "*" or host.startswith("*") for host in environment.allowed_hosts):
        raise EnvironmentProblem("ALLOWED_HOSTS is open to every host. Name your own host.")
    if not environment.site_url.startswith("https://"):
        raise EnvironmentProblem("SITE_URL must start with https:// in production.")


def _mode(value: str) -> Mode:
    for mode in get_args(Mode):
        if value == mode:
            return mode  # type: ignore[no-any-return]  # one of the literals, by the line above
    raise EnvironmentProblem(f"HEYY_MODE is {value!r}. Use demo or production.")


def _yes_or_no(name: str, value: str) -> bool:
    if value.lower() in {"1", "yes", "true", "on"}:
        return True
    if value.lower() in {"", "0", "no", "false", "off"}:
        return False
    raise EnvironmentProblem(f"{name} is {value!r}. Use yes or no.")


def _port(value: str) -> int:
    if value.isdigit() and 0 < int(value) < 65536:
        return int(value)
    raise EnvironmentProblem(f"PORT is {value!r}. Use a number from 1 to 65535.")


def _site_url(value: str, mode: Mode) -> str:
    parts = urlsplit(value)
    if not value and mode == "production":
        raise EnvironmentProblem("SITE_URL is missing. Set it to the public address, with https://")
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise EnvironmentProblem(f"SITE_URL is {value!r}. Use a whole address such as https://heyy.example.org")
    return value.rstrip("/")


def _hosts(value: str, site_url: str, mode: Mode) -> list[str]:
    named = [host.strip() for host in value.split(",") if host.strip()]
    own = urlsplit(site_url).hostname or "localhost"
    local = [] if mode == "production" else ["localhost", "127.0.0.1", "[::1]", "testserver"]
    return list(dict.fromkeys([own, *named, *local]))


def _proxies(value: str) -> list[str]:
    named = [address.strip() for address in value.split(",") if address.strip()]
    for address in named:
        try:
            ip_network(address)
        except ValueError:
            raise EnvironmentProblem(
                f"TRUSTED_PROXIES holds {address!r}. Use addresses or networks such as 10.0.0.5, 10.1.0.0/16"
            ) from None
    return named


def _database(values: Mapping[str, str], name: str, default: str) -> str:
    url = values.get(name, default)
    try:
        engine = dj_database_url.parse(url).get("ENGINE", "")
    except (ValueError, KeyError):
        engine = ""
    if not engine.endswith((".sqlite3", ".postgresql")):
        raise EnvironmentProblem(
            f"{name} cannot be read. Use sqlite:///path/to/file or postgres://user:password@host/name"
        )
    return url


def _email(value: str) -> str:
    if not value:
        raise EnvironmentProblem("EMAIL_URL is missing. Set it to smtp://user:password@host:587/?tls=True")
    try:
        is_known = "EMAIL_BACKEND" in dj_email_url.parse(value)
    except (ValueError, KeyError):
        is_known = False
    if not is_known:
        raise EnvironmentProblem("EMAIL_URL cannot be read. Use smtp://user:password@host:587/?tls=True or console:")
    return value
