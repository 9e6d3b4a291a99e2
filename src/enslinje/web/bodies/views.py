"""The committees and companies, and one of them."""

from django.http import Http404, HttpRequest, HttpResponse

from enslinje.organisation import lineage
from enslinje.reconciliation.picture import BodyRef, Picture
from enslinje.web import downloads
from enslinje.web.bodies import presenters
from enslinje.web.pages import show, shows_picture
from enslinje.web.routes import moved

SECTION = "bodies"


@shows_picture
def bodies(request: HttpRequest, picture: Picture) -> HttpResponse:
    """Show the bodies that the register counts that year, by kind."""
    context: dict[str, object] = {"page": presenters.bodies_page(picture)}
    return show(request, "web/bodies.html", context, section=SECTION, picture=picture)


@shows_picture
def body(request: HttpRequest, picture: Picture, slug: str) -> HttpResponse:
    """Show one body: its targets, its findings, its contributions and activities."""
    if led_on := _led_on(request, slug):
        return led_on
    found = _found(picture, slug)
    page = presenters.body_page(picture, found, request.GET.dict())
    context: dict[str, object] = {
        "page": page,
        "body": found,
        "prefixes": presenters.prefixes(found),
    }
    return show(request, "web/body.html", context, section=SECTION, picture=picture)


@shows_picture
def body_file(request: HttpRequest, picture: Picture, slug: str, form: str) -> HttpResponse:
    """Hand out the targets of one body."""
    if led_on := _led_on(request, slug):
        return led_on
    listing = presenters.body_list(picture, _found(picture, slug))
    return downloads.hand_out(request, picture, listing, form)


def _led_on(request: HttpRequest, slug: str) -> HttpResponse | None:
    """Lead on from an address that a body had before, for ever."""
    found = lineage.address(slug)
    if found is None or not found.is_former:
        return None
    match = request.resolver_match
    return moved(request, {**(match.kwargs if match else {}), "slug": found.slug})


def _found(picture: Picture, slug: str) -> BodyRef:
    found = picture.body(slug)
    if found is None:
        raise Http404(slug)
    return found
