"""Let no more requests be worked on at once than the machine can carry; turn away what is too much.

A server that takes in everything answers everybody late. This one lets a few be worked on, has the
others wait for a moment, and tells whoever would wait longer to come again: it is as fast as ever
as soon as the rush is over.
"""

from collections.abc import Callable, Iterable
from http import HTTPStatus
from threading import BoundedSemaphore, Lock
from typing import Any, TypeAlias

Environ: TypeAlias = dict[str, Any]
StartResponse: TypeAlias = Callable[..., Any]
Application: TypeAlias = Callable[[Environ, StartResponse], Iterable[bytes]]

AT_ONCE = 4
"""How many requests a process works on at the same time."""

QUEUE = 16
"""How many more may wait in it. The threads that are left turn the rest away."""

FORMS = 40
"""How many forms may wait besides. More would leave no thread to turn anybody away."""

PATIENCE_SECONDS = 1.5
"""How long a request waits before it is turned away."""

LONG_PATIENCE_SECONDS = 25.0
"""How long one waits whose sender could lose what was typed."""

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
    """A WSGI application in front of another, each request in the thread that it came in.

    Args:
        application: what answers whoever is let in.
        busy: the page for whoever is not.
        at_once: how many requests are worked on at the same time.
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
        queue: int = QUEUE,
        forms: int = FORMS,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        self._application = application
        self._busy = busy
        self._places = BoundedSemaphore(at_once)
        self._queue = queue
        self._forms = forms
        self._patience = patience
        self._waiting = 0
        self._guard = Lock()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer the request, or say soon that there is too much to do."""
        if environ.get("PATH_INFO") in ALWAYS:
            return self._application(environ, start_response)
        if not self._is_let_in(environ):
            return self._turned_away(start_response)
        try:
            return self._application(environ, start_response)
        finally:
            self._places.release()

    def _is_let_in(self, environ: Environ) -> bool:
        if self._places.acquire(blocking=False):
            return True
        is_patient = _could_lose_what_was_typed(environ)
        with self._guard:
            if self._waiting >= self._queue + (self._forms if is_patient else 0):
                return False
            self._waiting += 1
        try:
            return self._places.acquire(
                timeout=LONG_PATIENCE_SECONDS if is_patient else self._patience
            )
        finally:
            with self._guard:
                self._waiting -= 1

    def _turned_away(self, start_response: StartResponse) -> Iterable[bytes]:
        status = HTTPStatus.SERVICE_UNAVAILABLE
        length = ("Content-Length", str(len(self._busy)))
        start_response(f"{status.value} {status.phrase}", [*HEADERS, length])
        return [self._busy]


def _could_lose_what_was_typed(environ: Environ) -> bool:
    """Whether a form is sent by the browser itself: a page's script keeps it and sends it again."""
    is_looking = environ.get("REQUEST_METHOD", "GET") in LOOKS
    return not is_looking and "application/json" not in environ.get("HTTP_ACCEPT", "")
