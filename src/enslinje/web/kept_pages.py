"""Pages for everybody that are kept while nothing they show is written.

On the day that a budget is decided the whole city reads the same few pages. Whoever sends no cookie
is nobody in particular: two such readers of one address, in the same hour, are shown the same. Of
the clock these pages tell the day alone; what is due is told as of the picture's moment.
An address is kept from the second time that it is asked for: most are asked for once.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from enslinje.journal import kept_by
from enslinje.journal.counters import looked_at
from enslinje.journal.keeping import Kept

LARGEST = 300_000
"""Bytes of a page; a larger one is not kept."""

VARIES_BY = ("HTTP_ACCEPT", "HTTP_HX_REQUEST")
"""Headers by which a view may answer differently, as the server calls them."""


@dataclass(frozen=True)
class Page:
    """A page as it is answered."""

    content: bytes
    headers: tuple[tuple[str, str], ...]


pages: Kept[Page] = Kept(200)
asked_before: Kept[bool] = Kept(2_000)


def answer(
    request: HttpRequest, *rests_on: Hashable, show: Callable[[], HttpResponse]
) -> HttpResponse:
    """Answer with the page that is kept for everybody, else with what `show` gives.

    Args:
        request: a reader's; of one who sends a cookie nothing is kept, nor answered from it.
        rests_on: versions of what the page shows, besides what plans rest on.
        show: makes the page. That is kept when it is whole, sets no cookie and holds no form.
    """
    if request.COOKIES or request.method != "GET":
        return show()
    asked = _asked(request)
    if not asked_before.get(asked):
        asked_before.keep(asked, answer=True)
        return show()
    looked = looked_at()
    key = _key(asked, rests_on)
    if kept := pages.whole(key, looked=looked, version=kept_by.SHOWN_TO_ALL):
        return HttpResponse(kept.content, headers=dict(kept.headers))
    made = show()
    if _is_for_everybody(request, made):
        pages.keep(key, Page(made.content, tuple(made.headers.items())), looked=looked)
    return made


def key_of(request: HttpRequest, rests_on: Hashable) -> tuple[Hashable, ...]:
    """What a page is kept by; the version of what plans rest on stands last."""
    return _key(_asked(request), rests_on)


def _key(asked: tuple[Hashable, ...], rests_on: Hashable) -> tuple[Hashable, ...]:
    return (*asked, _hour(), rests_on, kept_by.SHOWN_TO_ALL.looked_at())


def _asked(request: HttpRequest) -> tuple[Hashable, ...]:
    """What a page can depend on of who asks."""
    return (
        *(request.scheme, request.get_host(), request.get_full_path(), get_language()),
        *(request.META.get(name) for name in VARIES_BY),
    )


def _hour() -> datetime:
    return timezone.localtime().replace(minute=0, second=0, microsecond=0)


def _is_for_everybody(request: HttpRequest, made: HttpResponse) -> bool:
    return is_whole(made) and "CSRF_COOKIE" not in request.META


def is_whole(made: HttpResponse) -> bool:
    """Whether it is a page, small enough to keep, that says nothing to one reader alone."""
    is_page = made.status_code == 200 and not made.streaming  # noqa: PLR2004
    return is_page and len(made.content) <= LARGEST and not made.cookies
