"""A body's own goals, its units' goals and its own indicators: the page and the forms."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from enslinje.core import versions
from enslinje.core.policy import Action
from enslinje.core.terms import LevelCode
from enslinje.goals import operations, own_queries, queries
from enslinje.goals.rows import GoalRow, OwnIndicatorRow
from enslinje.journal.record import Why
from enslinje.web import standing
from enslinje.web.comments.marks import marks_of
from enslinje.web.contents.codes import fresh
from enslinje.web.contents.goal_forms import (
    ChangeOwnGoalForm,
    ChangeOwnIndicatorForm,
    EndForm,
    NewOwnGoalForm,
    NewOwnIndicatorForm,
    indicator_shown,
)
from enslinje.web.contents.place import Place, place_of
from enslinje.web.form_pages import FormPage, answer
from enslinje.web.pages import show
from enslinje.web.viewers import viewer_of
from enslinje.web.words import Word
from enslinje.web.writing import in_language

OWN_LEVELS = (LevelCode.BODY_GOAL, LevelCode.UNIT_GOAL)
SAVE = _("Spara")
GIVEN = (LevelCode.AREA_GOAL, LevelCode.SUB_AREA)


@dataclass(frozen=True)
class GoalLine:
    """A goal of the body's own: its level in words, and the number of the goal it lies under."""

    row: GoalRow
    level: str
    under: str


@dataclass(frozen=True)
class IndicatorLine:
    """An indicator of the body's own, its unit in words, and the number of its goal."""

    row: OwnIndicatorRow
    unit: str
    goal: str


