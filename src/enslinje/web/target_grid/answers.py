"""What the grid's script is answered when it has saved a cell: the truth about it, as JSON."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from enslinje.journal.once import looking
from enslinje.organisation.rows import BodyRow
from enslinje.web import forms
from enslinje.web.rush import AGAIN_SECONDS
from enslinje.web.target_grid import lines, presenters
from enslinje.web.target_grid.entering import Outcome
from enslinje.web.target_grid.lines import Line
from enslinje.web.target_grid.presenters import GridPage
from enslinje.web.viewers import Viewer
from enslinje.web.writing import number


def is_asked_for(request: HttpRequest) -> bool:
    """Whether the script asks, and not the browser for a page."""
    return request.headers.get("Accept", "").startswith("application/json")


def of(viewer: Viewer, year: int, body: BodyRow, outcome: Outcome) -> JsonResponse:
    """Answer with the rows that are asked about as they are now, those refused with why."""
    with looking():  # Anew, as it is after the write.
        grid = presenters.read_grid(viewer, year, body.code, outcome.asked, counts_all=True)
        page = presenters.page(viewer, grid, body, typed=outcome.typed)
    status = 200
    if outcome.is_refused:
        status = forms.EDITED_MEANWHILE if outcome.is_conflict else forms.REFUSED
    return JsonResponse(
        {
            "said": _saved(),
            "faults": list(outcome.general),
            "rows": {line.code: _row(line) for group in page.groups for line in group.lines},
            "progress": progress(page),
            "stated": page.stated,
            "undo": undo(page),
        },
        status=status,
    )


def of_saved(viewer: Viewer, year: int, body: BodyRow, outcome: Outcome) -> JsonResponse:
    """Answer that what was sent is saved, and when to ask what it is held against.

    That takes as long as the save itself: while others wait to save it comes later. Nothing is
    read for it, unless it was sent before: somebody may have written since.
    """
    rows = outcome.rows
    if outcome.is_repeat:
        rows = presenters.read_grid(viewer, year, body.code, outcome.asked).rows
    written = outcome.receipt
    return JsonResponse(
        {
            "said": _saved(),
            "faults": [],
            "rows": {line.code: _row(line) for line in lines.unweighed(rows)},
            "undo": {"change_set": written.change_set} if written else None,
            "again": AGAIN_SECONDS,
        }
    )


def _saved() -> str:
    return _("Sparat {clock}.").format(clock=timezone.localtime().strftime("%H.%M"))


def progress(page: GridPage) -> str:
    """How far one has come: things, and no share."""
    return _("{n} av {total} årsmål är angivna").format(
        n=number(page.stated), total=number(page.total)
    )


def undo(page: GridPage) -> dict[str, Any] | None:
    """What the button takes back."""
    found = page.undoable
    return {"change_set": found.change_set} if found else None


def _row(line: Line) -> dict[str, Any]:
    return {
        "base": line.base,
        "text": line.seen_text,
        "reason": line.seen_reason,
        "gap": line.gap,
        "state": str(line.state),
        "isMissing": line.is_missing,
        "isExplained": line.is_explained,
        "warnings": list(line.warnings),
        "faults": list(line.faults),
        "theirs": line.theirs,
    }
