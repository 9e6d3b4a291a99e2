"""The start page and the year in short."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from enslinje.reconciliation import queries
from enslinje.reconciliation.picture import Picture
from enslinje.web.pages import show, shows_picture
from enslinje.web.year import presenters


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Show the plain questions, of the latest year; or that nothing is recorded yet."""
    known = queries.years()
    if not known:
        return show(request, "web/nothing_yet.html", {})
    return _start(request, known[0])


@shows_picture
def _start(request: HttpRequest, picture: Picture) -> HttpResponse:
    context: dict[str, object] = {"page": presenters.start_page(picture)}
    return show(request, "web/start.html", context, picture=picture)


@shows_picture
def in_short(request: HttpRequest, picture: Picture) -> HttpResponse:
    """Show the year in short: the finding as a sentence, and the tree of goals."""
    context: dict[str, object] = {"page": presenters.year_page(picture)}
    return show(request, "web/year.html", context, section="year", picture=picture)
