from dataclasses import replace
from datetime import date, timedelta
from math import fsum

import pytest

from heyy.compute.matching import KINDS, Asker, Candidate, Piece, Suggestion, Weights, suggest

TODAY = date(2026, 3, 2)
ASKER = Asker(person=100, school=1, sector="PO", themes=frozenset({1, 2}))
ANNA = Candidate(
    person=1,
    school=1,
    sector="PO",
    themes=frozenset(),
    open_asks=0,
    asks_last_year=0,
    answered=0,
    asked=0,
    met_before=False,
    minutes=None,
    paused=False,
    hidden=False,
)
BRAM, CEES, DINA, ELSE = (replace(ANNA, person=number) for number in (2, 3, 4, 5))
TERMS = (
    "text",
    "themes",
    "other_school",
    "other_sector",
    "near",
    "answered",
    "met_before",
    "open_asks",
    "load",
)


def piece(id: int, owner: Candidate, score: float = 1.0, *, days: int = 0, kind: str = "did") -> Piece:
    return Piece(id, owner.person, score, TODAY - timedelta(days=days), kind)


def people(found: tuple[Suggestion, ...]) -> list[int]:
    return [one.person for one in found]


def only(candidate: Candidate, asker: Asker = ASKER) -> Suggestion:
    """The one suggestion for a candidate with one fresh piece."""
    (found,) = suggest(asker, [piece(1, candidate)], [candidate], today=TODAY)
    return found


def test_suggest_puts_the_strongest_evidence_first() -> None:
    pieces = [piece(1, ANNA, 2.0), piece(2, BRAM, 3.0), piece(3, CEES, 1.0)]

    assert people(suggest(ASKER, pieces, [ANNA, BRAM, CEES], today=TODAY)) == [2, 1, 3]


def test_suggest_explains_a_score_term_by_term() -> None:
    anna = replace(
        ANNA,
        school=2,
        sector="VO",
        themes=frozenset({2, 9}),
        open_asks=1,
        asks_last_year=6,
        answered=1,
        asked=4,
        met_before=True,
        minutes=15,
    )

    found = only(anna)

    assert dict(found.terms) == pytest.approx(
        {
            "text": 1.0,
            "themes": 0.15,
            "other_school": 0.1,
            "other_sector": 0.1,
            "near": 0.1125,
            "answered": -0.075,
            "met_before": 0.1,
            "open_asks": -0.1,
            "load": -0.15,
        }
    )
    assert tuple(name for name, _ in found.terms) == TERMS
    assert found.score == fsum(value for _, value in found.terms)
    assert found.reasons == (
        "did",
        "shares_theme",
        "met_before",
        "near",
        "other_school",
        "other_sector",
    )
    assert found.best_piece == 1


def test_suggest_leaves_unknown_things_out_of_score_and_reasons() -> None:
    found = only(replace(ANNA, school=None, sector=""))

    assert dict(found.terms) == {name: float(name == "text") for name in TERMS}
    assert [str(value) for _, value in found.terms if value == 0] == ["0.0"] * 8
    assert found.reasons == ("did",)


def test_votes_halve_every_half_life() -> None:
    pieces = [piece(1, ANNA, 1.0), piece(2, BRAM, 1.0, days=730), piece(3, CEES, 1.0, days=1460)]

    found = suggest(ASKER, pieces, [ANNA, BRAM, CEES], today=TODAY)

    assert [dict(one.terms)["text"] for one in found] == [1.0, 0.5, 0.25]


def test_evidence_dated_ahead_counts_as_fresh() -> None:
    pieces = [piece(1, ANNA), piece(2, BRAM, days=-90)]

    found = suggest(ASKER, pieces, [ANNA, BRAM], today=TODAY)

    assert [dict(one.terms)["text"] for one in found] == [1.0, 1.0]


def test_every_further_piece_of_a_person_counts_less() -> None:
    pieces = [piece(1, ANNA), piece(2, ANNA), piece(3, ANNA), piece(4, BRAM, 2.2)]

    found = suggest(ASKER, pieces, [ANNA, BRAM], today=TODAY)

    assert people(found) == [2, 1]
    assert dict(found[1].terms)["text"] == pytest.approx((1 + 1 / 2 + 1 / 3) / 2.2)


def test_curiosity_counts_a_little() -> None:
    pieces = [piece(1, ANNA, kind="curious"), piece(2, BRAM, kind="offers")]

    found = suggest(ASKER, pieces, [ANNA, BRAM], today=TODAY)

    assert [(one.person, one.reasons[0]) for one in found] == [(2, "offers"), (1, "curious")]
    assert dict(found[1].terms)["text"] == pytest.approx(0.2)


