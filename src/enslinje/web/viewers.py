"""Who looks at a page, and what the policy lets them do there."""

from collections.abc import Callable, Mapping
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from enslinje.core import policy
from enslinje.core.actors import Actor, Source
from enslinje.core.policy import Action, Holding, Standing
from enslinje.journal.once import looking
from enslinje.organisation import rights


class Viewer:
    """Whoever sent the request. Roles are read when first asked for, and once."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def code(self) -> str:
        """The code of who is signed in, "" for the public."""
        if settings.SESSION_COOKIE_NAME not in self._request.COOKIES:
            return ""  # Without a cookie nobody is asked for: public pages read no session.
        return self._request.user.get_username() if self._request.user.is_authenticated else ""

    @property
    def is_signed_in(self) -> bool:
        """Whether somebody is signed in."""
        return bool(self.code)

    @cached_property
    def actor(self) -> Actor:
        """Who acts when something is written from a page."""
        if not self.code:
            return Actor(code="", source=Source.PAGE)
        return rights.actor_for(self.code, source=Source.PAGE)

    @property
    def holdings(self) -> tuple[Holding, ...]:
        """The roles held just now, a deputy's included."""
        return self.actor.holdings

    @cached_property
    def parents(self) -> Mapping[str, str]:
        """Each body's parent, as the policy asks for it."""
        return rights.parents_of_bodies()

    def may(self, action: Action, body: str = "", standing: Standing = Standing.OPEN) -> bool:
        """Whether the policy lets this person do `action` to `body`, "" for the whole group."""
        parents = self.parents if self.holdings and body else {}
        return policy.allows(self.holdings, action, body=body, parents=parents, standing=standing)


class ViewerMiddleware:
    """Gives every request its `viewer`. What several parts ask is read once, until one writes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = Viewer(request)  # type: ignore[attr-defined]
        with looking():
            return self.get_response(request)


def viewer_of(request: HttpRequest) -> Viewer:
    """Return who looks; the public when no middleware has said (an error before it ran)."""
    found = getattr(request, "viewer", None)
    return found if isinstance(found, Viewer) else Viewer(request)
