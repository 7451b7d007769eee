"""Scores of `bm25s` as the referee for `heyy.compute.matching.bm25`.

Writes matching_bm25s.json beside this file. Run from the root of the repository in an environment
with `bm25s` (0.3.16) and `numpy` (2.4.6), which Heyy itself does not need:

    PYTHONPATH=src python -m tests.compute.reference.matching_bm25s

`bm25s` is told to use doubles (its default is single precision) and gets words already cut, so that
only the formula is compared. One case repeats a word in the query.
"""

import json
from pathlib import Path

import bm25s  # type: ignore[import-not-found,import-untyped,unused-ignore]  # referee only
import numpy as np  # type: ignore[import-not-found,unused-ignore]  # referee only

from tests.compute.matching.replay import community

SMALL = [
    "toets rekenen groep acht",
    "rekenen rekenen rekenen in de tuin",
    "ouder gesprek",
    "de les de les de les begint met een vraag",
    "gesprek over de toets met ouder en leerling",
    "tuin",
]
QUERIES = ["rekenen toets", "de les", "ouder gesprek gesprek", "tuin", "vraag onbekend"]
SETTINGS = [(1.2, 0.75), (1.5, 0.75), (0.9, 0.4), (2.0, 1.0), (1.2, 0.0)]
REAL_QUESTIONS = 8


def scores(documents: list[list[str]], query: list[str], k1: float, b: float) -> list[float]:
    retriever = bm25s.BM25(method="lucene", k1=k1, b=b, dtype="float64")
    retriever.index(documents, show_progress=False)
    return [float(score) for score in retriever.get_scores(query)]


def small_cases() -> list[dict[str, object]]:
    documents = [text.split() for text in SMALL]
    return [
        {"query": query, "k1": k1, "b": b, "scores": scores(documents, query.split(), k1, b)}
        for k1, b in SETTINGS
        for query in QUERIES
    ]


def real_cases() -> list[dict[str, object]]:
    """The first questions of the replay over its 240 excerpts: the best ten answers with scores."""
    answers = community().answers
    documents = [sorted(answer.words.elements()) for answer in answers]
    cases: list[dict[str, object]] = []
    for question in community().questions[:REAL_QUESTIONS]:
        found = scores(documents, sorted(question.words), 1.2, 0.75)
        pairs = [(answer.id, score) for answer, score in zip(answers, found, strict=True)]
        best = sorted(pairs, key=lambda pair: (-pair[1], pair[0]))[:10]
        cases.append({"question": question.id, "best": best, "sum": sum(sorted(found))})
    return cases


if __name__ == "__main__":
    result = {
        "versions": {"bm25s": bm25s.__version__, "numpy": np.__version__},
        "documents": SMALL,
        "small": small_cases(),
        "real": real_cases(),
    }
    target = Path(__file__).with_suffix(".json")
    target.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
