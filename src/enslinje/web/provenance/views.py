"""Where a figure comes from."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from enslinje.figures import register
from enslinje.reconciliation import queries
from enslinje.reconciliation.picture import Picture
from enslinje.web import moments
from enslinje.web.moments import BadMoment
from enslinje.web.pages import show
from enslinje.web.provenance import presenters


@require_safe
def figure(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the rule, the inputs and the record that a figure rests on."""
    try:
        moment = moments.asked(request)
    except BadMoment as fault:
        return show(request, "web/bad_moment.html", {"text": fault.text}, status=400)
    as_of = moment.at if moment else None
    try:
        explanation = register.explain(reference, as_of=as_of)
    except (register.FigureNotFound, queries.YearNotFound) as missing:
        raise Http404(reference) from missing
    page = presenters.figure_page(explanation, request.build_absolute_uri())
    context: dict[str, object] = {"page": page, "figure": explanation}
    picture = None if page.is_of_money else _picture(explanation.year, as_of)
    return show(request, "web/figure.html", context, picture=picture, year=explanation.year)


def _picture(year: int, as_of: datetime | None) -> Picture | None:
    """The picture of the figure's year; None where the year has no goals."""
    try:
        return queries.picture(year, as_of=as_of)
    except queries.YearNotFound:
        return None
