"""Let no more requests be worked on at once than the machine can carry; turn away what is too much.

A server that takes in everything answers everybody late. This one lets a few be worked on, has the
others wait for a moment, and tells whoever would wait longer to come again: it is as fast as ever
as soon as the rush is over.
"""

import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from threading import BoundedSemaphore, Lock
from typing import Any, TypeAlias

from enslinje.web.rush import CAN_WAIT, IS_RUSHED

Environ: TypeAlias = dict[str, Any]
StartResponse: TypeAlias = Callable[..., Any]
Gates: TypeAlias = tuple[BoundedSemaphore, ...]
Application: TypeAlias = Callable[[Environ, StartResponse], Iterable[bytes]]

AT_ONCE = 2
"""How many requests a process works on at the same time."""

WRITES = 1
"""How many of those may write. A write that waits for another's holds no place meanwhile: it would
do nothing there, and the other would take longer for all that the rest do."""

LARGEST_IN_TURN = 200_000
"""Bytes of a form that waits for its turn; a larger one is a file."""

QUEUE = 16
"""How many more who look may wait in it. The threads that are left turn the rest away."""

FORMS = 40
"""How many forms may wait besides. More would leave no thread to turn anybody away."""

PATIENCE_SECONDS = 1.5
"""How long a request waits before it is turned away."""

LONG_PATIENCE_SECONDS = 25.0
"""How long a form waits: a browser that is turned away could lose what was typed, and a script that
is would only come again, later than its turn would have been."""

RUSH_WAITING = 3
"""How many wait to write in a rush. With one or two, all that is to be told comes in time."""

RUSH_SECONDS = 2.0
"""How long a rush lasts after so many last waited."""

COME_AGAIN_SECONDS = 2
ALWAYS = frozenset({"/halsa/"})
"""Addresses that are answered however much there is to do: whoever asks may end the process."""

LOOKS = frozenset({"GET", "HEAD", "OPTIONS"})

HEADERS = (
    ("Content-Type", "text/html; charset=utf-8"),
    ("Retry-After", str(COME_AGAIN_SECONDS)),
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Referrer-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
)


class Admission:
    """A WSGI application in front of another.

    Requests are worked on by as many threads as work at once, and wait in the ones they came in:
    what a thread has at hand, such as its connection and the statements that the database knows, is
    what the last request left there. Of sixty threads each would have its own, seldom used.

    Args:
        application: what answers whoever is let in.
        busy: the page for whoever is not.
        at_once: how many requests are worked on at the same time.
        writes: how many of them may write.
        queue: how many more may wait.
        forms: how many forms may wait besides.
        patience: the seconds that one waits.
    """

    def __init__(
        self,
        application: Application,
        *,
        busy: bytes,
        at_once: int = AT_ONCE,
        writes: int = WRITES,
        queue: int = QUEUE,
        forms: int = FORMS,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        self._application = application
        self._workers = ThreadPoolExecutor(at_once, "work")
        self._busy = busy
        self._places = BoundedSemaphore(at_once)
        self._turns = BoundedSemaphore(writes)
        self._queue = queue
        self._forms = forms
        self._patience = patience
        self._waiting = {True: 0, False: 0}  # Who writes, and who looks.
        self._rushed_until = 0.0
        self._guard = Lock()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer the request, or say soon that there is too much to do."""
        if environ.get("PATH_INFO") in ALWAYS:
            return self._application(environ, start_response)
        if CAN_WAIT in environ and self._is_rushed():
            return self._turned_away(start_response)
        gates = (self._turns, self._places) if _takes_a_turn(environ) else (self._places,)
        if not self._is_let_in(gates, environ):
            return self._turned_away(start_response)
        environ[IS_RUSHED] = self._is_rushed
        try:
            return self._workers.submit(self._application, environ, start_response).result()
        finally:
            for gate in reversed(gates):
                gate.release()

    def _is_let_in(self, gates: Gates, environ: Environ) -> bool:
        if _passed(gates, time.monotonic()):
            return True
        is_patient = _writes(environ)
        with self._guard:
            if self._waiting[is_patient] >= (self._forms if is_patient else self._queue):
                return False
            self._waiting[is_patient] += 1
            if self._waiting[True] >= RUSH_WAITING and self._is_taken(self._turns):
                self._rushed_until = time.monotonic() + RUSH_SECONDS
        try:
            patience = LONG_PATIENCE_SECONDS if is_patient else self._patience
            return _passed(gates, time.monotonic() + patience)
        finally:
            with self._guard:
                self._waiting[is_patient] -= 1

    @staticmethod
    def _is_taken(gate: BoundedSemaphore) -> bool:
        if gate.acquire(blocking=False):
            gate.release()
            return False
        return True

    def _is_rushed(self) -> bool:
        """Whether several wait to write, or did a moment ago."""
        return time.monotonic() < self._rushed_until

    def _turned_away(self, start_response: StartResponse) -> Iterable[bytes]:
        status = HTTPStatus.SERVICE_UNAVAILABLE
        length = ("Content-Length", str(len(self._busy)))
        start_response(f"{status.value} {status.phrase}", [*HEADERS, length])
        return [self._busy]


def _passed(gates: Gates, until: float) -> bool:
    """Go through all the gates in order by then, or through none."""
    for number, gate in enumerate(gates):
        if not gate.acquire(timeout=max(0.0, until - time.monotonic())):
            for behind in gates[:number]:
                behind.release()
            return False
    return True


def _writes(environ: Environ) -> bool:
    return environ.get("REQUEST_METHOD", "GET") not in LOOKS


def _takes_a_turn(environ: Environ) -> bool:
    """Whether it writes, and no file: to read one takes long, and nobody should wait for that."""
    length = environ.get("CONTENT_LENGTH") or "0"
    return _writes(environ) and length.isdigit() and int(length) <= LARGEST_IN_TURN
