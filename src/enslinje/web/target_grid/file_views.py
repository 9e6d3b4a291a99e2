"""The grid as a file: a workbook to fill in, a table, and either of them read back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from enslinje.core import target_text
from enslinje.exchange.reading import MOST_BYTES
from enslinje.goals.target_entries import MOST_REASON, why_locked
from enslinje.goals.target_grid import TargetGrid
from enslinje.organisation.rows import BodyRow
from enslinje.rendering import csv_file, excel_file, excel_form
from enslinje.rendering.csv_file import Profile, Sheet
from enslinje.rendering.excel_form import FormCell, FormColumn, FormSheet
from enslinje.web.target_grid import block_views, blocks, lines, presenters
from enslinje.web.target_grid.files_in import FileRefused, sent_by
from enslinje.web.target_grid.views import address, body_at
from enslinje.web.viewers import viewer_of

Texts = tuple[str, ...]


def workbook(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Hand out the grid as a workbook: two cells in each row to fill in, the others locked."""
    body = body_at(slug, year)
    grid = presenters.read_grid(viewer_of(request), year, body.code)
    content = excel_form.write(_form(grid, body, request.build_absolute_uri(address(year, slug))))
    return _file(content, excel_file.CONTENT_TYPE, year, f"{slug}.xlsx")


def table(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Hand out the grid as CSV for Swedish Excel; `?profil=maskin` for machines."""
    body = body_at(slug, year)
    grid = presenters.read_grid(viewer_of(request), year, body.code)
    is_machine = request.GET.get("profil") == Profile.MACHINE
    profile = Profile.MACHINE if is_machine else Profile.EXCEL
    content = csv_file.write(Sheet(_heads(), tuple(_rows(grid))), profile)
    return _file(content, "text/csv; charset=utf-8", year, f"{slug}.csv")


def read(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Read a file that somebody sends, and show what would become of it."""
    body = body_at(slug, year)
    file = request.FILES.get("file")
    if request.method != "POST" or file is None:
        return redirect("work:paste-targets", year=year, slug=slug)
    name = (file.name or "")[: blocks.MOST_NAME]
    try:
        sent = sent_by(name, file.read(MOST_BYTES + 1))
    except FileRefused as fault:
        return block_views.shown(request, body, year, {}, fault=str(fault))
    return block_views.answer(request, body, year, sent)


def _file(content: bytes, kind: str, year: int, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    stem, _point, suffix = name.rpartition(".")
    day = timezone.localdate().isoformat()
    answer["Content-Disposition"] = f'attachment; filename="{year}_malvarden_{stem}_{day}.{suffix}"'
    return answer


def _heads() -> Texts:
    """The heads, those that are read back as `goals.target_blocks` knows them."""
    return (
        *("Kod", "Indikator", "Enhet", "Årsmål i fjol", "Utfall året före"),
        *("KF:s årsmål eller beting", "Vårt årsmål", "Motivering"),
    )


def _rows(grid: TargetGrid) -> list[Texts]:
    found: list[Texts] = []
    shown = lines.lines(grid, grid.rows, {}, is_open=True)
    for row, line in zip(grid.rows, shown, strict=True):
        found.append(
            (
                *(row.code, row.indicator.name, row.indicator.unit_sv, line.before),
                *(line.outcome.text if line.outcome else "",),
                *(line.council.text if line.council else "",),
                *(row.text, row.value.reason),
            )
        )
    return found


def _form(grid: TargetGrid, body: BodyRow, where: str) -> FormSheet:
    widths = (12, 50, 14, 16, 16, 20)
    heads = _heads()
    columns = (
        *(FormColumn(head, width) for head, width in zip(heads, widths, strict=False)),
        FormColumn(heads[6], 26, most=target_text.LONGEST),
        FormColumn(heads[7], 60, most=MOST_REASON),
    )
    rows = []
    for row, texts in zip(grid.rows, _rows(grid), strict=True):
        is_locked = why_locked(row) is not None
        proposed = target_text.examples(row.measure.unit_kind)
        rows.append(
            (
                *(FormCell(text) for text in texts[:6]),
                FormCell(texts[6], proposed, is_locked),
                FormCell(texts[7], (), is_locked),
            )
        )
    return FormSheet(
        name=_("Årsmål"),
        columns=columns,
        rows=tuple(rows),
        about=(
            (_("Vad"), _("Årsmål {year}, {body}").format(year=grid.year, body=body.official_name)),
            (_("Hämtad"), timezone.localtime().strftime("%Y-%m-%d %H:%M")),
            (_("Sida"), where),
            (
                _("Så fyller du i"),
                _("Skriv i de gula cellerna och läs in filen på sidan. {how}").format(
                    how=presenters.how_written()
                ),
            ),
        ),
        refused_title=_("För lång text"),
        refused=_("Skriv högst så många tecken som cellen tar."),
    )
