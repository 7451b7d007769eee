"""The pillars write down what people do; people say what they offer. Matching reads nothing else."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from heyy.core import clock
from heyy.core.actions.audit import record
from heyy.core.actions.search import forget_texts, index_texts
from heyy.people.enums import Audience, EvidenceKind
from heyy.people.errors import LineTooShort, ThanksToOneself
from heyy.people.models import Evidence, Person, Thanks
from heyy.people.policies import EVIDENCE, PERSON

MATCHING_AUDIENCES = frozenset({Audience.MEMBERS, Audience.PUBLIC})


@transaction.atomic
def say_evidence(
    *,
    person: Person,
    kind: EvidenceKind,
    line: str,
    themes: Iterable[int],
    audience: Audience,
    actor: Any,
    now: datetime,
) -> Evidence:
    """A person's own words: what one did, offers or is curious about."""
    PERSON.check(actor, "say_evidence", person)
    line = " ".join(line.split())[:240]
    if len(line) < 10:
        raise LineTooShort
    evidence = Evidence.objects.create(
        person=person, kind=kind, line=line, on=clock.wall(now).date(), audience=audience
    )
    evidence.themes.set(themes)
    _index(evidence)
    record(actor=actor, verb="say_evidence", thing=evidence, now=now)
    return evidence


@transaction.atomic
def add_evidence(
    *, person_id: int, kind: EvidenceKind, line: str, source: str, themes: Iterable[int], now: datetime
) -> Evidence | None:
    """What a pillar saw somebody do. Adds nothing when this source wrote it before."""
    evidence, is_new = Evidence.objects.get_or_create(
        person_id=person_id,
        kind=kind,
        source=source,
        defaults={"line": " ".join(line.split())[:240], "on": clock.wall(now).date()},
    )
    if not is_new:
        return None
    evidence.themes.set(themes)
    _index(evidence)
    return evidence


@transaction.atomic
def remove_evidence(*, evidence: Evidence, actor: Any, now: datetime) -> None:
    """The owner takes a line away; it stops counting for matching at once."""
    EVIDENCE.check(actor, "remove", evidence)
    record(actor=actor, verb="remove_evidence", thing=evidence, now=now)
    forget_texts(kind="evidence", object_ids=[evidence.pk])
    evidence.delete()


@transaction.atomic
def thank(
    *,
    sender: Person,
    receiver: Person,
    text: str,
    source: str,
    about: str,
    themes: Iterable[int],
    now: datetime,
) -> Thanks | None:
    """One thank-you per occasion; it becomes a line of evidence for the receiver, without the sender's words."""
    if sender.pk == receiver.pk:
        raise ThanksToOneself
    thanks, is_new = Thanks.objects.get_or_create(
        sender=sender,
        receiver=receiver,
        source=source,
        defaults={"text": " ".join(text.split())[:300], "at": now},
    )
    if not is_new:
        return None
    add_evidence(person_id=receiver.pk, kind=EvidenceKind.HELPED, line=about, source=source, themes=themes, now=now)
    record(actor=sender, verb="thank", thing=thanks, now=now)
    return thanks


def _index(evidence: Evidence) -> None:
    """Only what members may read takes part in matching."""
    if evidence.audience in MATCHING_AUDIENCES:
        index_texts(kind="evidence", texts=[(evidence.pk, evidence.line)])
