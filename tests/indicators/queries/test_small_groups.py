from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heyy.indicators.queries.small_groups import FLOOR, Protected, protect


def _named(*sizes: int) -> list[tuple[str, int]]:
    return list(zip("abcdefgh", sizes, strict=False))


@pytest.mark.parametrize(
    ("sizes", "shown", "merged", "together"),
    [
        ((), [], [], 0),
        ((5, 9), [("a", 5), ("b", 9)], [], 0),
        ((9, 1, 4, 7), [("a", 9), ("d", 7)], ["b", "c"], 5),
        ((2, 9, 30), [("c", 30)], ["a", "b"], 11),  # one small group would follow from the total
        ((1, 2, 30, 6), [("c", 30)], ["a", "b", "d"], 9),  # three together are still fewer than five
        ((3, 3, 6, 6, 8), [("e", 8)], ["a", "b", "c", "d"], 18),  # two times three would be no secret
        ((4, 4, 5), [], ["a", "b", "c"], 13),
    ],
)
def test_small_groups_stand_together(
    sizes: tuple[int, ...], shown: list[tuple[str, int]], merged: list[str], together: int
) -> None:
    assert protect(_named(*sizes)) == Protected(shown, merged, together)


@pytest.mark.parametrize("sizes", [(1,), (4,), (1, 1, 1, 1, 1, 1), (2, 1), (3, 3)])
def test_too_few_people_are_not_broken_down_at_all(sizes: tuple[int, ...]) -> None:
    assert protect(_named(*sizes)) is None


@pytest.mark.parametrize("groups", [1, 2, 3, 4, 5])
def test_who_knows_the_rule_and_the_total_finds_no_small_group(groups: int) -> None:
    """Tries every possible set of sizes: those that read the same never agree on the size of a hidden group."""
    read_the_same: dict[object, list[tuple[int, ...]]] = defaultdict(list)
    for sizes in product(range(1, 9), repeat=groups):
        published = protect(list(enumerate(sizes)))
        if published is not None:
            view = (tuple(published.shown), tuple(published.merged), published.together)
            read_the_same[view, sum(sizes)].append(sizes)
    for possible in read_the_same.values():
        published = protect(list(enumerate(possible[0])))
        assert published is not None
        for hidden in published.merged:
            assert len({sizes[hidden] for sizes in possible}) > 1


@given(st.lists(st.integers(1, 40), max_size=60))
def test_nothing_small_is_shown_or_follows_from_what_is(sizes: list[int]) -> None:
    published = protect(list(enumerate(sizes)))
    if published is None:
        return
    assert all(size >= FLOOR for _, size in published.shown)
    assert sum(size for _, size in published.shown) + published.together == sum(sizes)
    if published.merged:
        assert published.together >= FLOOR
        hidden = [sizes[group] for group in published.merged]
        assert len(set(hidden)) > 1
        assert max(hidden) < min((size for _, size in published.shown), default=99)


@given(st.lists(st.integers(1, 12), min_size=2, max_size=12), st.randoms())
def test_hidden_groups_can_be_exchanged_unseen(sizes: list[int], chance: object) -> None:
    published = protect(list(enumerate(sizes)))
    if published is None or not published.merged:
        return
    hidden = list(published.merged)
    dealt = [sizes[group] for group in hidden]
    chance.shuffle(dealt)  # type: ignore[attr-defined]
    exchanged = list(sizes)
    for group, size in zip(hidden, dealt, strict=True):
        exchanged[group] = size
    assert protect(list(enumerate(exchanged))) == published
