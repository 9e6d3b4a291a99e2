"""The year by date and month, as a file that calendars subscribe to, and a body's own times."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from enslinje.exchange.year_calendar import year_calendar
from enslinje.organisation import lineage
from enslinje.organisation.calendar import year_events
from enslinje.reconciliation import queries
from enslinje.rendering.calendar_file import CONTENT_TYPE
from enslinje.web.calendar import presenters
from enslinje.web.pages import show


@require_safe
def year_page(request: HttpRequest, year: int) -> HttpResponse:
    """Show what happens in the year, of everybody or of one body, as everybody may see it."""
    body = _body_asked(request)
    if not isinstance(body, str):
        return body
    events = year_events(year=year, body=body)
    if not events and year not in queries.years():
        return show(request, "web/year_not_found.html", {"asked": year}, status=404)
    page = presenters.calendar_page(
        year=year,
        events=events,
        body=body,
        by_month=request.GET.get("visa") == presenters.BY_MONTH,
    )
    context: dict[str, object] = {"page": page}
    return show(request, "web/calendar/year.html", context, section="calendar", year=year)


@require_safe
def year_file(request: HttpRequest, year: int) -> HttpResponse:
    """Hand out the year, or one body's, to programs that subscribe: what the public may see."""
    body = _body_asked(request)
    if not isinstance(body, str):
        return body
    page = request.build_absolute_uri(reverse("web:calendar", kwargs={"year": year}))
    content = year_calendar(year=year, host=request.get_host(), body=body, address=page)
    answer = HttpResponse(content, content_type=CONTENT_TYPE)
    name = "-".join(filter(None, ("arshjul", str(year), request.GET.get("organ", ""))))
    answer["Content-Disposition"] = f'inline; filename="{name}.ics"'
    return answer


def _body_asked(request: HttpRequest) -> str | HttpResponse:
    """The code of the body that `?organ=` asks for, "" for none; the way on from an old address."""
    slug = request.GET.get("organ", "").strip()
    if not slug:
        return ""
    found = lineage.address(slug)
    if found is None:
        raise Http404(slug)
    if found.is_former:
        query = request.GET.copy()
        query["organ"] = found.slug
        return HttpResponsePermanentRedirect(f"{request.path}?{query.urlencode()}")
    return found.body
