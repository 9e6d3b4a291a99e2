"""The themes of a body's own goals, indicators and activities, and what lacks them."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from enslinje.core import tagging
from enslinje.core.policy import Action
from enslinje.core.terms import Basis, LevelCode, ThemeKind
from enslinje.goals import operations as goal_operations
from enslinje.goals import own_queries, theme_queries
from enslinje.goals import queries as goals
from enslinje.goals.drafts import TaggedDraft
from enslinje.goals.rows import ThemeRow
from enslinje.organisation import directory
from enslinje.organisation.sight import facts_within_sight
from enslinje.plans import content_queries, operations
from enslinje.plans.drafts import TaggedActivityDraft
from enslinje.web import standing
from enslinje.web.contents.place import Place, place_of
from enslinje.web.form_pages import answer
from enslinje.web.forms import VersionedForm
from enslinje.web.master.words import THEME_KIND
from enslinje.web.pages import show
from enslinje.web.viewers import Viewer, viewer_of
from enslinje.web.words import Word

OWN = (LevelCode.BODY_GOAL, LevelCode.UNIT_GOAL)


@dataclass(frozen=True)
class Line:
    """Something with its themes by name, the kinds that it lacks, and where they are set."""

    name: str
    themes: tuple[str, ...]
    lacks: tuple[Word, ...]
    address: str


@dataclass(frozen=True)
class Group:
    """Lines of one kind."""

    words: Word
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class BodyLine:
    """A body with how many of its activities lack a mandatory theme.

    `address` is where its plan tells which, "" for whoever may not see it yet.
    """

    name: str
    address: str
    activities: int
    lacking: int


class ThemesForm(VersionedForm):
    """The themes that something has: these and no others."""

    columns = {"goal": "themes", "indicator": "themes", "activity": "themes"}
    themes = forms.MultipleChoiceField(
        label=_("Perspektiv, program och styrdokument"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        initial: Mapping[str, Any],
        themes: Sequence[ThemeRow],
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["themes"].choices = [  # type: ignore[attr-defined]
            (row.code, f"{row.name} ({THEME_KIND[row.kind]})") for row in themes
        ]


@require_safe
def themes(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Show what has which themes, and what lacks those that every activity must have."""
    place, viewer = place_of(year, slug), viewer_of(request)
    known = theme_queries.themes(year=year)
    groups = _groups(place, viewer, known)
    context: dict[str, object] = {
        "place": place,
        "groups": groups,
        "lacking": sum(bool(line.lacks) for group in groups for line in group.lines),
        "has_themes": bool(known),
        "back": place.address("plan-contents"),
    }
    return show(request, "web/contents/themes.html", context, year=year)


@require_safe
def of_bodies(request: HttpRequest, year: int) -> HttpResponse:
    """Show for every body how many activities lack a mandatory theme, the most first."""
    if year not in goals.years():
        raise Http404(str(year))
    viewer, known = viewer_of(request), theme_queries.themes(year=year)
    all_of: dict[str, int] = defaultdict(int)
    lacking: dict[str, int] = defaultdict(int)
    for one in content_queries.tags_of_activities(year=year):
        for body in one.planners:
            all_of[body] += 1
            lacking[body] += bool(lacks(one.themes, known))
    names, slugs = directory.body_names(), directory.body_slugs()
    lines = [
        BodyLine(
            names.get(body, body),
            reverse("work:plan-themes", kwargs={"year": year, "slug": slugs[body]})
            if viewer.may(Action.VIEW_DRAFT, body)
            else "",
            all_of[body],
            lacking[body],
        )
        for body in all_of
        if body in slugs
    ]
    context: dict[str, object] = {
        "lines": sorted(lines, key=lambda line: (-line.lacking, line.name)),
        "is_mandatory": any(row.is_mandatory for row in known),
        "year": year,
    }
    return show(request, "web/contents/themes_of_bodies.html", context, year=year)


def of_goal(request: HttpRequest, year: int, slug: str, own_goal: str) -> HttpResponse:
    """Say which themes a goal of the body's own has."""
    place, viewer = place_of(year, slug), viewer_of(request)
    rows = {row.code: row for row in goals.goals(year=year) if _is_own(row.owner, place)}
    if own_goal not in rows:
        raise Http404(own_goal)

    def tag(given: Mapping[str, Any], form: ThemesForm) -> Any:
        item = TaggedDraft(
            goal=own_goal, themes=tuple(given["themes"]), basis=Basis.STATED, seen=form.seen
        )
        return goal_operations.tag(actor=viewer.actor, year=year, items=[item], key=given["key"])

    had = theme_queries.tags(year=year).goals[own_goal]
    name = f"{rows[own_goal].number} {rows[own_goal].name}"
    return _form(request, place, ("malets-teman", own_goal), name=name, had=had, tag=tag)


