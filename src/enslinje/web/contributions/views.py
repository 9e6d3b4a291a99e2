"""Who contributes to what."""

from django.http import HttpRequest, HttpResponse

from enslinje.reconciliation.picture import Picture
from enslinje.web import downloads
from enslinje.web.contributions import presenters
from enslinje.web.pages import show, shows_picture


@shows_picture
def contributions(request: HttpRequest, picture: Picture) -> HttpResponse:
    """Show the heat map of bodies and goals."""
    page = presenters.contributions_page(picture, request.GET.dict())
    context: dict[str, object] = {"page": page}
    return show(
        request, "web/contributions.html", context, section="contributions", picture=picture
    )


@shows_picture
def contributions_file(request: HttpRequest, picture: Picture, form: str) -> HttpResponse:
    """Hand out every pair of body and goal."""
    return downloads.hand_out(request, picture, presenters.contributions_list(picture), form)
