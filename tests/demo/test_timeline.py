from datetime import UTC, datetime, timedelta

from heyy.demo.timeline import Timeline

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_things_happen_in_order_and_those_of_one_moment_in_the_order_given() -> None:
    line, seen = Timeline(NOON + 9 * HOUR), list[tuple[str, datetime]]()
    for name, moment in (("late", NOON + HOUR), ("first", NOON), ("second", NOON)):
        line.at(moment, lambda now, name=name: seen.append((name, now)))  # type: ignore[misc]

    line.run(lambda share: None, expected=3)

    assert seen == [("first", NOON), ("second", NOON), ("late", NOON + HOUR)]


def test_what_comes_after_the_end_never_happens() -> None:
    line, seen = Timeline(NOON), list[datetime]()
    line.at(NOON, seen.append)
    line.at(NOON - HOUR, seen.append)

    line.run(lambda share: None, expected=3)

    assert seen == [NOON - HOUR]


def test_what_is_put_before_the_present_happens_next() -> None:
    line, seen = Timeline(NOON + 9 * HOUR), list[datetime]()

    def asks(now: datetime) -> None:
        line.at(now - HOUR, seen.append)

    line.at(NOON, asks)
    line.at(NOON + HOUR, seen.append)
    line.run(lambda share: None, expected=3)

    assert seen == [NOON, NOON + HOUR]


def test_progress_is_told_every_fifty_and_never_passes_the_whole() -> None:
    line, told = Timeline(NOON + 200 * HOUR), list[float]()
    for number in range(150):
        line.at(NOON + number * HOUR, lambda now: None)

    happened = line.run(told.append, expected=120)

    assert (happened, told) == (150, [50 / 120, 100 / 120, 1.0])
