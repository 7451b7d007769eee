"""The replay is exact and repeatable: another figure means that people are found otherwise."""

import pytest

from heyy.compute.matching import Report
from tests.compute.matching.replay import METHODS, community, figures, people, replay, table

FIGURES = {
    3: {
        "plain BM25": (0.232, 0.366, 0.183, 0.227, 0.068, 1.0),
        "ask the busiest": (0.570, 0.699, 0.521, 0.841, 0.312, 0.346),
        "ours, blind to load": (0.248, 0.431, 0.218, 0.462, 0.117, 0.962),
        "ours": (0.163, 0.285, 0.149, 0.142, 0.053, 1.0),
    },
    1: {
        "plain BM25": (0.232, 0.366, 0.183, 0.345, 0.081, 0.923),
        "ask the busiest": (0.570, 0.699, 0.521, 0.957, 0.935, 0.077),
        "ours, blind to load": (0.248, 0.431, 0.218, 0.529, 0.106, 0.769),
        "ours": (0.210, 0.358, 0.178, 0.369, 0.081, 0.962),
    },
}
"""MRR, hit@5, nDCG@5, Gini, share of the busiest, share reached; by people asked per question."""


@pytest.fixture(scope="module", params=[3, 1], ids=["three asked", "one asked"])
def asked_and_reports(request: pytest.FixtureRequest) -> tuple[int, dict[str, Report]]:
    return request.param, {name: replay(m, asked=request.param) for name, m in METHODS.items()}


def test_the_set_is_complete() -> None:
    answers, questions = community().answers, community().questions

    assert (len(answers), len(people()), len(questions)) == (240, 26, 123)
    assert sum(len(question.grades) for question in questions) == 169  # 172 rows, three of them repeats
    assert next(question.grades for question in questions if question.id == 4078)[2293] == 2
    assert max(answer.on for answer in answers) < min(question.on for question in questions)


def test_replay_gives_the_figures_on_record(
    asked_and_reports: tuple[int, dict[str, Report]],
) -> None:
    asked, reports = asked_and_reports

    found = {name: tuple(round(x, 3) for x in figures(r)) for name, r in reports.items()}
    assert found == FIGURES[asked]


def test_ours_spreads_asks_better_than_asking_the_busiest(
    asked_and_reports: tuple[int, dict[str, Report]],
) -> None:
    _, reports = asked_and_reports
    ours, busiest, blind = (reports[n] for n in ("ours", "ask the busiest", "ours, blind to load"))

    assert ours.gini < blind.gini < busiest.gini
    assert ours.busiest < blind.busiest < busiest.busiest


def test_plain_bm25_has_the_hits_of_the_data_readme_and_nearly_its_mrr(
    asked_and_reports: tuple[int, dict[str, Report]],
) -> None:
    """The shared data README says .366 and .226; why the second differs stands in `replay`."""
    plain = asked_and_reports[1]["plain BM25"]

    assert round(plain.hit, 3) == 0.366
    assert plain.mrr == pytest.approx(0.226, abs=0.01)


def test_table_shows_every_method() -> None:
    lines = table(asked=1).splitlines()

    assert lines[0].split()[-6:] == ["MRR", "hit@5", "nDCG@5", "Gini", "busiest", "reached"]
    assert [line[:24].strip() for line in lines[1:]] == list(METHODS)
    assert lines[-1].split()[-6:] == ["0.210", "0.358", "0.178", "0.369", "0.081", "0.962"]
