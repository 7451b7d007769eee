"""Personal words turn up for those they are for, and for nobody else: on no page, in no mail, in no log."""

import gzip
import json
import logging
from collections import defaultdict
from collections.abc import Collection, Iterator

import pytest
from django.core.management import call_command
from django.http import HttpResponseBase

from heyy.core.models import AuditEntry, OutboxMail
from heyy.meet4learn.actions.introductions import decline_introduction
from tests.policy.centre import READERS, VISITOR, Centre, canary
from tests.policy.matrix import ROWS
from tests.policy.matrix_words import MAKERS, MEMBERS, OK, SCHOOL, TEAM
from tests.policy.test_matrix import address_of

# Who may read what, wherever it stands. A thing of one's own may always be read by oneself.
MAY_READ: dict[str, Collection[str]] = {
    **{canary(f"email{name}"): {name} for name in READERS},
    **{canary(f"phone{name}"): {name} for name in READERS},
    **{canary(f"withheld{name}"): {name} for name in READERS},
    # Both said yes about the school's question, so these two have each other's address.
    canary("emailasker"): {"asker", "helper"},
    canary("emailhelper"): {"asker", "helper"},
    # Whoever confirms that somebody works at a school goes by the address.
    canary("emailclaimant"): {"claimant", "administrator"},
    # Names are for members; of a maker everybody sees the name on a public activity.
    canary("nameasker"): MEMBERS,
    canary("nameadviser"): MEMBERS,
    canary("namesibling"): MEMBERS,
    canary("aboutasker"): {*SCHOOL},
    canary("teamquestion"): {*TEAM, "helper"},
    canary("schoolquestion"): {*SCHOOL, "helper", "relation_manager"},
    canary("membersquestion"): MEMBERS,
    canary("elsewherequestion"): {"outsider", "other_broker", "relation_manager"},
    canary("openmessage"): {"asker", "helper"},
    canary("acceptedmessage"): {"asker", "helper"},
    canary("membersactivity"): MEMBERS,
    canary("draftactivity"): MAKERS,
    canary("remark"): {*MAKERS, "participant"},
    canary("thanks"): {"owner", "maker", "participant"},
}


def addresses(centre: Centre) -> Iterator[str]:
    """Every page and file that the matrix gives to anybody, about every thing in the centre."""
    for name, row in ROWS.items():
        for thing, outcomes in row.get.items():
            if OK in outcomes.values():
                yield address_of(centre, name, thing)
    for name in READERS:
        yield address_of(centre, "people:person", f"person {name}")
    yield "/agenda/?when=past"
    yield "/agenda/?text=rubrics"
    yield "/vragen/?state=all"
    yield "/vragen/?text=rubrics"


def text_of(response: HttpResponseBase) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    if response.headers.get("Content-Encoding") == "gzip":
        content = gzip.decompress(content)
    return content.decode().replace("\r\n ", "")  # calendars fold long lines


def seen_by(centre: Centre, reader: str, words: Collection[str]) -> dict[str, set[str]]:
    """Which of these words this reader finds, with the addresses where they stand."""
    client, found = centre.client(reader), defaultdict(set)
    for address in addresses(centre):
        text = text_of(client.get(address))
        for word in words:
            if word in text:
                found[word].add(address)
    return dict(found)


def test_nobody_reads_what_is_for_others(centre: Centre) -> None:
    leaks = [
        (reader, word, sorted(places))
        for reader in (VISITOR, *READERS)
        for word, places in seen_by(centre, reader, MAY_READ).items()
        if reader not in MAY_READ[word]
    ]
    assert leaks == []


@pytest.mark.parametrize("reader", ["asker", "helper", "owner"])
def test_those_they_are_for_do_find_them(centre: Centre, reader: str) -> None:
    """The proof that the crawl passes where the words would stand: without it, finding nothing says nothing."""
    mine = {word for word, readers in MAY_READ.items() if reader in readers} - {canary(f"email{reader}")}
    assert set(seen_by(centre, reader, mine)) == mine


def test_a_calendar_secret_stands_on_its_owners_page_alone(centre: Centre) -> None:
    secrets = {person.calendar_secret: name for name, person in centre.people.items()}
    for reader in (VISITOR, "asker", "administrator"):
        found = seen_by(centre, reader, secrets)
        assert {secrets[word] for word in found} == {reader} - {VISITOR}


def test_a_mail_tells_nobody_what_is_for_others(centre: Centre) -> None:
    readers = {person.email: name for name, person in centre.people.items()}
    mails = list(OutboxMail.objects.all())
    leaks = [
        (word, mail.key)
        for mail in mails
        for word in MAY_READ
        if word in f"{mail.subject} {mail.body} {mail.calendar}" and readers[mail.to] not in MAY_READ[word]
    ]
    assert leaks == []
    contact = OutboxMail.objects.get(to=centre.people["asker"].email, key__contains=":contact:")
    assert canary("emailhelper") in contact.body


def test_a_no_tells_neither_why_nor_how_to_reach_the_helper(centre: Centre) -> None:
    decline_introduction(introduction=centre.things["open introduction"], actor=centre.people["helper"], now=centre.now)
    mail = OutboxMail.objects.get(key__endswith=":no", to=centre.people["asker"].email)
    assert [word for word in MAY_READ if word in mail.body and word != canary("teamquestion")] == []


def test_no_private_word_stands_in_the_log(centre: Centre, caplog: pytest.LogCaptureFixture) -> None:
    """Whatever is refused or goes wrong, the log says where and not what."""
    logging.disable(logging.NOTSET)
    with caplog.at_level(logging.INFO):
        for reader in (VISITOR, "outsider", "funder", "owner"):
            seen_by(centre, reader, ())
        call_command("check")
    assert "NotAllowed" in caplog.text
    secrets = [person.calendar_secret for person in centre.people.values()]
    assert [word for word in (*MAY_READ, *secrets) if word in caplog.text] == []


def test_no_private_word_stands_in_the_audit_trail(centre: Centre) -> None:
    written = json.dumps(list(AuditEntry.objects.values_list("verb", "kind", "about")))
    assert "ask_question" in written
    assert [word for word in MAY_READ if word in written] == []
