"""BM25 in plain Python over documents in memory: for evaluation, and to check the SQL against."""

from collections.abc import Iterable, Mapping, Sequence
from math import fsum, isfinite, log


def bm25(
    query_terms: Iterable[str],
    documents: Sequence[Mapping[str, int]],
    k1: float = 1.2,
    b: float = 0.75,
) -> tuple[float, ...]:
    """A score at least zero for each document, in their order; zero when no term is in it.

    `documents` are term counts, such as `Counter(words)`; a document's length is the sum of its
    counts and may be zero. A term given n times counts n times; pass a set to count each once, as
    Heyy's SQL does.

    As Lucene since version 8 (method "lucene" of the `bm25s` package), for N documents of which n
    hold the term:

        sum of  ln(1 + (N - n + 0.5) / (n + 0.5)) * tf / (tf + k1 * (1 - b + b * length / mean))

    This idf is never negative. Textbooks, and `heyy.core.queries.search`, multiply all by k1 + 1:
    the same order, scores 2.2 times as high. Formula: Robertson & Zaragoza (2009), The
    Probabilistic Relevance Framework; variants side by side in Kamphuis, de Vries, Boytsov & Lin
    (2020), Which BM25 Do You Mean?

    Raises ValueError for a count below one, k1 below zero, or b outside 0-1.

    >>> lesson, meeting = {"rekenen": 2, "les": 1}, {"ouder": 1, "gesprek": 1}
    >>> [round(score, 4) for score in bm25(["rekenen", "toets"], [lesson, meeting])]
    [0.4101, 0.0]
    """
    _check(documents, k1, b)
    lengths = [sum(document.values()) for document in documents]
    total = sum(lengths)
    drag = [k1 * (1 - b + b * length * len(documents) / total) if total else 0.0 for length in lengths]
    idf = [(term, _idf(term, documents)) for term in query_terms]
    return tuple(
        fsum(weight * document[term] / (document[term] + slow) for term, weight in idf if term in document)
        for document, slow in zip(documents, drag, strict=True)
    )


def _idf(term: str, documents: Sequence[Mapping[str, int]]) -> float:
    holding = sum(term in document for document in documents)
    return log(1 + (len(documents) - holding + 0.5) / (holding + 0.5))


def _check(documents: Sequence[Mapping[str, int]], k1: float, b: float) -> None:
    if not (isfinite(k1) and k1 >= 0):
        raise ValueError(f"k1 must be a finite number of at least zero, not {k1!r}")
    if not 0 <= b <= 1:
        raise ValueError(f"b must lie between 0 and 1, not {b!r}")
    lowest = min((count for document in documents for count in document.values()), default=1)
    if lowest < 1:
        raise ValueError(f"documents must hold counts of at least one, not {lowest!r}")
