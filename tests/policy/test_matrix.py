"""Every address, every reader, own things and those of others: exactly what the matrix says, nothing more."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLResolver, get_resolver, path, reverse

from tests.policy.centre import READERS, VISITOR, Centre, arguments_for
from tests.policy.matrix import GROUPS, ROWS
from tests.policy.matrix_words import (
    DONE,
    FORBIDDEN,
    MISSING,
    NO_SUCH_METHOD,
    OK,
    RULE,
    SIGN_IN,
    UNAUTHORISED,
    WRONG,
    Cases,
    outcome_for,
)

# Enough to see that an address does not know a method: that is decided before anybody looks who asks.
READS_ANYWAY = (VISITOR, "administrator")
BY_STATUS = {200: OK, 401: UNAUTHORISED, 403: FORBIDDEN, 404: MISSING, 405: NO_SUCH_METHOD, 409: RULE, 422: WRONG}


@dataclass(frozen=True)
class Address:
    """A pattern by its name with namespace; one without a name goes by its route."""

    name: str
    route: str
    parts: tuple[str, ...]


def addresses_in(patterns: list[Any], namespace: str = "", before: tuple[Any, ...] = ()) -> Iterator[Address]:
    for pattern in patterns:
        way = (*before, pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses_in(pattern.url_patterns, inner, way)
        else:
            name = f"{namespace}{pattern.name or pattern.pattern}"
            yield Address(name, "".join(map(str, way)), sum((_parts(one) for one in way), ()))


def _parts(pattern: Any) -> tuple[str, ...]:
    return tuple(pattern.converters or pattern.regex.groupindex)


def names_without_row(patterns: list[Any]) -> set[str]:
    return {address.name for address in addresses_in(patterns)} - set(ROWS)


def test_every_address_has_a_row() -> None:
    assert names_without_row(get_resolver().url_patterns) == set()


def test_no_row_is_about_an_address_that_is_gone() -> None:
    assert set(ROWS) - {address.name for address in addresses_in(get_resolver().url_patterns)} == set()


def test_an_address_without_a_row_would_be_noticed() -> None:
    planted = path("geheim/", lambda request: HttpResponse(), name="planted")
    assert names_without_row([*get_resolver().url_patterns, planted]) == {"planted"}


def test_a_row_that_forgets_a_reader_would_be_noticed() -> None:
    with pytest.raises(LookupError, match="funder"):
        outcome_for("funder", {"asker": OK})


@pytest.mark.parametrize("group", GROUPS)
def test_everybody_gets_what_the_matrix_says(centre: Centre, group: str) -> None:
    clients = dict(centre.clients())
    found = [
        difference
        for name in GROUPS[group]
        for method in ("get", "post")
        for difference in differences(centre, clients, name, method)
    ]
    assert found == []


def differences(centre: Centre, clients: Mapping[str, Client], name: str, method: str) -> list[str]:
    """A line for each thing and reader where the outcome is another than the matrix says."""
    row = ROWS[name]
    cases: Cases = row.get if method == "get" else row.post
    data = {key: value(centre) if callable(value) else value for key, value in row.data.items()}
    addresses = {thing: address_of(centre, name, thing) for thing in cases}
    found = []
    for reader, client in clients.items():
        for thing, outcomes in cases.items():
            if reader not in READS_ANYWAY and set(outcomes.values()) == {NO_SUCH_METHOD}:
                continue
            expected = outcome_for(reader, outcomes)
            got = outcome(client, method, addresses[thing], data)
            if got != expected:
                found.append(f"{method} {name} {thing}: {reader} gets {got}, not {expected}")
    return found


def address_of(centre: Centre, name: str, thing: str) -> str:
    address = next(one for one in addresses_in(get_resolver().url_patterns) if one.name == name)
    read = arguments_for(centre)
    parts = {part: read[part](centre.things.get(thing, thing)) for part in address.parts}
    return f"/{address.route}" if name in address.route else reverse(name, kwargs=parts)


def outcome(client: Client, method: str, address: str, data: dict[str, Any]) -> str:
    """What came back, by its class; whatever it changed is undone, in the database and in the browser."""
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        response = getattr(client, method)(address, data if method == "post" else None)
        transaction.set_rollback(True)
    client.cookies = cookies
    if response.status_code in (301, 302):
        return SIGN_IN if response.headers["Location"].startswith(reverse("account_login")) else DONE
    return BY_STATUS.get(response.status_code, str(response.status_code))


SECOND_FACTOR_ROLES = [name for name, (_place, role) in READERS.items() if role is not None]


@pytest.mark.parametrize("reader", SECOND_FACTOR_ROLES)
def test_a_role_without_second_factor_is_sent_to_set_it_up(centre: Centre, reader: str) -> None:
    client = centre.client(reader, second_factor=False)
    for name in ("home:front", "home:mine", "home:desk", "home:administration", "meet4learn:questions"):
        assert client.get(reverse(name))["Location"] == reverse("mfa_index")


def test_a_member_needs_no_second_factor(centre: Centre) -> None:
    assert centre.client("colleague", second_factor=False).get(reverse("home:mine")).status_code == 200


def test_a_wrong_calendar_secret_opens_nothing(centre: Centre) -> None:
    secret = centre.people["asker"].calendar_secret
    address = reverse("meet4learn:my_calendar", args=[secret[:-1] + ("a" if secret[-1] != "a" else "b")])
    assert centre.client(VISITOR).get(address).status_code == 404
