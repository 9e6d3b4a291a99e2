"""Pages for everybody, kept for readers who are known: only what stands around them is their own.

Most who read the city's pages from day to day are signed in. What stands within such a page is the
same for all of them, unless who makes it asks who reads; that is noticed, and then it is not kept.
What stands around it, such as who is signed in, has holes where it is the reader's, which are
filled for each.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString

from enslinje.journal import kept_by
from enslinje.journal.counters import looked_at
from enslinje.journal.keeping import Kept
from enslinje.web import kept_pages, pieces
from enslinje.web.viewers import Viewer, viewer_of

PARTS = ("script", "head", "strips", "messages", "foot", "session")
"""What stands around a page and may be its reader's own."""

HOLES: Mapping[str, SafeString] = {part: pieces.hole(part) for part in PARTS}
"""Where it goes."""

LEAVES, TOLD = "leaves_holes", "told_of_page"

Fill = Callable[[HttpRequest, Any], Mapping[str, str]]
"""From a reader's request and what a page tells of itself to what fills its holes."""


@dataclass(frozen=True)
class SharedPage:
    """A page with holes, and what it tells of itself for what fills them."""

    content: bytes
    headers: tuple[tuple[str, str], ...]
    told: Any


pages: Kept[SharedPage] = Kept(150)
NOT_ASKED = frozenset({"noticed", "is_asked", "__class__", "__dict__"})


class Noticed(Viewer):
    """Whoever reads, who notices being asked for anything."""

    def __init__(self, viewer: Viewer) -> None:
        self.noticed = viewer
        self.is_asked = False

    def __getattribute__(self, name: str) -> Any:
        if name in NOT_ASKED:
            return object.__getattribute__(self, name)
        self.is_asked = True
        return getattr(object.__getattribute__(self, "noticed"), name)


def leaves_holes(request: HttpRequest) -> bool:
    """Whether the page that is being made has holes for what is its reader's."""
    return bool(getattr(request, LEAVES, False))


def tell(answer: HttpResponse, told: object) -> None:
    """Have a page tell what fills its holes."""
    setattr(answer, TOLD, told)


def answer(
    request: HttpRequest, *rests_on: Hashable, show: Callable[[], HttpResponse], fill: Fill
) -> HttpResponse:
    """Answer with the page that is kept for whoever is known, else with what `show` gives.

    Args:
        request: of somebody who sends a cookie.
        rests_on: as `kept_pages.answer` takes it.
        show: makes the page. That is kept when nobody asked who reads it.
        fill: gives what is the reader's own, for the page with holes.
    """
    looked = looked_at()
    key = kept_pages.key_of(request, rests_on)
    if kept := pages.whole(key, looked=looked, version=kept_by.SHOWN_TO_ALL):
        made = HttpResponse(kept.content, headers=dict(kept.headers))
        return _filled(request, made, kept.told, fill)
    made, is_asked = _made(request, show)
    told = getattr(made, TOLD, None)
    is_same = kept_pages.is_whole(made) and not is_asked and not _has_form(request)
    if is_same:
        shared = SharedPage(made.content, tuple(made.headers.items()), told)
        pages.keep(key, shared, looked=looked)
    return _filled(request, made, told, fill)


def _made(request: Any, show: Callable[[], HttpResponse]) -> tuple[HttpResponse, bool]:
    """The page with holes, and whether who made it asked who reads it."""
    noticed = Noticed(viewer_of(request))
    request.viewer = noticed
    setattr(request, LEAVES, True)
    try:
        return show(), noticed.is_asked
    finally:
        request.viewer = noticed.noticed
        setattr(request, LEAVES, False)


def _has_form(request: HttpRequest) -> bool:
    """Whether the page holds a form: Django has been asked for what proves who sends it."""
    return bool(request.META.get("CSRF_COOKIE_NEEDS_UPDATE"))


def _filled(request: HttpRequest, made: HttpResponse, told: object, fill: Fill) -> HttpResponse:
    if told is None or made.streaming:
        return made
    content = made.content
    for part, text in fill(request, told).items():
        content = content.replace(HOLES[part].encode(), text.encode(), 1)
    made.content = content
    return made
