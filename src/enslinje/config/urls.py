"""Where each room's addresses begin. English has the same ones under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def health(_request: HttpRequest) -> HttpResponse:
    """Answer "ok" when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [
    path("halsa/", health, name="health"),
    *i18n_patterns(
        path("", include("enslinje.web.account.urls")),
        path("", include("enslinje.web.workspace.urls")),
        path("", include("enslinje.web.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "enslinje.web.errors.bad_request"
handler404 = "enslinje.web.errors.not_found"
handler500 = "enslinje.web.errors.server_error"
