"""Cases by their numbers: looked up in any writing, each at one address for ever."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from enslinje.web.cases import presenters
from enslinje.web.decisions import files, numbering
from enslinje.web.pages import show
from enslinje.web.viewers import viewer_of

LONGEST = 60
"""Characters of a case number."""


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Lead from a number in any writing to its case; without one, ask for it."""
    asked = presenters.number_at(request.GET.get("nummer", "")[:LONGEST])
    if asked:
        return redirect(numbering.case_address(asked))
    return show(request, "web/cases/case.html", {"page": None, "asked": ""})


@require_safe
def one(request: HttpRequest, case: str) -> HttpResponse:
    """Show what the reader may see of a case. One that is not there answers as one unseen."""
    asked = presenters.number_at(case[:LONGEST])
    if not asked:
        return redirect("web:case-search")
    if not presenters.is_address(case, asked):
        return redirect(numbering.case_address(asked))
    page = presenters.case_page(viewer_of(request), asked)
    context: dict[str, object] = {"page": page, "asked": asked}
    return show(request, "web/cases/case.html", context, status=200 if page else 404)


@require_safe
def file(request: HttpRequest, case: str, decision: int, file: int) -> HttpResponse:
    """Hand out a file of a case to whoever may see it."""
    asked = presenters.number_at(case[:LONGEST])
    row = presenters.file_of(viewer_of(request), asked, decision, file)
    if row is None:
        raise Http404(request.path)
    return files.handed(row)
