"""The pages of bodies for the centre: all of them, one, and what is done to one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from enslinje.core import versions
from enslinje.journal.record import Why
from enslinje.organisation import case_registers, directory, lineage, operations, queries
from enslinje.organisation.rows import BodyRow
from enslinje.web import standing
from enslinje.web.form_pages import FormPage, answer
from enslinje.web.master.body_forms import ChangeBodyForm, DatedForm, NewBodyForm, SuccessionForm
from enslinje.web.master.words import counts_as
from enslinje.web.pages import show
from enslinje.web.viewers import viewer_of
from enslinje.web.words import BODY_KIND, Word

FAR = 2999
"""A year after all editions: what a body is at the end of them."""


@require_safe
def bodies(request: HttpRequest) -> HttpResponse:
    """Show every body as it is at the end of this year."""
    rows = queries.bodies(year=timezone.localdate().year)
    named = {row.code: row.short_name for row in rows}
    lines = [
        (row, BODY_KIND[row.kind], named.get(row.parent, ""), counts_as(row.counts_as))
        for row in sorted(rows, key=lambda row: row.short_name)
    ]
    return show(request, "web/master/bodies.html", {"lines": lines})


@require_safe
def body(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one body, what it has been called, who it followed, and what can be done to it."""
    row = _body(slug)
    names = directory.body_names()
    context: dict[str, object] = {
        "body": row,
        "kind": BODY_KIND[row.kind],
        "parent": names.get(row.parent, ""),
        "editions": [(one, names.get(one.parent, "")) for one in lineage.editions_of(row.code)],
        "successions": [
            (names.get(one.predecessor, ""), names.get(one.successor, ""), one.on_date)
            for one in lineage.successions()
            if row.code in {one.predecessor, one.successor}
        ],
        "registers": case_registers.registers().of({row.code}),
        "history": standing.history("organ", row.code, _latest(row.code)),
    }
    return show(request, "web/master/body.html", context)


def change(request: HttpRequest, slug: str) -> HttpResponse:
    """Give a body other names, another parent or another address from a day on."""
    row, viewer = _body(slug), viewer_of(request)
    form = ChangeBodyForm(
        request.POST or None,
        initial={
            "official_name": row.official_name,
            "short_name": row.short_name,
            "parent": row.parent,
            "slug": row.slug,
            **_base(row),
        },
        bodies=_open(but=row.code),
    )

    def perform(given: dict[str, Any]) -> Any:
        return operations.change_body(
            actor=viewer.actor, draft=form.draft(row.code), reason=given["reason"], key=given["key"]
        )

    note = _("Koden och historiken är kvar. Namnen gäller från dagen, adressen genast.")
    page = _page(row, _("Ändra organet"), _("Spara"), notes=(note,))
    return answer(request, page, form, perform, said=_("Organet är ändrat."))


def close(request: HttpRequest, slug: str) -> HttpResponse:
    """Close a body from a day on."""
    row, viewer = _body(slug), viewer_of(request)
    form = DatedForm(request.POST or None, initial=_base(row))

    def perform(given: dict[str, Any]) -> Any:
        return operations.close_body(
            actor=viewer.actor,
            body=row.code,
            on=given["on"],
            reason=given["reason"],
            seen=form.seen,
            key=given["key"],
        )

    note = _("Rollerna i organet upphör den dagen. Det år det stängs räknas det som det räknades.")
    page = _page(row, _("Stäng organet"), _("Stäng"), notes=(note,))
    return answer(request, page, form, perform, said=_("Organet är stängt."))


def reopen(request: HttpRequest, slug: str) -> HttpResponse:
    """Open a closed body again from a day on."""
    row, viewer = _body(slug), viewer_of(request)
    form = DatedForm(request.POST or None, initial=_base(row))

    def perform(given: dict[str, Any]) -> Any:
        return operations.reopen_body(
            actor=viewer.actor,
            body=row.code,
            on=given["on"],
            reason=given["reason"],
            seen=form.seen,
            key=given["key"],
        )

    note = _("Roller, kretsar och skyldigheter får organet inte tillbaka av sig självt.")
    page = _page(row, _("Öppna organet igen"), _("Öppna"), notes=(note,))
    return answer(request, page, form, perform, said=_("Organet är öppet."))


def merge(request: HttpRequest, slug: str) -> HttpResponse:
    """Let a body follow others, which close."""
    row, viewer = _body(slug), viewer_of(request)
    form = SuccessionForm(
        request.POST or None,
        label=_("Upphör och följs av organet"),
        bodies=_open(but=row.code),
        bases=_bases(),
    )

    def perform(given: dict[str, Any]) -> Any:
        draft = form.merged_into(row.code)
        return operations.merge_bodies(
            actor=viewer.actor, draft=draft, reason=given["reason"], key=given["key"]
        )

    note = _("De valda organen stängs den dagen. Ingen får en roll i det nya av sig själv.")
    page = _page(row, _("Slå samman"), _("Slå samman"), notes=(note,))
    return answer(request, page, form, perform, said=_("Organen är sammanslagna."))


def split(request: HttpRequest, slug: str) -> HttpResponse:
    """Let others follow a body, which closes unless it is one of them."""
    row, viewer = _body(slug), viewer_of(request)
    form = SuccessionForm(
        request.POST or None,
        label=_("Tar vid efter organet"),
        bodies=_open(),
        bases=_bases(),
    )

    def perform(given: dict[str, Any]) -> Any:
        draft = form.split_from(row.code)
        return operations.split_body(
            actor=viewer.actor, draft=draft, reason=given["reason"], key=given["key"]
        )

    note = _("Välj minst två. Är organet självt bland dem finns det kvar, annars stängs det.")
    page = _page(row, _("Dela"), _("Dela"), notes=(note,))
    return answer(request, page, form, perform, said=_("Organet är delat."))


def new(request: HttpRequest) -> HttpResponse:
    """Register a body that is not there yet."""
    viewer = viewer_of(request)
    form = NewBodyForm(request.POST or None, bodies=_open())

    def perform(given: dict[str, Any]) -> Any:
        return operations.register_bodies(
            actor=viewer.actor, bodies=[form.draft()], key=given["key"], why=Why()
        )

    page = FormPage(
        heading=_("Nytt organ"),
        about=_("En nämnd, ett bolag eller något annat som lämnar plan eller beslutar."),
        submit=_("Registrera"),
        back=reverse("work:master-bodies"),
        back_words=_("Organ"),
    )
    return answer(request, page, form, perform, said=_("Organet är registrerat."))


def _body(slug: str) -> BodyRow:
    """The body at `slug`, which the route has found, as it is after its last change."""
    code = directory.body_at(slug=slug)
    return next(row for row in queries.bodies(year=FAR) if row.code == code)


def _open(but: str = "") -> list[BodyRow]:
    return [row for row in queries.bodies(year=FAR) if row.is_open and row.code != but]


def _latest(code: str) -> Any:
    return lineage.editions_of(code)[-1].valid_from


def _base(row: BodyRow) -> dict[str, str]:
    there = standing.current("organ", row.code, _latest(row.code))
    return {"base": versions.written(there.pk)}


def _bases() -> dict[str, str]:
    """The latest edition of every body, as a form carries it. One query."""
    return {code: versions.written(pk) for code, pk in lineage.latest_editions().items()}


def _page(row: BodyRow, heading: Word, submit: Word, notes: tuple[Word, ...] = ()) -> FormPage:
    return FormPage(
        heading=heading,
        about=row.official_name,
        submit=submit,
        back=reverse("work:master-body", kwargs={"slug": row.slug}),
        back_words=row.short_name,
        notes=notes,
    )
