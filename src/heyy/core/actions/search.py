"""Keeping the postings up to date. The domains say what can be found; who reads filters by what may be seen."""

from collections.abc import Iterable

from django.db import transaction

from heyy.core.models import Posting, SearchDocument
from heyy.core.stems import stem_counts


@transaction.atomic
def index_texts(*, kind: str, texts: Iterable[tuple[int, str]]) -> None:
    """Makes the given objects findable by their text; replaces what was indexed for them before."""
    counts = {object_id: stem_counts(text) for object_id, text in texts}
    SearchDocument.objects.filter(kind=kind, object_id__in=counts).delete()
    documents = SearchDocument.objects.bulk_create(
        [
            SearchDocument(kind=kind, object_id=object_id, length=terms.total())
            for object_id, terms in sorted(counts.items())
            if terms
        ],
        batch_size=500,
    )
    Posting.objects.bulk_create(
        [
            Posting(
                document=document,
                kind=kind,
                term=term,
                object_id=document.object_id,
                count=count,
                length=document.length,
            )
            for document in documents
            for term, count in sorted(counts[document.object_id].items())
        ],
        batch_size=500,
    )


def forget_texts(*, kind: str, object_ids: Iterable[int]) -> None:
    SearchDocument.objects.filter(kind=kind, object_id__in=list(object_ids)).delete()
