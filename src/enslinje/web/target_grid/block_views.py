"""A block pasted into the grid, or last year's targets: previewed, then written."""

from collections.abc import Mapping
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enslinje.core.blocks import BlockTooLarge, written
from enslinje.goals.target_blocks import By
from enslinje.goals.target_grid import TargetGrid
from enslinje.organisation.rows import BodyRow
from enslinje.web import forms
from enslinje.web.pages import show
from enslinje.web.target_grid import bad_cells, blocks, entering, presenters
from enslinje.web.target_grid.blocks import BlockPage, Laid
from enslinje.web.target_grid.entering import Outcome
from enslinje.web.target_grid.views import address, body_at, key_in
from enslinje.web.viewers import viewer_of

Sent = Mapping[str, str]


def paste(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Take a block, show what would become of it, and write it when that is confirmed."""
    body = body_at(slug, year)
    if request.method != "POST" or not request.POST.get("block", "").strip():
        return shown(request, body, year, {})
    return answer(request, body, year, request.POST.dict())


def copy_last_year(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Show what would become of last year's targets, taken over where nothing is stated."""
    body = body_at(slug, year)
    grid = presenters.read_grid(viewer_of(request), year, body.code)
    taken = [
        (row.code, row.written(row.before.value), row.before.value.reason)
        for row in grid.rows
        if row.before and row.is_missing
    ]
    return answer(request, body, year, {"block": written(tuple(taken)), "by": By.CODE}, grid=grid)


def answer(
    request: HttpRequest, body: BodyRow, year: int, sent: Sent, *, grid: TargetGrid | None = None
) -> HttpResponse:
    """Preview the block that was `sent`, or write it when the preview is confirmed."""
    viewer = viewer_of(request)
    grid = grid or presenters.read_grid(viewer, year, body.code)
    codes = [row.code for row in grid.rows if _is_listed(row.is_missing, sent.get("visa", ""))]
    try:
        laid = blocks.lay(grid, sent, codes)
    except BlockTooLarge:
        return shown(request, body, year, sent, fault=blocks.too_large(sent.get("file", "")))
    if "confirm" not in sent:
        return shown(request, body, year, sent, page=blocks.preview(laid))
    outcome = entering.write(viewer, grid, laid.to_write, key=key_in(request))
    if outcome.is_refused:
        return _refused(request, body, sent, laid=laid, outcome=outcome)
    bad_cells.keep(request, year, body.slug, [one for _row, one in laid.planned])
    return forms.done(request, address(year, body.slug), _said(laid))


def _is_listed(is_missing: bool, only: str) -> bool:  # noqa: FBT001 — one of a row.
    """Whether a row stands in the grid as it was filtered when the block was pasted."""
    return only != "saknas" or is_missing


def _said(laid: Laid) -> str:
    count = len(laid.to_write)
    return ngettext("{n} årsmål är inlagt.", "{n} årsmål är inlagda.", count).format(n=count)


def _refused(
    request: HttpRequest, body: BodyRow, sent: Sent, *, laid: Laid, outcome: Outcome
) -> HttpResponse:
    """Show the preview anew: nothing was written, and it rests on what is current by now."""
    fault = " ".join(outcome.general) or _(
        "Någon annan har ändrat årsmålen sedan du såg vad som skulle ändras. Inget är sparat. "
        "Se efter igen."
    )
    anew = {
        name: value
        for name, value in sent.items()
        if not name.startswith(entering.BASE) and name != "confirm"
    }
    codes = [row.code for row in laid.grid.rows]
    page = blocks.preview(blocks.lay(laid.grid, anew, codes), fault=fault)
    status = forms.EDITED_MEANWHILE if outcome.is_conflict else forms.REFUSED
    return shown(request, body, laid.grid.year, anew, page=page, status=status)


def shown(
    request: HttpRequest,
    body: BodyRow,
    year: int,
    sent: Sent,
    *,
    page: BlockPage | None = None,
    fault: str = "",
    status: int = 200,
) -> HttpResponse:
    """Show a preview, or what one pastes in when there is none, with what is wrong."""
    context: dict[str, object] = {
        "name": body.official_name,
        "slug": body.slug,
        "year": year,
        "sent": sent,
        "page": page,
        "fault": fault or (page.fault if page else ""),
        "key": uuid4(),
        "back": address(year, body.slug),
    }
    status = forms.REFUSED if fault else status
    return show(request, "web/targets/block.html", context, year=year, status=status)
