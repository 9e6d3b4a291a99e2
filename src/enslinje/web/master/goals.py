"""The pages of a year's goals, of levels, groups and themes, for the centre."""

from collections import defaultdict
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from enslinje.core import versions
from enslinje.core.terms import GroupMembership, ThemeKind
from enslinje.goals import operations, queries, theme_queries
from enslinje.goals.rows import GoalRow
from enslinje.journal.record import Why
from enslinje.organisation import group_queries, rights
from enslinje.organisation import operations as organisation
from enslinje.organisation import queries as bodies
from enslinje.organisation.drafts import GroupDraft
from enslinje.web import standing
from enslinje.web.form_pages import FormPage, answer
from enslinje.web.master.goal_forms import (
    GoalForm,
    GroupForm,
    LevelForm,
    NewGoalForm,
    NewThemeForm,
    ThemeForm,
)
from enslinje.web.master.words import THEME_KIND
from enslinje.web.pages import show
from enslinje.web.viewers import viewer_of
from enslinje.web.words import Word
from enslinje.web.writing import in_language


@require_safe
def master_data(request: HttpRequest) -> HttpResponse:
    """Show where each part of the master data is changed."""
    years = queries.years() or (timezone.localdate().year,)
    return show(request, "web/master/master_data.html", {"years": years})


@require_safe
def goals(request: HttpRequest, year: int) -> HttpResponse:
    """Show the goals of the whole group in the year."""
    tagged: dict[str, list[str]] = defaultdict(list)
    themes = theme_queries.themes(year=year)
    for one in themes:
        for code in one.goals:
            tagged[code].append(one.name)
    context: dict[str, object] = {
        "lines": [(row, _level(row), tagged[row.code]) for row in council_goals(year)],
        "has_themes": bool(themes),
        "years": queries.years(),
    }
    return show(request, "web/master/goals.html", context, year=year)


def goal(request: HttpRequest, year: int, goal: str) -> HttpResponse:
    """Change how a goal reads in the year."""
    viewer = viewer_of(request)
    row = next((one for one in council_goals(year) if one.code == goal), None)
    if row is None:
        raise Http404(goal)
    names = ("number", "name", "level", "parent", "sort_order", "expected_result")
    first = {name: getattr(row, name) for name in names}
    first |= standing.base(standing.current("mal", year, goal))
    form = GoalForm(request.POST or None, initial=first, **_places(year, but=goal))

    def perform(given: dict[str, Any]) -> Any:
        return operations.set_goals(
            actor=viewer.actor,
            year=year,
            goals=[form.draft(row.code, row.owner)],
            key=given["key"],
            why=Why(given["reason"]),
        )

    history = standing.history("mal", year, goal)
    page = _page(year, "master-goals", _("Ändra målet"), about=row.code, history=history)
    return answer(request, page, form, perform, said=_("Målet är ändrat."))


def new_goal(request: HttpRequest, year: int) -> HttpResponse:
    """Set a goal of the whole group that is not there yet."""
    viewer = viewer_of(request)
    form = NewGoalForm(request.POST or None, initial={"base": "-"}, **_places(year))
    owner = next(iter(sorted(rights.bodies_that_speak_for_all())), "")

    def perform(given: dict[str, Any]) -> Any:
        return operations.set_goals(
            actor=viewer.actor,
            year=year,
            goals=[form.draft(given["code"], owner)],
            key=given["key"],
            why=Why(given["reason"]),
        )

    page = _page(year, "master-goals", _("Nytt mål"), about=_("Ett mål för hela staden."))
    return answer(request, page, form, perform, said=_("Målet är satt."))


def levels(request: HttpRequest) -> HttpResponse:
    """Say what the levels of the cascade are called."""
    viewer = viewer_of(request)
    form = LevelForm(request.POST or None, levels=queries.levels())

    def perform(given: dict[str, Any]) -> Any:
        return operations.name_levels(actor=viewer.actor, levels=form.drafts(), key=given["key"])

    page = FormPage(
        heading=_("Nivåernas namn"),
        about=_("Vad er kommun kallar målen på varje nivå. Namnen gäller alla år."),
        submit=_("Spara"),
        back=reverse("work:master-data"),
        back_words=_("Stamdata"),
    )
    return answer(request, page, form, perform, said=_("Namnen är sparade."))


@require_safe
def groups(request: HttpRequest, year: int) -> HttpResponse:
    """Show the groups of bodies and who is in them in the year."""
    names = {row.code: row.short_name for row in bodies.bodies(year=year)}
    lines = [
        (row, None if row.members is None else [names.get(code, code) for code in row.members])
        for row in group_queries.groups(year=year)
    ]
    context: dict[str, object] = {"lines": lines, "years": queries.years()}
    return show(request, "web/master/groups.html", context, year=year)


