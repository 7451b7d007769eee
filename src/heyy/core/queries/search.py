"""Finding texts: BM25 (Lucene's idf, k1 1.2, b 0.75) in one statement over the postings.

Both engines give the same hits in the same order: scores are rounded to six decimals and ties go to the lowest id.
"""

from django.db import connection

from heyy.core.stems import stems

K1 = 1.2
B = 0.75
MOST_TERMS = 40

_SQL = """
WITH everything AS MATERIALIZED (
  SELECT COUNT(*) * 1.0 AS documents, CAST(AVG(length * 1.0) AS DOUBLE PRECISION) AS mean_length
  FROM core_searchdocument WHERE kind = %s
), found AS MATERIALIZED (
  SELECT term, object_id, count, length FROM core_posting WHERE kind = %s AND term IN ({terms})
), numbers AS (
  SELECT term, COUNT(*) AS found FROM found GROUP BY term
), weights AS MATERIALIZED (
  SELECT term, CAST(LN(1.0 + (documents - found + 0.5) / (found + 0.5)) AS DOUBLE PRECISION) AS idf
  FROM numbers, everything
), scores AS (
  SELECT p.object_id, ROUND(CAST(SUM(
    w.idf * p.count * ({k1} + 1.0) / (p.count + {k1} * (1.0 - {b} + {b} * p.length / e.mean_length))
  ) AS NUMERIC), 6) AS score
  FROM found p JOIN weights w ON w.term = p.term, everything e
  WHERE 1 = 1 {within}
  GROUP BY p.object_id HAVING COUNT(*) >= %s
)
SELECT object_id, score FROM scores ORDER BY score DESC, object_id LIMIT %s
"""


def search(kind: str, text: str, *, most: int = 50, least_terms: int = 1, within: str = "") -> list[tuple[int, float]]:
    """Object ids with their scores (higher is better), best first; no known word gives an empty list.

    `least_terms` is how many different words of the text a hit must hold. `within` narrows the hits: an SQL condition
    on p.object_id without parameters, written by the caller's code and never taken from a person.
    """
    terms = list(dict.fromkeys(stems(text)))[:MOST_TERMS]
    if not terms:
        return []
    sql = _SQL.format(terms=", ".join(["%s"] * len(terms)), k1=K1, b=B, within=f"AND {within}" if within else "")
    with connection.cursor() as cursor:
        cursor.execute(sql, [kind, kind, *terms, min(least_terms, len(terms)), most])
        return [(object_id, float(score)) for object_id, score in cursor.fetchall()]
