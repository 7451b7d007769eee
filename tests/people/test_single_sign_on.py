"""Signing in with the school's own account: OpenID Connect from end to end, against a provider on this machine."""

import base64
import hashlib
import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from heyy.core.models import OutboxMail
from heyy.people.models import Person
from tests.factories.people import PersonFactory, RoleAssignmentFactory

with warnings.catch_warnings(record=True):  # its libraries warn of each other
    from oidc_provider_mock import User, run_server_in_thread

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # the provider's own
]

ANNA = User(
    sub="u-123",
    claims={"email": "anna@school.example.org", "email_verified": True, "given_name": "Anna", "family_name": "Smeets"},
)
UNVERIFIED = User(sub="u-456", claims={"email": "bas@school.example.org", "email_verified": False})
LOGIN, CALLBACK = "/account/oidc/sso/login/", "/account/oidc/sso/login/callback/"


@dataclass
class Provider:
    address: str
    token_requests: list[dict[str, str]] = field(default_factory=list)

    def sign_in_page(self, client: Client) -> dict[str, str]:
        """Where our button sends the browser."""
        address = client.post(LOGIN).headers["Location"]
        assert address.startswith(self.address)
        return {"address": address, **{name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}}

    def says_yes(self, address: str, who: str) -> str:
        """The person signs in over there; gives the path to which the browser comes back."""
        answer = httpx.post(address, data={"sub": who}, timeout=10)
        back = urlsplit(answer.headers["Location"])
        return f"{back.path}?{back.query}"

    def sign_in(self, client: Client, who: str = ANNA.sub) -> Any:
        return client.get(self.says_yes(self.sign_in_page(client)["address"], who))


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    with run_server_in_thread(user_claims=[ANNA, UNVERIFIED]) as server:
        provider = Provider(f"http://localhost:{server.server_port}")
        plain = server.app

        def listening(environ: dict[str, Any], start_response: Any) -> Any:
            if environ["PATH_INFO"].endswith("/token"):
                body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
                environ["wsgi.input"] = io.BytesIO(body)
                provider.token_requests.append({name: values[0] for name, values in parse_qs(body.decode()).items()})
            return plain(environ, start_response)

        server.app = listening
        providers = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]
        app = {
            "provider_id": "sso",
            "name": "School",
            "client_id": "heyy",
            "secret": "geheim",
            "settings": {"server_url": provider.address, "oauth_pkce_enabled": True},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {**providers, "APPS": [app]}}
        yield provider


def signed_in(client: Client) -> int | None:
    number = client.session.get("_auth_user_id")
    return int(number) if number else None


def test_somebody_new_comes_in_with_the_name_and_address_of_the_school(client: Client, provider: Provider) -> None:
    response = provider.sign_in(client)
    person = Person.objects.get()
    assert (person.email, person.full_name) == ("anna@school.example.org", "Anna Smeets")
    assert not person.has_usable_password()
    assert signed_in(client) == person.pk
    assert response.headers["Location"] == "/mijn/"
    assert SocialAccount.objects.get().uid == ANNA.sub


def test_the_second_time_it_is_the_same_person(provider: Provider) -> None:
    first, second = Client(), Client()
    provider.sign_in(first)
    provider.sign_in(second)
    assert signed_in(first) == signed_in(second) == Person.objects.get().pk


def test_the_sign_in_is_bound_to_this_browser_by_pkce_and_state(client: Client, provider: Provider) -> None:
    asked = provider.sign_in_page(client)
    assert (asked["response_type"], asked["client_id"], asked["code_challenge_method"]) == ("code", "heyy", "S256")
    assert set(asked["scope"].split()) == {"openid", "profile", "email"}
    client.get(provider.says_yes(asked["address"], ANNA.sub))
    (exchange,) = provider.token_requests
    digest = hashlib.sha256(exchange["code_verifier"].encode()).digest()
    assert base64.urlsafe_b64encode(digest).decode().rstrip("=") == asked["code_challenge"]


def test_a_sign_in_started_in_another_browser_is_refused(client: Client, provider: Provider) -> None:
    back = provider.says_yes(provider.sign_in_page(Client())["address"], ANNA.sub)
    client.get(back)
    assert signed_in(client) is None
    assert not Person.objects.exists()


def test_who_says_no_over_there_does_not_come_in(client: Client, provider: Provider) -> None:
    page = provider.sign_in_page(client)
    client.get(f"{CALLBACK}?error=access_denied&state={page['state']}")
    assert signed_in(client) is None


def test_an_address_the_school_did_not_verify_is_verified_by_mail_first(client: Client, provider: Provider) -> None:
    provider.sign_in(client, UNVERIFIED.sub)
    assert signed_in(client) is None
    assert [mail.to for mail in OutboxMail.objects.all()] == ["bas@school.example.org"]


def test_the_school_s_account_does_not_take_over_somebody_s_heyy_account(client: Client, provider: Provider) -> None:
    """The address alone is no proof that both are one person."""
    anna = PersonFactory(email="anna@school.example.org")
    EmailAddress.objects.create(user=anna, email=anna.email, verified=True, primary=True)
    provider.sign_in(client)
    assert signed_in(client) is None
    assert not SocialAccount.objects.exists()


def test_a_role_needs_a_second_factor_here_too(client: Client, provider: Provider) -> None:
    provider.sign_in(client)
    RoleAssignmentFactory(person=Person.objects.get())
    assert client.get("/mijn/").headers["Location"] == "/account/2fa/"
