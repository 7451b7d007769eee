from datetime import UTC, date, datetime

import pytest

from heyy.core.errors import NotAllowed
from heyy.core.models import AuditEntry, Posting
from heyy.core.queries.search import search
from heyy.people.actions.evidence import add_evidence, remove_evidence, say_evidence, thank
from heyy.people.enums import Audience, EvidenceKind
from heyy.people.errors import LineTooShort, ThanksToOneself
from heyy.people.models import Evidence, Person, Thanks
from tests.factories.organisations import ThemeFactory
from tests.factories.people import PersonFactory, administrator, member

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)


def say(person: Person, line: str = "Weet veel van formatief toetsen", **changes: object) -> Evidence:
    values = {
        "kind": EvidenceKind.OFFERS,
        "themes": [],
        "audience": Audience.MEMBERS,
        "actor": person,
        "now": NOW,
        **changes,
    }
    return say_evidence(person=person, line=line, **values)  # type: ignore[arg-type]  # changed by name


def add(person: Person, **changes: object) -> Evidence | None:
    values = {"kind": EvidenceKind.DID, "source": "activity:1", "themes": [], "now": NOW, **changes}
    return add_evidence(person_id=person.pk, line="Gaf een Bendecafé over toetsen", **values)  # type: ignore[arg-type]


def found(text: str) -> list[int]:
    return [number for number, _ in search("evidence", text)]


def test_say_evidence_keeps_the_line_with_its_themes_on_the_day_in_amsterdam() -> None:
    anna, theme = member(), ThemeFactory()
    evidence = say(anna, "  Weet veel \n van formatief   toetsen ", themes=[theme.pk])
    evidence.refresh_from_db()
    assert (evidence.person, evidence.kind, evidence.line, evidence.on, evidence.source) == (
        anna,
        EvidenceKind.OFFERS,
        "Weet veel van formatief toetsen",
        date(2027, 1, 1),
        "",
    )
    assert list(evidence.themes.all()) == [theme]
    assert AuditEntry.objects.get().verb == "say_evidence"


def test_the_same_words_may_be_said_twice() -> None:
    anna = member()
    assert say(anna).pk != say(anna).pk


@pytest.mark.parametrize(
    ("audience", "is_found"),
    [
        (Audience.ME, False),
        (Audience.TEAM, False),
        (Audience.SCHOOL, False),
        (Audience.MEMBERS, True),
        (Audience.PUBLIC, True),
    ],
)
def test_only_what_members_may_read_takes_part_in_matching(audience: Audience, is_found: bool) -> None:
    evidence = say(member(), audience=audience)
    assert found("toetsen") == ([evidence.pk] if is_found else [])
    assert Posting.objects.exists() is is_found


@pytest.mark.parametrize("line", ["", "         ", "te   kort"])
def test_say_evidence_asks_for_ten_characters(line: str) -> None:
    with pytest.raises(LineTooShort):
        say(member(), line)
    assert not Evidence.objects.exists()


def test_a_long_line_is_cut_at_the_length_of_the_column() -> None:
    assert len(say(member(), "toets " * 100).line) == 240


def test_nobody_says_something_for_somebody_else() -> None:
    anna = member()
    for other in (member(), administrator()):
        with pytest.raises(NotAllowed):
            say(anna, actor=other)
    assert not Evidence.objects.exists()


def test_add_evidence_writes_once_per_source() -> None:
    anna, bas = member(), member()
    first = add(anna)
    assert first is not None
    assert first.audience == Audience.MEMBERS
    assert add(anna) is None
    assert add(anna, kind=EvidenceKind.HELPED) is not None
    assert add(anna, source="activity:2") is not None
    assert add(bas) is not None
    assert Evidence.objects.count() == 4


def test_add_evidence_counts_for_matching_at_once() -> None:
    evidence = add(member())
    assert evidence is not None
    assert found("toetsen") == [evidence.pk]


def test_remove_evidence_forgets_the_postings_too() -> None:
    anna = member()
    gone, kept = say(anna), say(anna, "Weet ook iets van toetsen")
    remove_evidence(evidence=gone, actor=anna, now=NOW)
    assert found("toetsen") == [kept.pk]
    assert list(Evidence.objects.all()) == [kept]
    assert set(Posting.objects.values_list("object_id", flat=True)) == {kept.pk}
    assert AuditEntry.objects.get(verb="remove_evidence").actor == anna.pk


def test_only_the_owner_removes_a_line() -> None:
    evidence = say(member())
    for other in (member(), administrator()):
        with pytest.raises(NotAllowed):
            remove_evidence(evidence=evidence, actor=other, now=NOW)
    assert found("toetsen") == [evidence.pk]


def thanks(sender: Person, receiver: Person, **changes: object) -> Thanks | None:
    values = {
        "text": "Fijn dat je tijd nam!",
        "source": "introduction:1",
        "about": "Hoe toets je zonder cijfers?",
        "themes": [],
        "now": NOW,
        **changes,
    }
    return thank(sender=sender, receiver=receiver, **values)  # type: ignore[arg-type]  # changed by name


def test_thank_becomes_a_line_of_evidence_without_the_sender_s_words() -> None:
    anna, bas, theme = PersonFactory(), PersonFactory(), ThemeFactory()
    given = thanks(anna, bas, themes=[theme.pk])
    assert given is not None
    assert (given.text, given.at) == ("Fijn dat je tijd nam!", NOW)
    evidence = Evidence.objects.get()
    assert (evidence.person, evidence.kind, evidence.line, evidence.source) == (
        bas,
        EvidenceKind.HELPED,
        "Hoe toets je zonder cijfers?",
        "introduction:1",
    )
    assert list(evidence.themes.all()) == [theme]


def test_thank_counts_once_per_occasion() -> None:
    anna, bas = PersonFactory(), PersonFactory()
    assert thanks(anna, bas) is not None
    assert thanks(anna, bas, text="Nogmaals!") is None
    assert thanks(anna, bas, source="introduction:2") is not None
    assert list(Thanks.objects.order_by("pk").values_list("text", flat=True)) == ["Fijn dat je tijd nam!"] * 2


def test_thanks_of_two_people_for_one_occasion_are_one_line_of_evidence() -> None:
    bas = PersonFactory()
    thanks(PersonFactory(), bas)
    thanks(PersonFactory(), bas)
    assert (Thanks.objects.count(), Evidence.objects.count()) == (2, 1)


def test_nobody_thanks_oneself() -> None:
    anna = PersonFactory()
    with pytest.raises(ThanksToOneself):
        thanks(anna, anna)
    assert not Thanks.objects.exists()
