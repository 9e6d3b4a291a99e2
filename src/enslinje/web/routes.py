"""How an address becomes a page: no route without the action of the policy that it takes.

`route` is the only way to make one, and `enslinje.web.checks` refuses to start with another. So
whoever adds a page must say which right it asks for, and the tests can ask every page as everybody.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, DisallowedRedirect
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponsePermanentRedirect,
)
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.cache import never_cache

from enslinje.core.policy import Action
from enslinje.organisation import directory, lineage
from enslinje.web.account import kept, second_factor
from enslinje.web.viewers import Viewer, viewer_of

View = Callable[..., HttpResponse]

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
NULL = "\x00"


@dataclass(frozen=True)
class Declared:
    """What a route asks of the policy.

    Attributes:
        reads: what one must be allowed to, to see it.
        writes: what one must be allowed to, to send its form; `None` when it has none.
        body: the part of the address that is the slug of the body it is about, "" for the whole
            group.
        signed_in: nobody may without an account, whatever the policy says of the public.
        own_account: it is about how one signs in, and so comes before a second factor.
        scoped: it is about one thing of many, which the view finds among what its reader may see,
            and else answers 404.
    """

    reads: Action
    writes: Action | None = None
    body: str = ""
    signed_in: bool = False
    own_account: bool = False
    scoped: bool = False

    def action(self, method: str) -> Action | None:
        """Return what somebody who sends `method` wants."""
        return self.reads if method in SAFE else self.writes


def route(
    pattern: str,
    view: View,
    *,
    name: str,
    reads: Action,
    writes: Action | None = None,
    body: str = "",
    signed_in: bool = False,
    own_account: bool = False,
    scoped: bool = False,
) -> URLPattern:
    """Register `view` under `pattern`, behind the policy; see `Declared`.

    A former address of a body leads on to the one it has now, for whoever may.

    Who may not is answered as if nothing were there; the public is asked to sign in, whether or
    not anything is there.
    """
    known = signed_in or reads is not Action.VIEW_PUBLIC
    declared = Declared(reads, writes, body, known, own_account, scoped)
    return path(pattern, _guarded(view, declared), name=name)


def declared_by(view: object) -> Declared | None:
    """Return what a registered view has declared, `None` when it was registered otherwise."""
    found = getattr(view, "declared", None)
    return found if isinstance(found, Declared) else None


def _guarded(view: View, declared: Declared) -> View:
    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        method = request.method or "GET"
        if _asks_with_null(request):
            raise BadRequest(request.path)
        viewer = viewer_of(request)
        action = declared.action(method)
        if declared.signed_in and not viewer.is_signed_in:
            return _ask_to_sign_in(request)
        if declared.signed_in and not declared.own_account and second_factor.is_wanted(request):
            return redirect("mfa_activate_totp")
        if action is None:
            return HttpResponseNotAllowed(sorted(SAFE))
        now = _now(declared, kwargs)
        if not _may(viewer, action, declared, now):
            raise Http404(request.path)
        return view(request, *args, **kwargs) if now == kwargs else moved(request, now)

    guarded = never_cache(answer) if declared.signed_in else answer
    guarded.declared = declared  # type: ignore[attr-defined]
    return guarded


def _may(viewer: Viewer, action: Action, declared: Declared, kwargs: dict[str, object]) -> bool:
    if not declared.body:
        return viewer.may(action)
    code = directory.body_at(slug=str(kwargs[declared.body]))
    return code is not None and viewer.may(action, code)


def _now(declared: Declared, kwargs: dict[str, object]) -> dict[str, object]:
    """The parts of the address, the body's as it is today where it is a former one."""
    if not declared.body:
        return kwargs
    found = lineage.address(str(kwargs[declared.body]))
    return {**kwargs, declared.body: found.slug} if found and found.is_former else kwargs


def moved(request: HttpRequest, kwargs: dict[str, Any]) -> HttpResponse:
    """Lead on from a body's former address, for ever; a form that is sent there comes along."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    answer = HttpResponsePermanentRedirect(reverse(name, kwargs=kwargs) + query)
    answer.status_code = 301 if request.method in SAFE else 308
    return answer


def _asks_with_null(request: HttpRequest) -> bool:
    """Whether the address holds a character that PostgreSQL stores in no text.

    In a form, each field says so itself.
    """
    asked = [request.path, *(text for texts in request.GET.lists() for text in texts[1])]
    return any(NULL in text for text in asked)


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead to the sign-in and back; without what is asked where that is too long to come along."""
    try:
        return redirect_to_login(request.get_full_path())
    except DisallowedRedirect:
        return redirect_to_login(request.path)


def _ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    if request.method in SAFE:
        return _to_sign_in(request)
    return kept.typed(request)
