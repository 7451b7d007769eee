"""The words in which the policy matrix is written.

A row says for GET and for POST, per thing the address is about, what each reader gets. Readers stand in
`centre.READERS`; a group stands for its readers, the last entry that names a reader counts, ALL stands for the rest.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.policy.centre import FIGURES_ONLY, READERS, VISITOR

# What a reader can get.
OK = "200"
DONE = "302, done"
SIGN_IN = "302, to the sign-in"
FORBIDDEN = "403"
MISSING = "404"
NO_SUCH_METHOD = "405"
RULE = "409, a rule says no"
WRONG = "422, not filled in well"
UNAUTHORISED = "401"

# Groups of readers.
ALL = (VISITOR, *READERS)
SIGNED_IN = tuple(READERS)
FIGURES = FIGURES_ONLY
MEMBERS = tuple(name for name in READERS if name not in FIGURES_ONLY)
TEAM = ("asker", "teammate", "team_leader")
SCHOOL = (*TEAM, "colleague", "school_leader", "broker")
ELSEWHERE = ("outsider", "other_broker")
MAKERS = ("owner", "maker", "relation_manager")
OWNERS = ("owner", "relation_manager")
BROKERS = ("broker", "relation_manager")
INTRODUCED = ("asker", "helper")

Outcomes = Mapping[str | tuple[str, ...], str]
Cases = Mapping[str, Outcomes]

THING = ""  # the address is about no thing in particular


@dataclass(frozen=True)
class Row:
    """`data` is what is posted; a value that is a callable gets the centre."""

    get: Cases
    post: Cases
    data: Mapping[str, Any] = field(default_factory=dict)


def outcome_for(reader: str, outcomes: Outcomes) -> str:
    found = ""
    for readers, outcome in outcomes.items():
        if reader in ((readers,) if isinstance(readers, str) else readers):
            found = outcome
    if not found:
        raise LookupError(f"The row does not say what {reader} gets.")
    return found


def about(*things: str, **outcomes: str) -> dict[str, Outcomes]:
    """The same for each of these things."""
    return {thing: {ALL: outcomes["all"]} for thing in things or (THING,)}


OPEN: Cases = {THING: {ALL: OK}}
NO_GET: Cases = {THING: {ALL: NO_SUCH_METHOD}}
NO_POST: Cases = NO_GET
OWN_GET: Cases = {THING: {VISITOR: SIGN_IN, SIGNED_IN: OK}}
OWN_POST: Cases = {THING: {VISITOR: SIGN_IN, SIGNED_IN: DONE}}
