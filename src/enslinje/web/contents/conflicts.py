"""The goals that a body finds in conflict, beside its hindrances: the list and the forms."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from enslinje.core import versions
from enslinje.core.policy import Action
from enslinje.goals import queries as goals
from enslinje.journal.record import Why
from enslinje.organisation.sight import facts_within_sight
from enslinje.plans import content_queries, operations
from enslinje.plans.content_rows import GoalConflictRow
from enslinje.web import downloads, standing
from enslinje.web.contents import hindrances
from enslinje.web.contents.conflict_forms import (
    EndContentForm,
    GoalConflictForm,
    NewGoalConflictForm,
    conflict_shown,
)
from enslinje.web.contents.given import goals_to_choose, names_of_goals
from enslinje.web.contents.place import Place, place_of
from enslinje.web.downloads import Column, List
from enslinje.web.form_pages import FormPage, answer
from enslinje.web.pages import show
from enslinje.web.viewers import Viewer, viewer_of
from enslinje.web.words import Word

KIND = "malkonflikt"
SAVE = _("Spara")


@require_safe
def goal_conflicts(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Show the goals that the body finds in conflict, and what stands in the way of its goals."""
    place, viewer = place_of(year, slug), viewer_of(request)
    context: dict[str, object] = {
        "place": place,
        "lines": _lines(place, viewer),
        "hindrances": hindrances.lines(place, viewer),
        "can_write": viewer.may(Action.WRITE_SECTION, place.code),
        "back": place.address("plan-contents"),
        "new": place.address("new-goal-conflict"),
        "new_hindrance": place.address("new-hindrance"),
        "files": _files(place, "goal-conflicts-file"),
        "hindrance_files": _files(place, "hindrances-file"),
    }
    return show(request, "web/contents/conflicts.html", context, year=year)


@require_safe
def goal_conflicts_file(request: HttpRequest, year: int, slug: str, form: str) -> HttpResponse:
    """Hand out the goals that the body finds in conflict."""
    place, viewer = place_of(year, slug), viewer_of(request)
    listing = List(
        f"malkonflikter_{place.slug}",
        (
            Column("goal", gettext("Mål")),
            Column("other", gettext("Är i konflikt med")),
            Column("text", gettext("Konflikten")),
            Column("handling", gettext("Så hanteras den")),
            Column("basis", gettext("Grund")),
        ),
        tuple(
            (goal, other, row.text, row.handling, row.origin.basis.value)
            for row, goal, other in _lines(place, viewer)
        ),
    )
    return downloads.hand_out_saved(request, year, listing, form)


def new(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Say that two goals are in conflict."""
    place, viewer = place_of(year, slug), viewer_of(request)
    form = NewGoalConflictForm(
        request.POST or None, initial={"base": versions.written(None)}, goals=goals_to_choose(place)
    )

    def perform(given: dict[str, Any]) -> Any:
        return operations.state_goal_conflicts(
            actor=viewer.actor,
            year=year,
            goal_conflicts=[form.draft(place.code, given["goal"], given["other"])],
            key=given["key"],
        )

    page = _page(place, _("Ny målkonflikt"))
    return answer(request, page, form, perform, said=_("Målkonflikten är tillagd."))


def goal_conflict(
    request: HttpRequest, year: int, slug: str, *, conflict_goal: str, conflict_other: str
) -> HttpResponse:
    """Change what is said of two goals in conflict."""
    place, viewer = place_of(year, slug), viewer_of(request)
    pair = (conflict_goal, conflict_other)
    row = next((one for one in _rows(place, viewer) if (one.goal, one.other) == pair), None)
    if row is None:
        raise Http404(f"{pair}")
    form = GoalConflictForm(
        request.POST or None,
        initial={**conflict_shown(row), "base": versions.written(row.fact)},
    )

    def perform(given: dict[str, Any]) -> Any:
        return operations.state_goal_conflicts(
            actor=viewer.actor,
            year=year,
            goal_conflicts=[form.draft(place.code, *pair)],
            key=given["key"],
        )

    history = standing.history(KIND, year, place.code, *pair)
    page = _page(place, _("Ändra målkonflikten"), about=_about(place, pair), history=history)
    return answer(request, page, form, perform, said=_("Målkonflikten är ändrad."))


def end(
    request: HttpRequest, year: int, slug: str, *, conflict_goal: str, conflict_other: str
) -> HttpResponse:
    """Say that two goals are in conflict no more."""
    place, viewer = place_of(year, slug), viewer_of(request)
    pair = (conflict_goal, conflict_other)
    row = next((one for one in _rows(place, viewer) if (one.goal, one.other) == pair), None)
    if row is None and not request.POST:
        raise Http404(f"{pair}")
    seen = versions.written(row.fact if row else None)
    form = EndContentForm(request.POST or None, initial={"base": seen})

    def perform(given: dict[str, Any]) -> Any:
        return operations.end_goal_conflicts(
            actor=viewer.actor,
            year=year,
            goal_conflicts=[form.conflict_draft(place.code, pair)],
            key=given["key"],
            why=Why(given["reason"]),
        )

    page = _page(place, _("Ta bort målkonflikten"), about=_about(place, pair), submit=_("Ta bort"))
    return answer(request, page, form, perform, said=_("Målkonflikten är borttagen."))


def _lines(place: Place, viewer: Viewer) -> list[tuple[GoalConflictRow, str, str]]:
    """The conflicts, each with the names of its goals."""
    names = names_of_goals(place.year)
    return [
        (row, names.get(row.goal, row.goal), names.get(row.other, row.other))
        for row in _rows(place, viewer)
    ]


def _files(place: Place, page: str) -> dict[str, str]:
    return {form: place.address(page, form=form) for form in ("csv", "json")}


def _rows(place: Place, viewer: Viewer) -> tuple[GoalConflictRow, ...]:
    sight = facts_within_sight(viewer.actor)
    return content_queries.goal_conflicts_of(place.code, year=place.year, sight=sight)


def _about(place: Place, pair: tuple[str, str]) -> str:
    numbers = {row.code: row.number for row in goals.goals(year=place.year)}
    return " – ".join(numbers.get(code, code) for code in pair)


def _page(
    place: Place, heading: Word, *, about: str = "", history: str = "", submit: Word = SAVE
) -> FormPage:
    return place.form_page(
        heading,
        back="goal-conflicts",
        back_words=_("Målkonflikter och hinder"),
        submit=submit,
        about=about,
        history=history,
    )
