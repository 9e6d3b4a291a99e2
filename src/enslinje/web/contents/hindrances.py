"""What stands in the way of a body's goals: the lines of the list, the file and the forms."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from enslinje.core import versions
from enslinje.journal.record import Receipt, Why
from enslinje.organisation.sight import facts_within_sight
from enslinje.plans import content_queries, operations
from enslinje.plans.content_drafts import HindranceDraft
from enslinje.plans.content_rows import HindranceRow
from enslinje.web import downloads, standing
from enslinje.web.contents.codes import fresh
from enslinje.web.contents.conflict_forms import EndContentForm
from enslinje.web.contents.given import goals_to_choose, names_of_goals, others_to_choose
from enslinje.web.contents.hindrance_forms import (
    HindranceForm,
    NewHindranceForm,
    hindrance_shown,
)
from enslinje.web.contents.place import Place, place_of
from enslinje.web.downloads import Column, List
from enslinje.web.form_pages import FormPage, answer
from enslinje.web.plan.words import needed_of
from enslinje.web.viewers import Viewer, viewer_of
from enslinje.web.words import Word

KIND = "hinder"
SAVE = _("Spara")


@dataclass(frozen=True)
class Line:
    """A hindrance with its words: its goal, "" for none in particular, and who it is needed of."""

    row: HindranceRow
    goal: str
    needed_of: str


def lines(place: Place, viewer: Viewer) -> list[Line]:
    """Return the hindrances of the body's plan, as far as the viewer sees them."""
    names = names_of_goals(place.year)
    return [
        Line(
            row,
            names.get(row.goal, row.goal),
            needed_of(row.needed_of, row.needed_body),
        )
        for row in _rows(place, viewer)
    ]


@require_safe
def hindrances_file(request: HttpRequest, year: int, slug: str, form: str) -> HttpResponse:
    """Hand out what stands in the way of the body's goals."""
    place, viewer = place_of(year, slug), viewer_of(request)
    listing = List(
        f"hinder_{place.slug}",
        (
            Column("code", gettext("Kod")),
            Column("goal", gettext("Mål")),
            Column("text", gettext("Vad som står i vägen")),
            Column("needed", gettext("Vad som skulle behövas")),
            Column("needed_of", gettext("Av vem")),
            Column("basis", gettext("Grund")),
        ),
        tuple(
            (
                *(line.row.code, line.goal, line.row.text, line.row.needed, line.needed_of),
                line.row.origin.basis.value,
            )
            for line in lines(place, viewer)
        ),
    )
    return downloads.hand_out_saved(request, year, listing, form)


def new(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Say what stands in the way of a goal."""
    place, viewer = place_of(year, slug), viewer_of(request)
    first = {"base": versions.written(None), "code": fresh(place.code)}
    form = NewHindranceForm(request.POST or None, initial=first, **_choices(place))

    def perform(given: dict[str, Any]) -> Any:
        return _state(viewer, place, form.draft(place.code, given["code"]), given["key"])

    page = _page(place, _("Nytt hinder"))
    return answer(request, page, form, perform, said=_("Hindret är tillagt."))


def hindrance(request: HttpRequest, year: int, slug: str, hindrance: str) -> HttpResponse:
    """Change what is said of a hindrance."""
    place, viewer = place_of(year, slug), viewer_of(request)
    row = _row(place, viewer, hindrance)
    if row is None:
        raise Http404(hindrance)
    first = {**hindrance_shown(row), "base": versions.written(row.fact)}
    form = HindranceForm(request.POST or None, initial=first, **_choices(place, row))

    def perform(given: dict[str, Any]) -> Any:
        return _state(viewer, place, form.draft(place.code, hindrance), given["key"])

    history = standing.history(KIND, year, place.code, hindrance)
    page = _page(place, _("Ändra hindret"), history=history)
    return answer(request, page, form, perform, said=_("Hindret är ändrat."))


def end(request: HttpRequest, year: int, slug: str, hindrance: str) -> HttpResponse:
    """Say that a hindrance is there no more."""
    place, viewer = place_of(year, slug), viewer_of(request)
    row = _row(place, viewer, hindrance)
    if row is None and not request.POST:
        raise Http404(hindrance)
    seen = versions.written(row.fact if row else None)
    form = EndContentForm(request.POST or None, initial={"base": seen})

    def perform(given: dict[str, Any]) -> Any:
        return operations.end_hindrances(
            actor=viewer.actor,
            year=year,
            hindrances=[form.hindrance_draft(place.code, hindrance)],
            key=given["key"],
            why=Why(given["reason"]),
        )

    page = _page(place, _("Ta bort hindret"), submit=_("Ta bort"))
    return answer(request, page, form, perform, said=_("Hindret är borttaget."))


def _state(viewer: Viewer, place: Place, draft: HindranceDraft, key: UUID) -> Receipt:
    return operations.state_hindrances(
        actor=viewer.actor, year=place.year, hindrances=[draft], key=key
    )


def _rows(place: Place, viewer: Viewer) -> tuple[HindranceRow, ...]:
    sight = facts_within_sight(viewer.actor)
    return content_queries.hindrances_of(place.code, year=place.year, sight=sight)


def _row(place: Place, viewer: Viewer, code: str) -> HindranceRow | None:
    return next((one for one in _rows(place, viewer) if one.code == code), None)


def _choices(place: Place, there: HindranceRow | None = None) -> dict[str, Any]:
    """The goals and bodies to choose between; what was chosen before is always among them."""
    return {
        "goals": goals_to_choose(place, chosen=[there.goal] if there else ()),
        "bodies": others_to_choose(place, chosen=[there.needed_body] if there else ()),
    }


def _page(place: Place, heading: Word, *, history: str = "", submit: Word = SAVE) -> FormPage:
    return place.form_page(
        heading,
        back="goal-conflicts",
        back_words=_("Målkonflikter och hinder"),
        submit=submit,
        history=history,
    )
