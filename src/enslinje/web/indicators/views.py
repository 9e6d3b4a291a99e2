"""The list of indicators, and one indicator."""

from django.http import Http404, HttpRequest, HttpResponse

from enslinje.reconciliation.picture import IndicatorResult, Picture
from enslinje.web import downloads
from enslinje.web.indicators import presenters
from enslinje.web.pages import show, shows_picture

SECTION = "indicators"


@shows_picture
def indicators(request: HttpRequest, picture: Picture) -> HttpResponse:
    """Show every indicator, narrowed and sorted by the query string."""
    page = presenters.indicators_page(picture, request.GET.dict())
    context: dict[str, object] = {"page": page}
    return show(request, "web/indicators.html", context, section=SECTION, picture=picture)


@shows_picture
def indicators_file(request: HttpRequest, picture: Picture, form: str) -> HttpResponse:
    """Hand out the list of indicators."""
    listing = presenters.indicators_list(picture, request.GET.dict())
    return downloads.hand_out(request, picture, listing, form)


@shows_picture
def indicator(request: HttpRequest, picture: Picture, code: str) -> HttpResponse:
    """Show one indicator: its finding, its bars and the same figures as a table."""
    found = _found(picture, code)
    page = presenters.indicator_page(picture, found, request.GET.dict())
    context: dict[str, object] = {"page": page, "indicator": found}
    return show(request, "web/indicator.html", context, section=SECTION, picture=picture)


@shows_picture
def indicator_file(request: HttpRequest, picture: Picture, code: str, form: str) -> HttpResponse:
    """Hand out the targets of one indicator."""
    found = _found(picture, code)
    return downloads.hand_out(request, picture, presenters.indicator_list(found), form)


def _found(picture: Picture, code: str) -> IndicatorResult:
    found = picture.indicator(code)
    if found is None:
        raise Http404(code)
    return found
