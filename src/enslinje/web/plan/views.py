"""The pages of a body's plan in the workspace."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from enslinje.goals import queries as goals
from enslinje.organisation import queries
from enslinje.web.pages import show
from enslinje.web.plan import presenters


@require_safe
def latest(_request: HttpRequest, slug: str) -> HttpResponse:
    """Lead on to the body's plan of the latest year."""
    known = goals.years()
    year = known[0] if known else timezone.localdate().year
    return redirect("work:plan", year=year, slug=slug)


@require_safe
def tasks(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Show what the body has left to do in its plan, part by part."""
    body = queries.body_at(slug=slug) or ""
    page = presenters.tasks_page(year=year, slug=slug, body=body)
    return show(request, "web/plan/tasks.html", {"page": page}, year=year)
