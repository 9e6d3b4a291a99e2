"""The target grid: shown, saved whole or cell by cell, and taken back."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enslinje.core import versions
from enslinje.core.errors import Refusal
from enslinje.goals import operations, queries
from enslinje.organisation.rows import BodyRow
from enslinje.web import forms
from enslinje.web.comments.marks import marks_of
from enslinje.web.pages import show
from enslinje.web.rush import is_rushed
from enslinje.web.target_grid import answers, bad_cells, entering, presenters
from enslinje.web.target_grid.entering import Outcome
from enslinje.web.viewers import viewer_of

ROW = "rad"
"""In the address of rows that the page's script asks about: the code of an indicator."""


def grid(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Show the body's targets; save what was typed, a cell at a time for the page's script.

    The script is told of single rows too: those that were saved while others waited.
    """
    viewer, body = viewer_of(request), body_at(slug, year)
    if request.method != "POST":
        if answers.is_asked_for(request):
            asked = tuple(request.GET.getlist(ROW))
            return answers.of(viewer, year, body, Outcome(asked=asked))
        return shown(request, body, year)
    found = presenters.read_grid(viewer, year, body.code, entering.codes(request.POST))
    bad = bad_cells.kept(request, year, slug)
    wanted = entering.entries(found, request.POST.dict(), bad=bad)
    outcome = entering.enter(viewer, found, wanted, key=key_in(request))
    bad_cells.forget(request, year, slug, outcome.written)
    if answers.is_asked_for(request):
        is_first = not outcome.is_refused and is_rushed(request)
        tell = answers.of_saved if is_first else answers.of
        return tell(viewer, year, body, outcome)
    if outcome.is_refused:
        return shown(request, body, year, outcome)
    return forms.done(request, address(year, slug), _said(len(outcome.written)))


def shown(
    request: HttpRequest, body: BodyRow, year: int, outcome: Outcome | None = None
) -> HttpResponse:
    """Show the grid, with what was refused."""
    viewer = viewer_of(request)
    outcome = outcome or Outcome()
    page = presenters.page(
        viewer,
        presenters.read_grid(viewer, year, body.code),
        body,
        typed={**bad_cells.kept(request, year, body.slug), **outcome.typed},
        only=request.GET.get("visa", ""),
    )
    status = 200
    if outcome.is_refused:
        status = forms.EDITED_MEANWHILE if outcome.is_conflict else forms.REFUSED
    faults = (*(forms.Fault(text, "") for text in outcome.general), *page.faults)
    context: dict[str, object] = {
        "page": page,
        "faults": faults,
        "key": uuid4(),
        "marks": marks_of(viewer, year=year, body=body.code, slug=body.slug),
    }
    return show(request, "web/targets/grid.html", context, year=year, status=status)


def latest(_request: HttpRequest, slug: str) -> HttpResponse:
    """Lead on to the body's targets of the latest year."""
    known = queries.years()
    return redirect(address(known[0] if known else timezone.localdate().year, slug))


def undo(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Take back a write of one's own."""
    if request.method != "POST":
        return redirect(address(year, slug))
    viewer, body = viewer_of(request), body_at(slug, year)
    written = versions.read(request.POST.get("change_set", ""))
    try:
        undone = operations.undo_targets(
            actor=viewer.actor,
            year=year,
            body=body.code,
            change_set=written if isinstance(written, int) else 0,
            key=key_in(request),
        )
    except Refusal as refusal:
        messages.warning(request, f"{refusal.what} {refusal.remedy}".strip())
        return redirect(address(year, slug))
    bad_cells.forget(request, year, slug)
    said = ngettext("{n} årsmål är ångrat.", "{n} årsmål är ångrade.", undone.taken_back)
    said = said.format(n=undone.taken_back)
    if undone.left:
        said += " " + _(
            "Någon annan har ändrat {codes} sedan dess, så de är kvar som de är."
        ).format(codes=", ".join(undone.left))
    return forms.done(request, address(year, slug), said)


def body_at(slug: str, year: int) -> BodyRow:
    """The body with that address. Answers 404 when there is none in the year."""
    found = presenters.body_of(slug, year)
    if found is None:
        raise Http404(slug)
    return found


def address(year: int, slug: str) -> str:
    """Where the grid is."""
    return reverse("work:targets", kwargs={"year": year, "slug": slug})


def key_in(request: HttpRequest) -> UUID | None:
    """The idempotency key that was sent, if it is one."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return None


def _said(count: int) -> str:
    if not count:
        return _("Inget var ändrat.")
    return ngettext("{n} årsmål.", "{n} årsmål.", count).format(n=count)
