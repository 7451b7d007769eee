"""What happens when, in order: stories put moments on the line, and running it lets them happen one after another."""

import heapq
from collections.abc import Callable
from datetime import datetime
from itertools import count

Happening = Callable[[datetime], None]


class Timeline:
    """A moment that comes after `until` never happens; one put before the present happens next."""

    def __init__(self, until: datetime) -> None:
        self.until = until
        self._queue: list[tuple[datetime, int, Happening]] = []
        self._order = count()

    def at(self, moment: datetime, happening: Happening) -> None:
        if moment < self.until:
            heapq.heappush(self._queue, (moment, next(self._order), happening))

    def run(self, progress: Callable[[float], None], *, expected: int) -> int:
        """Lets everything happen, tells now and then which share of `expected` is done, and returns how much it was."""
        done = 0
        now = self._queue[0][0] if self._queue else self.until
        while self._queue:
            moment, _, happening = heapq.heappop(self._queue)
            now = max(now, moment)
            happening(now)
            done += 1
            if done % 50 == 0:
                progress(min(done / expected, 1.0))
        return done
