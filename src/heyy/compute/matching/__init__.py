"""Three people to ask: who has done, offered or written what a question is about, and has room.

Why not text alone? Ranking people by how well their texts match finds whoever wrote most. In the
small public sets tried, "always ask the busiest" even beats text search, because there the busiest
did answer. But then nearly every ask goes to one person, who tires, while dozens with something to
offer are never asked. A centre that wants people to meet judges its suggestions by two things at
once: did the right people come up, and was the asking spread.

So, for each question:

1. **Search.** BM25 finds the best 50 pieces of evidence: one line each on what someone offers, did,
   helped with, wrote, or is curious about. This happens in SQL; `bm25` here is the same formula in
   plain Python, for checking and for evaluation.
2. **Vote.** Each piece votes for its owner with its search score, halved every two years. The
   second-best piece of the same person counts half, the third a third. Curiosity counts for little.
3. **Score.** A plain sum, each part visible in the result: the text vote (as a share of the
   strongest), shared themes, another school, another sector, travel time, how often asks were
   answered (smoothed, so that one missed ask does not brand anyone; a "no" counts as an answer),
   contact before, and less for open asks and for having been asked often. All weights and their
   reasons stand in `Weights`.
4. **Limits.** Who has two open asks is not suggested, whatever the score. Nor is who paused, who
   is hidden, the asker, or who has nothing to do with the subject.
5. **A place kept free.** Two of three places go by score. The third goes to the best person who was
   asked at most once last year and has a real text vote, when there is one.
6. **Why.** Each suggestion carries codes that become one sentence, and the terms that became its
   score.

`evaluation` measures both sides: reciprocal rank, hits and nDCG beside the Gini of load and the
share of the busiest. `tests/compute/matching/replay.py` does so on a real community.

Nothing here reads a clock, a file or a database; the same input gives the same output in any order
of rows.
"""

from heyy.compute.matching.evaluation import (
    Report,
    busiest_share,
    gini,
    hit_at,
    mean_reciprocal_rank,
    ndcg_at,
    report,
)
from heyy.compute.matching.records import (
    DEFAULT_WEIGHTS,
    KINDS,
    Asker,
    Candidate,
    Piece,
    Suggestion,
    Weights,
)
from heyy.compute.matching.suggest import suggest
from heyy.compute.matching.text import bm25

__all__ = [
    "DEFAULT_WEIGHTS",
    "KINDS",
    "Asker",
    "Candidate",
    "Piece",
    "Report",
    "Suggestion",
    "Weights",
    "bm25",
    "busiest_share",
    "gini",
    "hit_at",
    "mean_reciprocal_rank",
    "ndcg_at",
    "report",
    "suggest",
]