@require_safe
def own(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Show what goals and indicators the body has for itself."""
    place, viewer = place_of(year, slug), viewer_of(request)
    rows = queries.goals(year=year)
    numbers = {row.code: row.number for row in rows}
    context: dict[str, object] = {
        "place": place,
        "goals": [
            GoalLine(row, in_language(row.level_name_sv, row.level_name_en), numbers[row.parent])
            for row in _own(rows, place)
        ],
        "indicators": [
            IndicatorLine(row, in_language(row.unit_sv, row.unit_en), numbers.get(row.goal, ""))
            for row in own_queries.own_indicators(place.code, year=year)
        ],
        "marks": marks_of(viewer, year=year, body=place.code, slug=slug),
        "can_set": viewer.may(Action.SET_GOAL, place.code),
        "can_define": viewer.may(Action.DEFINE_INDICATOR, place.code),
        "back": place.address("plan-contents"),
    }
    return show(request, "web/contents/goals.html", context, year=year)


def new_goal(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Set a goal of the body's own."""
    place, viewer = place_of(year, slug), viewer_of(request)
    form = NewOwnGoalForm(
        request.POST or None,
        initial={
            "base": versions.written(None),
            "code": fresh(place.code),
            "parent": request.GET.get("under", ""),
        },
        **_choices(place),
    )

    def perform(given: dict[str, Any]) -> Any:
        return operations.set_goals(
            actor=viewer.actor,
            year=year,
            goals=[form.draft(given["code"], place.code)],
            key=given["key"],
        )

    return answer(
        request, _page(place, _("Nytt eget mål")), form, perform, said=_("Målet är tillagt.")
    )


def goal(request: HttpRequest, year: int, slug: str, own_goal: str) -> HttpResponse:
    """Change how a goal of the body's own reads."""
    place, viewer = place_of(year, slug), viewer_of(request)
    row = _goal(place, own_goal)
    there = standing.rested_on("mal", year, own_goal, base=request.POST.get("base", ""))
    names = ("number", "name", "level", "parent", "expected_result")
    form = ChangeOwnGoalForm(
        request.POST or None,
        initial={name: getattr(row, name) for name in names} | standing.base(there),
        **_choices(place, but=own_goal),
    )

    def perform(given: dict[str, Any]) -> Any:
        draft = form.draft(own_goal, place.code, sort_order=there.values["sort_order"])
        return operations.set_goals(
            actor=viewer.actor, year=year, goals=[draft], key=given["key"], why=Why(given["reason"])
        )

    page = _page(place, _("Ändra målet"), history=standing.history("mal", year, own_goal))
    return answer(request, page, form, perform, said=_("Målet är ändrat."))


def end_goal(request: HttpRequest, year: int, slug: str, own_goal: str) -> HttpResponse:
    """Let a goal of the body's own be none of the year any more."""
    place, viewer = place_of(year, slug), viewer_of(request)
    row = _goal_or_none(place, own_goal)
    # Sent twice, it is ended already: the operation answers as it did the first time.
    if row is None and not (request.POST and own_queries.owns_goal(place.code, own_goal)):
        raise Http404(own_goal)
    current = standing.base(standing.current("mal", year, own_goal))
    form = EndForm(request.POST or None, initial=current)

    def perform(given: dict[str, Any]) -> Any:
        return operations.end_goals(
            actor=viewer.actor,
            year=year,
            goals=[form.ended(own_goal)],
            reason=given["reason"],
            key=given["key"],
        )

    about = f"{row.number} {row.name}" if row else own_goal
    page = _page(place, _("Ta bort målet"), submit=_("Ta bort"), about=about)
    return answer(request, page, form, perform, said=_("Målet är borttaget."))


def new_indicator(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Define an indicator that the body has for itself."""
    place, viewer = place_of(year, slug), viewer_of(request)
    form = NewOwnIndicatorForm(
        request.POST or None,
        initial={"base": versions.written(None), "code": fresh(place.code)},
        goals=_measured(place),
        units=own_queries.units(),
    )

    def perform(given: dict[str, Any]) -> Any:
        return operations.define_indicators(
            actor=viewer.actor,
            year=year,
            indicators=[form.draft(given["code"], place.code, given["unit"])],
            key=given["key"],
        )

    note = _("Ni får samtidigt skyldigheten att ange ett årsmål för den.")
    page = _page(place, _("Ny egen indikator"), notes=(note,))
    return answer(request, page, form, perform, said=_("Indikatorn är tillagd."))


def indicator(request: HttpRequest, year: int, slug: str, own_indicator: str) -> HttpResponse:
    """Change how an indicator of the body's own reads."""
    place, viewer = place_of(year, slug), viewer_of(request)
    if _indicator_or_none(place, own_indicator) is None:
        raise Http404(own_indicator)
    there = standing.rested_on("indikator", year, own_indicator, base=request.POST.get("base", ""))
    form = ChangeOwnIndicatorForm(
        request.POST or None,
        initial=indicator_shown(there) | standing.base(there),
        goals=_measured(place),
    )

    def perform(given: dict[str, Any]) -> Any:
        was = there.values
        version = was["definition_version"] + (given["definition"] != was["definition"])
        draft = form.draft(own_indicator, place.code, was["unit__code"], version=version)
        return operations.define_indicators(
            actor=viewer.actor,
            year=year,
            indicators=[draft],
            key=given["key"],
            why=Why(given["reason"]),
        )

    history = standing.history("indikator", year, own_indicator)
    page = _page(place, _("Ändra indikatorn"), history=history)
    return answer(request, page, form, perform, said=_("Indikatorn är ändrad."))


def end_indicator(request: HttpRequest, year: int, slug: str, own_indicator: str) -> HttpResponse:
    """Let an indicator of the body's own be none of the year any more."""
    place, viewer = place_of(year, slug), viewer_of(request)
    row = _indicator_or_none(place, own_indicator)
    if row is None and not (request.POST and own_queries.owns_indicator(place.code, own_indicator)):
        raise Http404(own_indicator)
    current = standing.base(standing.current("indikator", year, own_indicator))
    form = EndForm(request.POST or None, initial=current)

    def perform(given: dict[str, Any]) -> Any:
        return operations.end_own_indicators(
            actor=viewer.actor,
            year=year,
            indicators=[form.ended(own_indicator)],
            reason=given["reason"],
            key=given["key"],
        )

    note = _("Årsmål som redan är angivna finns kvar i historiken, men efterfrågas inte längre.")
    about = row.name if row else own_indicator
    page = _page(place, _("Ta bort indikatorn"), submit=_("Ta bort"), about=about, notes=(note,))
    return answer(request, page, form, perform, said=_("Indikatorn är borttagen."))


def _own(rows: tuple[GoalRow, ...], place: Place) -> list[GoalRow]:
    return [row for row in rows if row.owner == place.code and row.level in OWN_LEVELS]


def _goal(place: Place, code: str) -> GoalRow:
    found = _goal_or_none(place, code)
    if found is None:
        raise Http404(code)
    return found


def _goal_or_none(place: Place, code: str) -> GoalRow | None:
    own = _own(queries.goals(year=place.year), place)
    return next((row for row in own if row.code == code), None)


def _indicator_or_none(place: Place, code: str) -> OwnIndicatorRow | None:
    rows = own_queries.own_indicators(place.code, year=place.year)
    return next((row for row in rows if row.code == code), None)


def _choices(place: Place, but: str = "") -> dict[str, Any]:
    """The levels and the parents that a goal of the body's own can have."""
    rows = queries.goals(year=place.year)
    levels = [
        (one.code.value, in_language(one.name_sv, one.name_en))
        for one in queries.levels()
        if one.code in OWN_LEVELS
    ]
    parents = [row for row in rows if row.level in GIVEN] + _own(rows, place)
    return {"levels": levels, "parents": [row for row in parents if row.code != but]}


def _measured(place: Place) -> list[GoalRow]:
    """The goals that an indicator of the body's own can measure."""
    rows = queries.goals(year=place.year)
    return [row for row in rows if row.level is LevelCode.AREA_GOAL] + _own(rows, place)


def _page(
    place: Place,
    heading: Word,
    *,
    submit: Word = SAVE,
    history: str = "",
    about: str = "",
    notes: tuple[Word, ...] = (),
) -> FormPage:
    return place.form_page(
        heading,
        back="plan-goals",
        back_words=_("Egna mål och indikatorer"),
        submit=submit,
        history=history,
        about=about,
        notes=notes,
    )
