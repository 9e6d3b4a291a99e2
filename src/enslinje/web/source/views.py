"""What the source states, beside what is worked out here."""

from django.http import HttpRequest, HttpResponse

from enslinje.demo import source as stated
from enslinje.reconciliation.picture import Picture
from enslinje.web import downloads
from enslinje.web.pages import show, shows_picture
from enslinje.web.source import presenters


@shows_picture
def source(request: HttpRequest, picture: Picture) -> HttpResponse:
    """Show every figure of the source beside ours, narrowed by the query string."""
    page = presenters.source_page(stated.comparison(picture.year), request.GET.dict())
    context: dict[str, object] = {"page": page}
    return show(request, "web/source.html", context, section="source", picture=picture)


@shows_picture
def source_file(request: HttpRequest, picture: Picture, form: str) -> HttpResponse:
    """Hand out the comparison."""
    figures = stated.comparison(picture.year)
    listing = presenters.source_list(figures, request.GET.dict())
    return downloads.hand_out(request, picture, listing, form)
