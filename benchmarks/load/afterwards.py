"""What a page's script asks for afterwards: what a save that was told at once is held against."""

import json
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from heapq import heappop, heappush
from typing import TypeAlias

THREADS = 16
"""More would ask at the same moment than browsers do: each waits for a while of its own."""

SERVERS_FAULT = 500
LONGEST_PAUSE = 15.0
"""The shortest wait that the script comes to; it may wait up to three times as long."""

Ask = Callable[[str, dict[str, str]], int]
"""Asks for an address with these headers; returns the status."""


Page: TypeAlias = tuple[str, str]
"""A page's address and who has it, by the cookie: the rows of one are asked about together."""


@dataclass(order=True)
class _Question:
    at: float
    page: Page = field(compare=False)
    headers: dict[str, str] = field(compare=False)
    pause: float = field(compare=False)
    rows: dict[str, float] = field(compare=False)
    tries: int = field(compare=False, default=1)


@dataclass
class Told:
    """How one went: its last status, seconds since the first of its saves was told, tries."""

    status: int
    seconds: float
    tries: int


class Afterwards:
    """Questions that come up while others are asked, and are asked in their time.

    As `web/static/web/grid.js` does: one for all the rows that a page has saved by then, after the
    server's `again` seconds and up to twice as long by chance, and after twice that when it is
    turned away.
    """

    def __init__(self) -> None:
        self._chance = random.Random("afterwards")
        self._left: list[_Question] = []
        self._of_page: dict[Page, _Question] = {}
        self._has_news = threading.Condition()
        self._is_over = False
        self.told: list[Told] = []

    def note(self, then: str, headers: dict[str, str], answer: str) -> bool:
        """Ask `then` later, if the answer to a save says that there is more to tell.

        Returns:
            Whether it said so.
        """
        again = json.loads(answer).get("again") if answer.startswith("{") else None
        if again:
            path, _mark, row = then.partition("?")
            page = path, headers.get("Cookie", "")
            self._put(_Question(0.0, page, headers, float(again), {row: time.monotonic()}))
        return bool(again)

    def work(self, ask: Ask) -> None:
        """Ask what is due until there is nothing left and nothing will come."""
        while (one := self._next()) is not None:
            status = ask(f"{one.page[0]}?{'&'.join(one.rows)}", one.headers)
            if status >= SERVERS_FAULT or not status:
                pause = min(2 * one.pause, LONGEST_PAUSE)
                self._put(replace(one, pause=pause, tries=one.tries + 1))
            else:
                waited = time.monotonic() - min(one.rows.values())
                self.told.append(Told(status, waited, one.tries))

    def end(self) -> None:
        """Say that nothing more will come up."""
        with self._has_news:
            self._is_over = True
            self._has_news.notify_all()

    def _put(self, one: _Question) -> None:
        at = time.monotonic() + one.pause * (1 + 2 * self._chance.random())
        with self._has_news:
            if one.page in self._of_page:
                self._of_page[one.page].rows.update(one.rows)
                return
            waiting = self._of_page[one.page] = replace(one, at=at)
            heappush(self._left, waiting)
            self._has_news.notify()

    def _next(self) -> _Question | None:
        with self._has_news:
            while True:
                wait = self._left[0].at - time.monotonic() if self._left else None
                if wait is not None and wait <= 0:
                    return self._of_page.pop(heappop(self._left).page)
                if wait is None and self._is_over:
                    return None
                self._has_news.wait(wait)