def test_reasons_begin_with_the_kind_of_the_best_piece() -> None:
    pieces = [
        piece(1, ANNA, 1.0, kind="offers"),
        piece(2, ANNA, 3.0, kind="wrote"),
        piece(3, ANNA, 2.0, kind="helped"),
        piece(4, ANNA, 0.5, kind="wrote"),
    ]

    (found,) = suggest(ASKER, pieces, [ANNA], today=TODAY)

    assert found.best_piece == 2
    assert found.reasons == ("wrote", "helped", "offers")


def test_best_piece_of_equal_ones_is_the_newest_then_the_lowest_number() -> None:
    ageless = Weights(half_life_days=1e300)
    pieces = [piece(7, ANNA, days=9), piece(9, ANNA, days=2), piece(8, ANNA, days=2)]

    (found,) = suggest(ASKER, pieces, [ANNA], today=TODAY, weights=ageless)

    assert found.best_piece == 8


def test_a_theme_alone_is_enough_to_be_suggested_but_nearness_is_not() -> None:
    themed, near = replace(ANNA, themes=frozenset({1})), replace(BRAM, minutes=0, met_before=True)

    (found,) = suggest(ASKER, [], [themed, near], today=TODAY)

    assert (found.person, found.best_piece, found.reasons) == (1, None, ("shares_theme",))


@pytest.mark.parametrize(
    "away",
    [
        replace(ANNA, paused=True),
        replace(ANNA, hidden=True),
        replace(ANNA, open_asks=2),
        replace(ANNA, person=ASKER.person),
    ],
    ids=["paused", "hidden", "at the cap", "the asker"],
)
def test_who_cannot_be_asked_is_not_suggested_and_weakens_nobody(away: Candidate) -> None:
    pieces = [piece(1, away, 50.0), piece(2, BRAM, 1.0)]

    (found,) = suggest(ASKER, pieces, [away, BRAM], today=TODAY)

    assert found.person == BRAM.person
    assert dict(found.terms)["text"] == 1.0


def test_pieces_of_people_who_are_no_candidates_are_passed_over() -> None:
    assert people(suggest(ASKER, [piece(1, ANNA), piece(2, BRAM)], [BRAM], today=TODAY)) == [2]


def test_load_lets_three_quarters_of_a_vote_come_level() -> None:
    """The example in `Weights`."""
    busy = replace(ANNA, asks_last_year=6, open_asks=1)
    pieces = [piece(1, busy, 1.0), piece(2, BRAM, 0.75)]

    one, other = suggest(ASKER, pieces, [busy, BRAM], today=TODAY)

    assert one.score == pytest.approx(other.score)


def test_equal_scores_go_to_who_was_asked_less_then_to_the_lowest_number() -> None:
    no_load = Weights(load=0.0, rarely=0)
    candidates = [replace(ANNA, asks_last_year=3), replace(BRAM, asks_last_year=2), DINA, CEES]
    pieces = [piece(10 + c.person, c) for c in candidates]

    found = suggest(ASKER, pieces, candidates, today=TODAY, places=4, weights=no_load)

    assert people(found) == [3, 4, 2, 1]


def busy_top_of_four() -> tuple[list[Piece], list[Candidate]]:
    """Four people in order of score, all asked often."""
    busy = [replace(c, asks_last_year=5) for c in (ANNA, BRAM, CEES, DINA)]
    return [piece(c.person, c, 10.0 - c.person) for c in busy], busy


def test_the_last_place_goes_to_someone_rarely_asked() -> None:
    pieces, candidates = busy_top_of_four()
    rare = replace(ELSE, asks_last_year=1)

    found = suggest(ASKER, [*pieces, piece(5, rare, 1.0)], [*candidates, rare], today=TODAY)

    assert people(found) == [1, 2, 5]
    assert [one.reasons for one in found] == [("did",), ("did",), ("did", "rarely_asked")]


@pytest.mark.parametrize(
    ("candidate", "score", "kind"),
    [
        (replace(ELSE, asks_last_year=2), 4.0, "did"),
        (ELSE, 4.0, "curious"),
        (ELSE, 0.8, "did"),
    ],
    ids=["asked twice", "only curious", "hardly any vote"],
)
def test_the_last_place_goes_by_score_when_nobody_fits(candidate: Candidate, score: float, kind: str) -> None:
    pieces, candidates = busy_top_of_four()
    extra = piece(5, candidate, score, kind=kind)

    found = suggest(ASKER, [*pieces, extra], [*candidates, candidate], today=TODAY)

    assert people(found) == [1, 2, 3]
    assert all("rarely_asked" not in one.reasons for one in found)


