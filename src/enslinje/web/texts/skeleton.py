"""The pages where the office says which sections of text the year's plans have."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from enslinje.core import versions
from enslinje.goals import queries
from enslinje.journal.record import Why
from enslinje.plans import operations, section_queries
from enslinje.plans.drafts import EndedSectionDraft
from enslinje.plans.rows import SectionRow
from enslinje.web import standing
from enslinje.web.form_pages import FormPage, answer
from enslinje.web.pages import show
from enslinje.web.texts.forms import EndSectionForm, NewSectionForm, SectionForm
from enslinje.web.texts.presenters import SCOPES
from enslinje.web.viewers import viewer_of
from enslinje.web.words import Word


@require_safe
def sections(request: HttpRequest, year: int) -> HttpResponse:
    """Show the sections that the year's plans have."""
    context: dict[str, object] = {
        "lines": [(row, SCOPES[row.scope.value]) for row in section_queries.sections(year=year)],
        "years": queries.years(),
    }
    return show(request, "web/texts/skeleton.html", context, year=year)


def section(request: HttpRequest, year: int, section: str) -> HttpResponse:
    """Change how a section reads in the year."""
    row = _row(year, section)
    first = {
        "heading": row.heading,
        "guidance": row.guidance,
        "scope": row.scope.value,
        "sort_order": row.sort_order,
        "base": versions.written(row.fact),
    }
    form = SectionForm(request.POST or None, initial=first)

    def perform(given: dict[str, Any]) -> Any:
        return operations.set_sections(
            actor=viewer_of(request).actor,
            year=year,
            sections=[form.draft(section)],
            key=given["key"],
            why=Why(given["reason"]),
        )

    page = _page(year, _("Ändra avsnittet"), section, standing.history("avsnitt", year, section))
    return answer(request, page, form, perform, said=_("Avsnittet är ändrat."))


def new_section(request: HttpRequest, year: int) -> HttpResponse:
    """Ask for a section that the year's plans have not yet."""
    form = NewSectionForm(request.POST or None, initial={"base": "-"})

    def perform(given: dict[str, Any]) -> Any:
        return operations.set_sections(
            actor=viewer_of(request).actor,
            year=year,
            sections=[form.draft(given["code"])],
            key=given["key"],
            why=Why(given["reason"]),
        )

    page = _page(year, _("Nytt avsnitt"), _("Planernas avsnitt"))
    return answer(request, page, form, perform, said=_("Avsnittet finns i planerna."))


def end_section(request: HttpRequest, year: int, section: str) -> HttpResponse:
    """Take a section out of the year's plans."""
    row = _row(year, section)
    form = EndSectionForm(request.POST or None, initial={"base": versions.written(row.fact)})

    def perform(given: dict[str, Any]) -> Any:
        return operations.end_sections(
            actor=viewer_of(request).actor,
            year=year,
            sections=[EndedSectionDraft(code=section, seen=form.seen)],
            key=given["key"],
            why=Why(given["reason"]),
        )

    page = _page(year, _("Ta bort avsnittet ur planerna"), row.heading)
    return answer(request, page, form, perform, said=_("Avsnittet är borttaget ur årets planer."))


def _row(year: int, section: str) -> SectionRow:
    for row in section_queries.sections(year=year):
        if row.code == section:
            return row
    raise Http404(section)


def _page(year: int, heading: Word, about: Word, history: str = "") -> FormPage:
    return FormPage(
        heading=heading,
        about=f"{about} {year}",
        submit=_("Spara"),
        back=reverse("work:master-sections", kwargs={"year": year}),
        back_words=_("Planens avsnitt"),
        history=history,
    )
