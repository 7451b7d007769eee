"""Signing up and in with e-mail, password and a second factor, as allauth does it with our settings and mails."""

import re
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client

from heyy.core.models import OutboxMail
from heyy.people.enums import Role
from heyy.people.models import Person, RoleAssignment
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db

PASSWORD = "een lang en vreemd wachtwoord"
NEW_PASSWORD = "nog een langer en vreemder wachtwoord"
EVIL = "evil.example.com"
SPOOFED = {"HTTP_HOST": "localhost", "HTTP_X_FORWARDED_HOST": EVIL, "HTTP_FORWARDED": f"host={EVIL}"}
KNOWN, UNKNOWN = "anna@example.org", "wie@example.org"


@pytest.fixture(autouse=True)
def _quick_hashes(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def account(email: str = "anna@example.org", **fields: Any) -> Person:
    person = PersonFactory(email=email, **fields)
    person.set_password(PASSWORD)
    person.save()
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    return person


def sign_up(client: Client, email: str = "anna@example.org", **headers: Any) -> Any:
    fields = {"email": email, "password1": PASSWORD, "first_name": "Anna", "last_name": "Smeets"}
    return client.post("/account/signup/", fields, **headers)


def log_in(client: Client, email: str = "anna@example.org", password: str = PASSWORD) -> Any:
    return client.post("/account/login/", {"login": email, "password": password})


def signed_in(client: Client) -> int | None:
    number = client.session.get("_auth_user_id")
    return int(number) if number else None


def the_mail(to: str = "anna@example.org") -> OutboxMail:
    return OutboxMail.objects.get(to=to)


def code_in(mail: OutboxMail) -> str:
    (code,) = re.findall(r"^([A-Z0-9]{4}-[A-Z0-9]{4})$", mail.body, re.MULTILINE)
    return str(code)


def totp_code(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def test_sign_up_queues_a_code_and_lets_nobody_in_yet(client: Client) -> None:
    response = sign_up(client)
    assert (response.status_code, response.headers["Location"]) == (302, "/account/confirm-email/")
    person = Person.objects.get()
    assert (person.email, person.first_name, person.last_name, person.language) == (
        "anna@example.org",
        "Anna",
        "Smeets",
        "nl",
    )
    assert person.has_usable_password()
    assert signed_in(client) is None
    assert code_in(the_mail())


def test_the_code_from_the_mail_lets_the_new_person_in(client: Client) -> None:
    sign_up(client)
    client.post("/account/confirm-email/", {"code": code_in(the_mail())})
    assert signed_in(client) == Person.objects.get().pk
    assert EmailAddress.objects.get().verified


def test_a_wrong_code_lets_nobody_in(client: Client) -> None:
    sign_up(client)
    client.post("/account/confirm-email/", {"code": "AAAAAA"})
    assert signed_in(client) is None
    assert not EmailAddress.objects.filter(verified=True).exists()


@pytest.mark.parametrize("password", ["kort", "1234567890", "password123456"[:10], "anna@example.org"])
def test_sign_up_refuses_a_weak_password(client: Client, password: str) -> None:
    fields = {"email": "anna@example.org", "password1": password, "first_name": "Anna", "last_name": "Smeets"}
    assert client.post("/account/signup/", fields).status_code == 200
    assert not Person.objects.exists()


def test_log_in_and_out(client: Client) -> None:
    anna = account()
    response = log_in(client)
    assert (signed_in(client), response.headers["Location"]) == (anna.pk, "/mijn/")
    client.post("/account/logout/")
    assert signed_in(client) is None


def test_log_in_ignores_capitals_in_the_address(client: Client) -> None:
    anna = account()
    log_in(client, "ANNA@Example.org")
    assert signed_in(client) == anna.pk


def test_log_in_refuses_a_wrong_password_and_somebody_who_left(client: Client) -> None:
    account()
    log_in(client, password="niet dit wachtwoord")
    assert signed_in(client) is None
    account("bas@example.org", is_active=False)
    log_in(client, "bas@example.org")
    assert signed_in(client) is None


def test_log_in_is_refused_after_five_wrong_passwords_even_with_the_right_one(client: Client) -> None:
    account()
    for _ in range(5):
        log_in(client, password="niet dit wachtwoord")
    log_in(client)
    assert signed_in(client) is None
    other = Client(REMOTE_ADDR="10.0.0.9")
    log_in(other)
    assert signed_in(other) is None


def follow(client: Client, response: Any) -> Any:
    assert response.status_code == 302
    return client.get(response.headers["Location"])


def words(response: Any, email: str) -> str:
    """The page as anybody reads it: without the address and the form's own token."""
    text = response.content.decode().replace(email, "…")
    return re.sub(r'(csrfmiddlewaretoken" value=)"\w+"', r"\1", text)


def test_log_in_says_the_same_for_a_known_and_an_unknown_address() -> None:
    account(KNOWN)

    def page(email: str) -> str:
        return words(log_in(Client(), email, "niet dit wachtwoord"), email)

    assert page(KNOWN) == page(UNKNOWN)


def test_sign_up_says_the_same_for_a_known_and_an_unknown_address() -> None:
    account(KNOWN)

    def page(email: str) -> str:
        client = Client()
        return words(follow(client, sign_up(client, email)), email)

    assert page(KNOWN) == page(UNKNOWN)
    assert Person.objects.filter(email=KNOWN).count() == 1


def test_sign_up_with_a_known_address_tells_its_owner_and_nobody_else(client: Client) -> None:
    account()
    sign_up(client)
    mail = the_mail()
    assert "anna@example.org" in mail.body
    assert links(mail) == ["http://localhost:8000/account/password/reset/"]


def links(mail: OutboxMail) -> list[str]:
    return re.findall(r"https?://\S+/\S+", mail.body)


def ask_for_reset(client: Client, email: str = "anna@example.org", **headers: Any) -> Any:
    return client.post("/account/password/reset/", {"email": email}, **headers)


def test_password_reset_says_the_same_for_a_known_and_an_unknown_address() -> None:
    account(KNOWN)

    def page(email: str) -> str:
        client = Client()
        return words(follow(client, ask_for_reset(client, email)), email)

    assert page(KNOWN) == page(UNKNOWN)


@pytest.mark.parametrize("headers", [{}, SPOOFED], ids=["plain", "spoofed"])
def test_the_link_in_the_reset_mail_starts_with_the_site_s_own_address(
    client: Client, settings: Any, headers: dict[str, str]
) -> None:
    settings.SITE_URL = "https://heyy.example.org"
    account()
    ask_for_reset(client, **headers)
    (link,) = links(the_mail())
    assert link.startswith("https://heyy.example.org/account/password/reset/key/")
    assert "evil" not in the_mail().body


@pytest.mark.parametrize("headers", [{}, SPOOFED], ids=["plain", "spoofed"])
def test_the_links_for_unknown_and_for_known_addresses_start_with_it_too(
    client: Client, settings: Any, headers: dict[str, str]
) -> None:
    settings.SITE_URL = "https://heyy.example.org"
    account()
    ask_for_reset(client, "wie@example.org", **headers)
    sign_up(client, **headers)
    assert links(the_mail("wie@example.org")) == ["https://heyy.example.org/account/signup/"]
    assert links(the_mail()) == ["https://heyy.example.org/account/password/reset/"]
    assert not OutboxMail.objects.filter(body__contains="testserver").exists()


def test_a_host_that_is_not_ours_is_refused(client: Client) -> None:
    account()
    assert ask_for_reset(client, HTTP_HOST="evil.example.com").status_code == 400
    assert not OutboxMail.objects.exists()


def test_the_reset_link_works_once(client: Client) -> None:
    anna = account()
    ask_for_reset(client)
    path = urlsplit(links(the_mail())[0]).path
    form = client.get(path)
    client.post(form.headers["Location"], {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    anna.refresh_from_db()
    assert anna.check_password(NEW_PASSWORD)
    again = Client()
    assert again.get(path).status_code == 200  # the page that says it no longer works, instead of the form
    assert signed_in(again) is None


def test_a_changed_password_is_told_by_mail(client: Client) -> None:
    account()
    log_in(client)
    client.post(
        "/account/password/change/",
        {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
    )
    assert "Heyy" in the_mail().subject


def test_mails_name_heyy_and_its_address(client: Client, settings: Any) -> None:
    settings.SITE_URL = "https://heyy.example.org"
    sign_up(client)
    mail = the_mail()
    assert mail.subject.startswith("Heyy: ")
    assert "Heyy" in mail.body.splitlines()[0]
    assert mail.body.splitlines()[-1] == "https://heyy.example.org"


def with_totp(person: Person) -> str:
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    return str(secret)


def test_a_password_alone_is_not_enough_for_who_has_a_second_factor(client: Client) -> None:
    anna = account()
    secret = with_totp(anna)
    assert log_in(client).headers["Location"] == "/account/2fa/authenticate/"
    assert signed_in(client) is None
    client.post("/account/2fa/authenticate/", {"code": "000000"})
    assert signed_in(client) is None
    client.post("/account/2fa/authenticate/", {"code": totp_code(secret)})
    assert signed_in(client) == anna.pk


def test_a_code_of_the_authenticator_counts_once() -> None:
    secret = with_totp(account())
    code, first, second = totp_code(secret), Client(), Client()
    for client in (first, second):
        log_in(client)
        client.post("/account/2fa/authenticate/", {"code": code})
    assert signed_in(first) is not None
    assert signed_in(second) is None


def test_a_broker_sets_up_a_second_factor_and_then_sees_the_desk(client: Client) -> None:
    anna = account()
    RoleAssignment.objects.create(person=anna, role=Role.RELATION_MANAGER, since=date(2020, 1, 1))
    log_in(client)
    assert client.get("/mijn/").headers["Location"] == "/account/2fa/"
    set_up = "/account/2fa/totp/activate/"
    assert client.get(set_up).headers["Location"].startswith("/account/reauthenticate/")
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    assert client.get(set_up).status_code == 200
    secret = client.session["mfa.totp.secret"]
    client.post(set_up, {"code": totp_code(secret)})
    assert Authenticator.objects.filter(user=anna, type=Authenticator.Type.TOTP).exists()
    assert client.get("/mijn/").status_code == 200


def test_an_account_page_asks_for_signing_in_first(client: Client) -> None:
    for path in ("/account/2fa/", "/account/email/", "/account/password/change/", "/mijn/"):
        assert client.get(path).headers["Location"].startswith("/account/login/")