def test_a_theme_without_a_vote_does_not_earn_the_reserved_place() -> None:
    pieces, candidates = busy_top_of_four()
    themed = replace(ELSE, themes=frozenset({1, 2}))

    assert people(suggest(ASKER, pieces, [*candidates, themed], today=TODAY)) == [1, 2, 3]


def test_a_single_place_is_not_reserved() -> None:
    pieces, candidates = busy_top_of_four()

    found = suggest(ASKER, [*pieces, piece(5, ELSE, 4.0)], [*candidates, ELSE], today=TODAY, places=1)

    assert people(found) == [1]


def test_no_places_or_no_room_gives_nobody() -> None:
    assert suggest(ASKER, [piece(1, ANNA)], [ANNA], today=TODAY, places=0) == ()
    assert suggest(ASKER, [piece(1, ANNA)], [ANNA], today=TODAY, cap=0) == ()
    assert suggest(ASKER, [], [], today=TODAY) == ()


def test_evidence_so_old_that_nothing_is_left_still_gives_a_suggestion() -> None:
    ancient = Piece(1, ANNA.person, 1e-300, date.min, "did")

    (found,) = suggest(ASKER, [ancient], [ANNA], today=TODAY)

    assert dict(found.terms)["text"] == 0.0


def test_suggest_refuses_bad_input() -> None:
    with pytest.raises(ValueError, match=r"^places must not be negative, not -1$"):
        suggest(ASKER, [], [], today=TODAY, places=-1)
    with pytest.raises(ValueError, match=r"^cap must not be negative, not -2$"):
        suggest(ASKER, [], [], today=TODAY, cap=-2)
    with pytest.raises(ValueError, match=r"^pieces must hold each number once, not again \[4\]$"):
        suggest(ASKER, [piece(4, ANNA), piece(4, BRAM)], [ANNA], today=TODAY)
    with pytest.raises(ValueError, match=r"^candidates must hold each number once, not again"):
        suggest(ASKER, [], [ANNA, replace(ANNA, minutes=5)], today=TODAY)


@pytest.mark.parametrize("score", [0.0, -1.0, float("nan"), float("inf")])
def test_a_piece_refuses_a_score_that_is_not_above_zero(score: float) -> None:
    with pytest.raises(ValueError, match=r"^score must be a finite number above zero"):
        piece(1, ANNA, score)


def test_a_piece_refuses_an_unknown_kind() -> None:
    with pytest.raises(ValueError, match=r"^kind must be one of offers, did, .*, not 'expert'$"):
        piece(1, ANNA, kind="expert")


def test_a_candidate_refuses_negative_counts() -> None:
    with pytest.raises(ValueError, match=r"^open_asks must not be negative, not -1$"):
        replace(ANNA, open_asks=-1)
    with pytest.raises(ValueError, match=r"^asks_last_year must not be negative, not -2$"):
        replace(ANNA, asks_last_year=-2)
    with pytest.raises(ValueError, match=r"^answered must not be negative, not -3$"):
        replace(ANNA, answered=-3)
    with pytest.raises(ValueError, match=r"^asked must not be negative, not -4$"):
        replace(ANNA, asked=-4)
    with pytest.raises(ValueError, match=r"^minutes must not be negative, not -5$"):
        replace(ANNA, minutes=-5)


def test_a_candidate_refuses_more_answers_than_asks() -> None:
    with pytest.raises(ValueError, match=r"^answered must be at most asked, not 3 of 2$"):
        replace(ANNA, answered=3, asked=2)


def test_weights_refuse_what_would_turn_the_score_around() -> None:
    with pytest.raises(ValueError, match=r"^text must be a number at least zero, not -0\.5$"):
        Weights(text=-0.5)
    with pytest.raises(ValueError, match=r"^half_life_days must be a number above zero, not 0$"):
        Weights(half_life_days=0)
    with pytest.raises(ValueError, match=r"^kinds must weigh each kind at zero or more, not {}$"):
        Weights(kinds={})
    with pytest.raises(ValueError, match=r"^kinds must weigh each kind"):
        Weights(kinds=dict.fromkeys(KINDS, -1.0))


def test_weights_can_be_compared_and_hashed() -> None:
    assert len({Weights(), Weights(), Weights(load=0.5)}) == 2