def group(request: HttpRequest, year: int, group: str) -> HttpResponse:
    """Say who is in a group in the year."""
    viewer = viewer_of(request)
    row = next((one for one in group_queries.groups(year=year) if one.code == group), None)
    if row is None or row.membership is GroupMembership.OPEN:
        raise Http404(group)
    shape = group_queries.group_shapes(year=year)[group]
    part = "exclusions" if shape.base else "members"
    form = GroupForm(
        request.POST or None,
        initial={
            "bodies": sorted(getattr(shape, part)),
            **standing.base(standing.current("krets", year, group)),
        },
        label=_("Undantas från {base}").format(base=shape.base) if shape.base else _("Medlemmar"),
        bodies=[
            (one.code, one.short_name)
            for one in bodies.bodies(year=year)
            if one.is_open or one.code in getattr(shape, part)
        ],
    )

    def perform(given: dict[str, Any]) -> Any:
        draft = GroupDraft(
            code=row.code,
            name=row.name,
            membership=row.membership,
            basis=row.origin.basis,
            base_group=shape.base,
            stated_size=row.stated_size,
            seen=form.seen,
            members=() if shape.base else tuple(given["bodies"]),
            exclusions=tuple(given["bodies"]) if shape.base else (),
        )
        return organisation.form_groups(
            actor=viewer.actor,
            year=year,
            groups=[draft],
            key=given["key"],
            why=Why(given["reason"]),
        )

    history = standing.history("krets", year, group)
    page = _page(year, "master-groups", _("Ändra kretsen"), about=row.name, history=history)
    return answer(request, page, form, perform, said=_("Kretsen är ändrad."))


@require_safe
def themes(request: HttpRequest, year: int) -> HttpResponse:
    """Show the year's perspectives, programmes and steering documents."""
    rows = theme_queries.themes(year=year)
    context: dict[str, object] = {
        "lines": [(row, THEME_KIND[row.kind]) for row in rows],
        "years": queries.years(),
    }
    return show(request, "web/master/themes.html", context, year=year)


def theme(request: HttpRequest, year: int, theme: str) -> HttpResponse:
    """Change how a perspective or programme reads in the year."""
    viewer = viewer_of(request)
    row = next((one for one in theme_queries.themes(year=year) if one.code == theme), None)
    if row is None:
        raise Http404(theme)
    first = {
        "name": row.name,
        "description": row.description,
        "is_mandatory": row.is_mandatory,
        "base": versions.written(row.fact),
    }
    form = ThemeForm(request.POST or None, initial=first)

    def perform(given: dict[str, Any]) -> Any:
        return operations.set_themes(
            actor=viewer.actor,
            year=year,
            themes=[form.draft(row.code, row.kind)],
            key=given["key"],
        )

    page = _page(year, "master-themes", _("Ändra"), about=f"{THEME_KIND[row.kind]} {row.code}")
    return answer(request, page, form, perform, said=_("Ändringen är sparad."))


def new_theme(request: HttpRequest, year: int) -> HttpResponse:
    """Set a perspective, programme or steering document that is not there yet."""
    viewer = viewer_of(request)
    form = NewThemeForm(request.POST or None, initial={"base": "-"})

    def perform(given: dict[str, Any]) -> Any:
        return operations.set_themes(
            actor=viewer.actor,
            year=year,
            themes=[form.draft(given["code"], ThemeKind(given["kind"]))],
            key=given["key"],
        )

    about = _("Ett perspektiv, ett program eller ett styrdokument.")
    page = _page(year, "master-themes", _("Nytt perspektiv eller program"), about=about)
    return answer(request, page, form, perform, said=_("Det är tillagt."))


def council_goals(year: int) -> list[GoalRow]:
    """Return the year's goals that are the whole group's."""
    for_all = rights.bodies_that_speak_for_all()
    return [row for row in queries.goals(year=year) if row.owner in for_all]


def _level(row: GoalRow) -> str:
    return in_language(row.level_name_sv, row.level_name_en)


def _places(year: int, but: str = "") -> dict[str, Any]:
    """The levels and the parents that a goal of the year can have."""
    levels = [(one.code.value, in_language(one.name_sv, one.name_en)) for one in queries.levels()]
    return {
        "levels": levels,
        "parents": [row for row in council_goals(year) if row.code != but],
    }


def _page(year: int, back: str, heading: Word, *, about: Word, history: str = "") -> FormPage:
    return FormPage(
        heading=heading,
        about=f"{about} {year}",
        submit=_("Spara"),
        back=reverse(f"work:{back}", kwargs={"year": year}),
        back_words=_("Stamdata"),
        history=history,
    )
