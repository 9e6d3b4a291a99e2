"""How a body's plan was prepared: the list and the forms."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from enslinje.core import versions
from enslinje.core.policy import Action
from enslinje.core.terms import PreparationKind
from enslinje.journal.record import Why
from enslinje.journal.vocabulary import word
from enslinje.organisation.sight import facts_within_sight
from enslinje.plans import content_queries, operations
from enslinje.plans.content_rows import PreparationRow
from enslinje.web import standing
from enslinje.web.contents.codes import fresh
from enslinje.web.contents.conflict_forms import (
    EndContentForm,
    NewPreparationForm,
    PreparationForm,
    preparation_shown,
)
from enslinje.web.contents.place import Place, place_of
from enslinje.web.form_pages import FormPage, answer
from enslinje.web.pages import show
from enslinje.web.viewers import Viewer, viewer_of
from enslinje.web.words import Word

KIND = "beredning"
SAVE = _("Spara")


@require_safe
def preparations(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Show how the plan was prepared."""
    place, viewer = place_of(year, slug), viewer_of(request)
    context: dict[str, object] = {
        "place": place,
        "lines": [(row, word(PreparationKind, row.kind)) for row in _rows(place, viewer)],
        "can_write": viewer.may(Action.WRITE_SECTION, place.code),
        "back": place.address("plan-contents"),
        "new": place.address("new-preparation"),
    }
    return show(request, "web/contents/preparations.html", context, year=year)


def new(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Record a step of how the plan was prepared."""
    place, viewer = place_of(year, slug), viewer_of(request)
    first = {"base": versions.written(None), "code": fresh(place.code)}
    form = NewPreparationForm(request.POST or None, initial=first)

    def perform(given: dict[str, Any]) -> Any:
        return operations.record_preparations(
            actor=viewer.actor,
            year=year,
            preparations=[form.draft(place.code, given["code"])],
            key=given["key"],
        )

    page = _page(place, _("Ny beredning"))
    return answer(request, page, form, perform, said=_("Beredningen är antecknad."))


def preparation(request: HttpRequest, year: int, slug: str, preparation: str) -> HttpResponse:
    """Change what is recorded of a step."""
    place, viewer = place_of(year, slug), viewer_of(request)
    row = next((one for one in _rows(place, viewer) if one.code == preparation), None)
    if row is None:
        raise Http404(preparation)
    first = {**preparation_shown(row), "base": versions.written(row.fact)}
    form = PreparationForm(request.POST or None, initial=first)

    def perform(given: dict[str, Any]) -> Any:
        return operations.record_preparations(
            actor=viewer.actor,
            year=year,
            preparations=[form.draft(place.code, preparation)],
            key=given["key"],
        )

    history = standing.history(KIND, year, place.code, preparation)
    page = _page(place, _("Ändra beredningen"), history=history)
    return answer(request, page, form, perform, said=_("Beredningen är ändrad."))


def end(request: HttpRequest, year: int, slug: str, preparation: str) -> HttpResponse:
    """Take away a step that was recorded by mistake."""
    place, viewer = place_of(year, slug), viewer_of(request)
    row = next((one for one in _rows(place, viewer) if one.code == preparation), None)
    if row is None and not request.POST:
        raise Http404(preparation)
    seen = versions.written(row.fact if row else None)
    form = EndContentForm(request.POST or None, initial={"base": seen})

    def perform(given: dict[str, Any]) -> Any:
        return operations.end_preparations(
            actor=viewer.actor,
            year=year,
            preparations=[form.preparation_draft(place.code, preparation)],
            key=given["key"],
            why=Why(given["reason"]),
        )

    page = _page(place, _("Ta bort beredningen"), submit=_("Ta bort"))
    return answer(request, page, form, perform, said=_("Beredningen är borttagen."))


def _rows(place: Place, viewer: Viewer) -> tuple[PreparationRow, ...]:
    sight = facts_within_sight(viewer.actor)
    return content_queries.preparations_of(place.code, year=place.year, sight=sight)


def _page(place: Place, heading: Word, *, history: str = "", submit: Word = SAVE) -> FormPage:
    return place.form_page(
        heading,
        back="plan-preparations",
        back_words=_("Beredning"),
        submit=submit,
        history=history,
    )
