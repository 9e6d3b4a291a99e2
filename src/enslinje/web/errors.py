"""What is answered when a page is not found, a request is malformed or something breaks."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from enslinje.web.account import kept
from enslinje.web.pages import show


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 — Django's.
    """Answer 404 with the years there are."""
    return show(request, "web/not_found.html", {}, status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 — Django's.
    """Answer 400."""
    return show(request, "web/bad_request.html", {}, status=400)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 — Django's.
    """Answer 403 to a form without the token of its session, with what was typed in it."""
    return kept.typed(request, status=kept.FORBIDDEN)


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 — Django's.
    """Answer 500 with a page that needs neither data nor translations."""
    return HttpResponse(render_to_string("web/server_error.html"), status=500)
