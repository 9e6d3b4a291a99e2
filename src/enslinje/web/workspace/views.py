"""Where one comes after signing in: what there is to do, and for whom."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from enslinje.web.pages import show
from enslinje.web.viewers import viewer_of
from enslinje.web.workspace import presenters


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Show the bodies one works for and what one may do there."""
    page = presenters.start_page(viewer_of(request))
    return show(request, "web/workspace/start.html", {"page": page})
