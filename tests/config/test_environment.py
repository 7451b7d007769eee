from pathlib import Path

import pytest

from heyy.config.environment import DEMO_KEY, EnvironmentProblem, read_environment

PRODUCTION = {"SECRET_KEY": "k" * 40, "SITE_URL": "https://heyy.example.org", "EMAIL_URL": "smtp://mail.example.org"}


def sentence_of(values: dict[str, str]) -> str:
    with pytest.raises(EnvironmentProblem) as problem:
        read_environment(values)
    return str(problem.value)


def test_demo_needs_nothing() -> None:
    environment = read_environment({"HEYY_MODE": "demo"})

    assert environment.site_url == "http://localhost:8000"
    assert environment.secret_key == DEMO_KEY
    assert environment.database_url == f"sqlite:///{Path('var').resolve()}/heyy.sqlite3"
    assert environment.allowed_hosts == ["localhost", "127.0.0.1", "[::1]", "testserver"]


def test_production_needs_a_key_an_address_and_a_mail_server() -> None:
    environment = read_environment(PRODUCTION)

    assert (environment.mode, environment.debug) == ("production", False)
    assert environment.allowed_hosts == ["heyy.example.org"]
    assert environment.mail_from == "Heyy <heyy@heyy.example.org>"


def test_the_demo_address_follows_the_port() -> None:
    assert read_environment({"HEYY_MODE": "demo", "PORT": "8080"}).site_url == "http://localhost:8080"


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"DEBUG": "yes"}, "DEBUG is on. Leave DEBUG away in production."),
        ({"SECRET_KEY": DEMO_KEY}, "SECRET_KEY is the demo key. Make one of your own."),
        (
            {"SECRET_KEY": "short"},
            "SECRET_KEY is missing or shorter than 40 characters. Set it to a long random text, for instance the"
            " output of: openssl rand -base64 48",
        ),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS is open to every host. Name your own host."),
        ({"ALLOWED_HOSTS": "a.example.org, *.org"}, "ALLOWED_HOSTS is open to every host. Name your own host."),
        ({"SITE_URL": "http://heyy.example.org"}, "SITE_URL must start with https:// in production."),
        ({"SITE_URL": ""}, "SITE_URL is missing. Set it to the public address, with https://"),
        ({"EMAIL_URL": ""}, "EMAIL_URL is missing. Set it to smtp://user:password@host:587/?tls=True"),
    ],
)
def test_unsafe_production_is_refused(values: dict[str, str], sentence: str) -> None:
    assert sentence_of(PRODUCTION | values) == f"Heyy cannot start: {sentence}"


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("HEYY_MODE", "live", "HEYY_MODE is 'live'. Use demo or production."),
        ("DEBUG", "perhaps", "DEBUG is 'perhaps'. Use yes or no."),
        ("PORT", "http", "PORT is 'http'. Use a number from 1 to 65535."),
        ("PORT", "70000", "PORT is '70000'. Use a number from 1 to 65535."),
        (
            "SITE_URL",
            "heyy.example.org",
            "SITE_URL is 'heyy.example.org'. Use a whole address such as https://heyy.example.org",
        ),
        (
            "DATABASE_URL",
            "mysql://localhost/heyy",
            "DATABASE_URL cannot be read. Use sqlite:///path/to/file or postgres://user:password@host/name",
        ),
        (
            "ANSWERS_DATABASE_URL",
            "somewhere",
            "ANSWERS_DATABASE_URL cannot be read. Use sqlite:///path/to/file or postgres://user:password@host/name",
        ),
        (
            "TRUSTED_PROXIES",
            "127.0.0.1, proxy",
            "TRUSTED_PROXIES holds 'proxy'. Use addresses or networks such as 10.0.0.5, 10.1.0.0/16",
        ),
        (
            "SAML_METADATA_URL",
            "https://idp.example.org/metadata",
            "SAML_METADATA_URL is set, but the extra is missing. Install heyy[saml] first.",
        ),
        (
            "EMAIL_URL",
            "pigeon://roof",
            "EMAIL_URL cannot be read. Use smtp://user:password@host:587/?tls=True or console:",
        ),
    ],
)
def test_a_wrong_variable_is_told_by_its_name(name: str, value: str, sentence: str) -> None:
    assert sentence_of({"HEYY_MODE": "demo", name: value}) == f"Heyy cannot start: {sentence}"
