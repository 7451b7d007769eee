"""What must hold for every question, whoever asks and whatever the search found."""

from dataclasses import replace
from datetime import date, timedelta
from math import fsum
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from heyy.compute.matching import KINDS, Asker, Candidate, Piece, Suggestion, Weights, suggest

TODAY = date(2026, 3, 2)
EVERYBODY = 99
THEMES = st.sampled_from([frozenset({1}), frozenset({1, 2}), frozenset({3}), frozenset()])
SCHOOLS = st.sampled_from([None, 1, 2])
SECTORS = st.sampled_from(["", "PO", "VO"])
ASKERS = st.builds(Asker, st.integers(1, 8), SCHOOLS, SECTORS, THEMES)
WEIGHTS = st.just(Weights()) | st.builds(Weights, text=st.floats(0, 3), load=st.floats(0, 3))


def plain(number: int) -> Candidate:
    """All plain people are alike, so that ties are common."""
    return Candidate(number, None, "", frozenset({1}), 0, 1, 0, 0, False, None, False, False)


def varied(number: int) -> st.SearchStrategy[Candidate]:
    return st.builds(
        Candidate,
        person=st.just(number),
        school=SCHOOLS,
        sector=SECTORS,
        themes=THEMES,
        open_asks=st.sampled_from([0, 0, 1, 2]),
        asks_last_year=st.integers(0, 9),
        answered=st.integers(0, 6),
        asked=st.just(6),
        met_before=st.booleans(),
        minutes=st.sampled_from([None, 0, 20, 21, 90]),
        paused=st.sampled_from([False, False, False, True]),
        hidden=st.sampled_from([False, False, False, True]),
    )


def piece(id: int) -> st.SearchStrategy[Piece]:
    """Owner 7 is no candidate."""
    return st.builds(
        Piece,
        id=st.just(id),
        owner=st.integers(1, 7),
        score=st.sampled_from([5.0, 5.0, 0.3]) | st.floats(0.01, 60.0),
        on=st.integers(-90, 3000).map(lambda days: TODAY - timedelta(days=days)) | st.just(TODAY),
        kind=st.sampled_from(KINDS),
    )


CANDIDATES = st.tuples(*[st.just(plain(n)) | varied(n) for n in range(1, 7)]).map(list)
PIECES = st.integers(1, 8).flatmap(lambda most: st.tuples(*[piece(id) for id in range(1, most + 1)]).map(list))


@given(ASKERS, PIECES, CANDIDATES, st.integers(0, 8), st.integers(0, 4))
def test_only_people_who_can_be_asked_are_suggested(
    asker: Asker, pieces: list[Piece], candidates: list[Candidate], places: int, cap: int
) -> None:
    by_number = {one.person: one for one in candidates}

    found = suggest(asker, pieces, candidates, today=TODAY, places=places, cap=cap)

    suggested = [by_number[one.person] for one in found]
    assert len(found) <= places
    assert len({one.person for one in found}) == len(found)
    assert not any(one.paused or one.hidden for one in suggested)
    assert all(one.open_asks < cap for one in suggested)
    assert asker.person not in {one.person for one in suggested}


@given(ASKERS, PIECES, CANDIDATES, st.integers(0, 8), WEIGHTS)
def test_the_terms_add_up_and_the_order_is_by_score(
    asker: Asker,
    pieces: list[Piece],
    candidates: list[Candidate],
    places: int,
    weights: Weights,
) -> None:
    found = suggest(asker, pieces, candidates, today=TODAY, places=places, weights=weights)

    assert all(one.score == fsum(value for _, value in one.terms) for one in found)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


@given(ASKERS, PIECES, CANDIDATES, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(
    asker: Asker, pieces: list[Piece], candidates: list[Candidate], chance: Random
) -> None:
    mixed_pieces = chance.sample(pieces, len(pieces))
    mixed_candidates = chance.sample(candidates, len(candidates))

    expected = suggest(asker, pieces, candidates, today=TODAY)

    assert suggest(asker, mixed_pieces, mixed_candidates, today=TODAY) == expected


@given(ASKERS, PIECES, CANDIDATES, st.integers(1, 4000), st.data())
def test_newer_evidence_never_scores_less(
    asker: Asker,
    pieces: list[Piece],
    candidates: list[Candidate],
    days: int,
    data: st.DataObject,
) -> None:
    renewed = data.draw(st.sampled_from(pieces))
    newer = replace(renewed, on=renewed.on + timedelta(days=days))
    after = [newer if one == renewed else one for one in pieces]

    found, found_later = (
        {one.person: one.score for one in suggest(asker, some, candidates, today=TODAY, places=EVERYBODY)}
        for some in (pieces, after)
    )

    assert found.keys() == found_later.keys()
    if renewed.owner in found:
        assert found_later[renewed.owner] >= found[renewed.owner]


@given(ASKERS, PIECES, CANDIDATES, st.sampled_from([0.125, 8.0]))
def test_only_proportions_between_search_scores_matter(
    asker: Asker, pieces: list[Piece], candidates: list[Candidate], factor: float
) -> None:
    """SQL's scores are a constant times those of `bm25`; powers of two keep this exact."""
    scaled = [replace(one, score=one.score * factor) for one in pieces]

    expected = suggest(asker, pieces, candidates, today=TODAY)

    assert suggest(asker, scaled, candidates, today=TODAY) == expected


@given(ASKERS, PIECES, CANDIDATES, st.integers(2, 5))
def test_someone_rarely_asked_has_a_place_when_there_is_one(
    asker: Asker, pieces: list[Piece], candidates: list[Candidate], places: int
) -> None:
    """Who is eligible is worked out afresh, from the complete list ranked by score."""
    everybody = suggest(asker, pieces, candidates, today=TODAY, places=EVERYBODY)
    asks = {one.person: one.asks_last_year for one in candidates}
    helpers = {one.owner for one in pieces if one.kind != "curious"}
    eligible = [
        one.person for one in everybody if asks[one.person] <= 1 and one.person in helpers and text_of(one) >= 0.1
    ]

    found = suggest(asker, pieces, candidates, today=TODAY, places=places)

    top = {one.person for one in everybody[: places - 1]}
    waiting = [person for person in eligible if person not in top]
    marked = [one.person for one in found if "rarely_asked" in one.reasons]
    assert marked == waiting[:1]
    assert bool({one.person for one in found} & set(eligible)) == bool(eligible)
    assert [one.person for one in found[: places - 1]] == [one.person for one in everybody[: places - 1]]


@given(ASKERS, PIECES, CANDIDATES)
def test_reasons_are_true_and_the_best_piece_is_their_own(
    asker: Asker, pieces: list[Piece], candidates: list[Candidate]
) -> None:
    by_number = {one.person: one for one in candidates}
    by_id = {one.id: one for one in pieces}

    for one in suggest(asker, pieces, candidates, today=TODAY, places=EVERYBODY):
        person = by_number[one.person]
        own_kinds = {p.kind for p in pieces if p.owner == one.person}
        assert set(one.reasons) & set(KINDS) == own_kinds
        assert ("shares_theme" in one.reasons) == bool(asker.themes & person.themes)
        assert one.reasons
        if one.best_piece is None:
            assert not own_kinds
        else:
            best = by_id[one.best_piece]
            assert (best.owner, best.kind) == (one.person, one.reasons[0])


def text_of(one: Suggestion) -> float:
    return dict(one.terms)["text"]
