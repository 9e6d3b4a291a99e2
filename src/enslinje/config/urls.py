"""Where each room's addresses begin. English has the same ones under /en/."""

from functools import lru_cache
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch, URLResolver, include, path
from django.urls.resolvers import LocalePrefixPattern
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

KEPT_WAYS = 4_000
"""Addresses of which it is known where they lead: those of two hundred bodies' pages and more."""


class KeptWays(URLResolver):
    """Routes that remember where an address led: else some two hundred are tried, one by one."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._known = lru_cache(KEPT_WAYS)(self._find)

    def resolve(self, path: str) -> ResolverMatch:
        """Return where the address leads in the active language. Raises Resolver404."""
        return self._known(path, get_language())

    def _find(self, path: str, _language: str | None) -> ResolverMatch:
        found = super().resolve(path)
        found.tried = None  # As long as all the routes before it, and for a page of faults only.
        return found


@never_cache
@require_safe
def health(_request: HttpRequest) -> HttpResponse:
    """Answer "ok" when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [
    path("halsa/", health, name="health"),
    KeptWays(
        LocalePrefixPattern(prefix_default_language=False),
        [
            path("", include("enslinje.web.account.urls")),
            path("", include("enslinje.web.workspace.urls")),
            path("", include("enslinje.web.urls")),
        ],
    ),
]

handler400 = "enslinje.web.errors.bad_request"
handler404 = "enslinje.web.errors.not_found"
handler500 = "enslinje.web.errors.server_error"
