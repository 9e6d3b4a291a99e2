"""Let no more requests in at once than can be worked on in time; answer the rest at once.

A server that takes everything in when too much comes answers everybody late. This one keeps a
short queue, tells whoever does not fit to come again, and is as fast as ever when it is over.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from http import HTTPStatus
from threading import BoundedSemaphore
from typing import Any

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

QUEUE = 48
"""How many requests may wait in one process."""

PATIENCE_SECONDS = 5.0
"""How long one may wait before it is told to come again."""

COME_AGAIN_SECONDS = 2
ALWAYS = ("/halsa/", "/static/")
"""Beginnings of addresses that are answered however much there is to do, since they cost nothing:
whether it is well, where whoever asks may end the process, and the files of the pages.
"""

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
    """A WSGI application in front of another, that works in so many threads of its own.

    Args:
        application: what answers whoever is let in.
        at_once: how many requests are worked on at the same time.
        queue: how many more may wait.
        patience: the seconds that one may wait.
        busy: the page for whoever is not let in.
    """

    def __init__(
        self,
        application: Application,
        *,
        at_once: int,
        busy: bytes,
        queue: int = QUEUE,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        self._application = application
        self._busy = busy
        self._patience = patience
        self._places = BoundedSemaphore(at_once + queue)
        self._desk = ThreadPoolExecutor(at_once, thread_name_prefix="request")

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer the request, or say at once that there is too much to do."""
        if environ.get("PATH_INFO", "").startswith(ALWAYS):
            return self._application(environ, start_response)
        if not self._places.acquire(blocking=False):
            return self._turned_away(start_response)
        try:
            return self._answered(environ, start_response)
        finally:
            self._places.release()

    def _answered(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        work = self._desk.submit(self._work, environ, start_response)
        try:
            return work.result(timeout=self._patience)
        except TooLate:
            return self._late(work, start_response)

    def _late(
        self, work: Future[Iterable[bytes]], start_response: StartResponse
    ) -> Iterable[bytes]:
        """Turn it away, unless somebody has begun with it: then it is finished."""
        if work.cancel():
            return self._turned_away(start_response)
        return work.result()

    def _work(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer, and end the answer too in this thread, whose database connection it used."""
        answer = self._application(environ, start_response)
        if getattr(answer, "streaming", True):
            return answer
        try:
            return [b"".join(answer)]
        finally:
            answer.close()  # type: ignore[attr-defined]

    def _turned_away(self, start_response: StartResponse) -> Iterable[bytes]:
        status = HTTPStatus.SERVICE_UNAVAILABLE
        length = ("Content-Length", str(len(self._busy)))
        start_response(f"{status.value} {status.phrase}", [*HEADERS, length])
        return [self._busy]
