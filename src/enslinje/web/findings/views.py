"""What the checks found."""

from django.http import HttpRequest, HttpResponse

from enslinje.reconciliation.picture import Picture
from enslinje.web import downloads
from enslinje.web.findings import presenters
from enslinje.web.pages import show, shows_picture


@shows_picture
def findings(request: HttpRequest, picture: Picture) -> HttpResponse:
    """Show the findings, narrowed by the query string."""
    context: dict[str, object] = {"page": presenters.findings_page(picture, request.GET.dict())}
    return show(request, "web/findings.html", context, section="findings", picture=picture)


@shows_picture
def findings_file(request: HttpRequest, picture: Picture, form: str) -> HttpResponse:
    """Hand out the findings."""
    listing = presenters.findings_list(picture, request.GET.dict())
    return downloads.hand_out(request, picture, listing, form)