def of_indicator(request: HttpRequest, year: int, slug: str, own_indicator: str) -> HttpResponse:
    """Say which themes an indicator of the body's own has."""
    place, viewer = place_of(year, slug), viewer_of(request)
    rows = {row.code: row.name for row in own_queries.own_indicators(place.code, year=year)}
    if own_indicator not in rows:
        raise Http404(own_indicator)

    def tag(given: Mapping[str, Any], form: ThemesForm) -> Any:
        item = TaggedDraft(
            indicator=own_indicator,
            themes=tuple(given["themes"]),
            basis=Basis.STATED,
            seen=form.seen,
        )
        return goal_operations.tag(actor=viewer.actor, year=year, items=[item], key=given["key"])

    had = theme_queries.tags(year=year).indicators[own_indicator]
    kind = ("indikatorns-teman", own_indicator)
    return _form(request, place, kind, name=rows[own_indicator], had=had, tag=tag)


def of_activity(request: HttpRequest, year: int, slug: str, activity: str) -> HttpResponse:
    """Say which themes an activity that the body leads has."""
    place, viewer = place_of(year, slug), viewer_of(request)
    sight = facts_within_sight(viewer.actor)
    there = content_queries.activity(activity, year=year, sight=sight)
    if there is None or there.planners != (place.code,):
        raise Http404(activity)

    def tag(given: Mapping[str, Any], form: ThemesForm) -> Any:
        item = TaggedActivityDraft(
            activity=activity, themes=tuple(given["themes"]), basis=Basis.STATED, seen=form.seen
        )
        return operations.tag_activities(
            actor=viewer.actor, year=year, items=[item], key=given["key"]
        )

    kind = ("aktivitetens-teman", activity)
    return _form(request, place, kind, name=there.title, had=list(there.themes), tag=tag)


def _form(
    request: HttpRequest,
    place: Place,
    kind: tuple[str, str],
    *,
    name: str,
    had: list[str],
    tag: Callable[[Mapping[str, Any], ThemesForm], Any],
) -> HttpResponse:
    current = standing.current(kind[0], place.year, kind[1])
    form = ThemesForm(
        request.POST or None,
        initial={"themes": had, **standing.base(current)},
        themes=theme_queries.themes(year=place.year),
    )
    page = place.form_page(
        _("Teman"),
        back="plan-themes",
        back_words=_("Perspektiv och program"),
        submit=_("Spara"),
        about=name,
        history=standing.history(kind[0], place.year, kind[1]) if had else "",
    )
    return answer(request, page, form, lambda given: tag(given, form), said=_("Temana är sparade."))


def _groups(place: Place, viewer: Viewer, known: Sequence[ThemeRow]) -> list[Group]:
    year, names = place.year, {row.code: row.name for row in known}
    sight = facts_within_sight(viewer.actor)
    can_set = viewer.may(Action.SET_GOAL, place.code)
    can_define = viewer.may(Action.DEFINE_INDICATOR, place.code)
    can_plan = viewer.may(Action.PLAN_ACTIVITY, place.code)

    def named(codes: Collection[str]) -> tuple[str, ...]:
        return tuple(names.get(code, code) for code in codes)

    def to(page: str, may: bool, **which: str) -> str:  # noqa: FBT001 - whether there is a link.
        return place.address(page, **which) if may else ""

    activities = [
        Line(
            one.title,
            named(one.themes),
            lacks(one.themes, known),
            to("activity-themes", can_plan, activity=one.code),
        )
        for one in content_queries.activities_of(place.code, year=year, sight=sight)
        if one.planners == (place.code,)
    ]
    own_goals = [
        Line(
            f"{row.number} {row.name}",
            named([one.code for one in known if row.code in one.goals]),
            (),
            to("own-goal-themes", can_set, own_goal=row.code),
        )
        for row in goals.goals(year=year)
        if _is_own(row.owner, place) and row.level in OWN
    ]
    indicators = [
        Line(
            row.name,
            named([one.code for one in known if row.code in one.indicators]),
            (),
            to("own-indicator-themes", can_define, own_indicator=row.code),
        )
        for row in own_queries.own_indicators(place.code, year=year)
    ]
    return [
        Group(_("Aktiviteter"), tuple(activities)),
        Group(_("Egna mål"), tuple(own_goals)),
        Group(_("Egna indikatorer"), tuple(indicators)),
    ]


def _is_own(owner: str, place: Place) -> bool:
    return owner == place.code


def lacks(themes: Collection[str], known: Sequence[ThemeRow]) -> tuple[Word, ...]:
    """Return the mandatory kinds of theme that something with these themes lacks, in words."""
    kinds: dict[str, ThemeKind] = {row.code: row.kind for row in known}
    mandatory = [row.code for row in known if row.is_mandatory]
    found = tagging.lacking(themes, kinds=kinds, mandatory=mandatory)
    return tuple(THEME_KIND[kind] for kind in found)
