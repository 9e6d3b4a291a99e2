"""Addresses of what a body's plan consists of, in the workspace."""

from django.urls import URLPattern

from enslinje.core.policy import Action
from enslinje.web import converters  # noqa: F401 - registers the parts of addresses
from enslinje.web.contents import (
    activities,
    budget,
    conflicts,
    contributions,
    goals,
    hindrances,
    overview,
    preparation,
    themes,
)
from enslinje.web.routes import View, route

ROOT = "arbete/<year:year>/namnd/<slug:slug>/"


def _page(pattern: str, view: View, name: str, *, writes: Action | None = None) -> URLPattern:
    """A page for whoever sees the draft; those who may, change it there."""
    return route(
        ROOT + pattern, view, name=name, reads=Action.VIEW_DRAFT, writes=writes, body="slug"
    )


def _text(pattern: str, view: View, name: str) -> URLPattern:
    """A page of what is the body's own until the plan is filed."""
    return route(ROOT + pattern, view, name=name, reads=Action.VIEW_PLAN_TEXT, body="slug")


def _form(pattern: str, view: View, name: str, action: Action) -> URLPattern:
    """A form, for those who may send it; one about a thing of the plan may find it gone."""
    return route(
        ROOT + pattern,
        view,
        name=name,
        reads=action,
        writes=action,
        body="slug",
        scoped="<str:" in pattern,
    )


_ACTIVITY = Action.PLAN_ACTIVITY
_TEXT = Action.WRITE_SECTION
_GOAL = Action.SET_GOAL
_INDICATOR = Action.DEFINE_INDICATOR

urlpatterns = [
    route(
        "arbete/namnd/<slug:slug>/innehall/",
        overview.latest,
        name="plan-contents-latest",
        reads=Action.VIEW_DRAFT,
        body="slug",
    ),
    _page("innehall/", overview.contents, "plan-contents"),
    _page(
        "bidrag/",
        contributions.contributions,
        "plan-contributions",
        writes=Action.STATE_CONTRIBUTION,
    ),
    # Goals and indicators of the body's own.
    _page("egna-mal/", goals.own, "plan-goals"),
    _form("egna-mal/nytt/", goals.new_goal, "new-own-goal", _GOAL),
    _form("egna-mal/<str:own_goal>/", goals.goal, "change-own-goal", _GOAL),
    _form("egna-mal/<str:own_goal>/ta-bort/", goals.end_goal, "end-own-goal", _GOAL),
    _form("egna-indikatorer/ny/", goals.new_indicator, "new-own-indicator", _INDICATOR),
    _form(
        "egna-indikatorer/<str:own_indicator>/",
        goals.indicator,
        "change-own-indicator",
        _INDICATOR,
    ),
    _form(
        "egna-indikatorer/<str:own_indicator>/ta-bort/",
        goals.end_indicator,
        "end-own-indicator",
        _INDICATOR,
    ),
    # Activities.
    _page("aktiviteter/", activities.activities, "plan-activities"),
    _page("aktiviteter.<form:form>", activities.activities_file, "plan-activities-file"),
    _form("aktiviteter/ny/", activities.new, "new-activity", _ACTIVITY),
    _form("aktiviteter/<str:activity>/", activities.activity, "change-activity", _ACTIVITY),
    # Perspectives, programmes and steering documents.
    route(
        "arbete/<year:year>/teman/",
        themes.of_bodies,
        name="themes-of-bodies",
        reads=Action.VIEW_WORK,
    ),
    _page("teman/", themes.themes, "plan-themes"),
    _form("teman/mal/<str:own_goal>/", themes.of_goal, "own-goal-themes", _GOAL),
    _form(
        "teman/indikator/<str:own_indicator>/",
        themes.of_indicator,
        "own-indicator-themes",
        _INDICATOR,
    ),
    _form("teman/aktivitet/<str:activity>/", themes.of_activity, "activity-themes", _ACTIVITY),
    # Goals in conflict, and what stands in the way of goals.
    _text("malkonflikter/", conflicts.goal_conflicts, "goal-conflicts"),
    _text("malkonflikter.<form:form>", conflicts.goal_conflicts_file, "goal-conflicts-file"),
    _text("hinder.<form:form>", hindrances.hindrances_file, "hindrances-file"),
    _form("hinder/nytt/", hindrances.new, "new-hindrance", _TEXT),
    _form("hinder/<str:hindrance>/", hindrances.hindrance, "change-hindrance", _TEXT),
    _form("hinder/<str:hindrance>/ta-bort/", hindrances.end, "end-hindrance", _TEXT),
    _form("malkonflikter/ny/", conflicts.new, "new-goal-conflict", _TEXT),
    _form(
        "malkonflikter/<str:conflict_goal>/<str:conflict_other>/",
        conflicts.goal_conflict,
        "change-goal-conflict",
        _TEXT,
    ),
    _form(
        "malkonflikter/<str:conflict_goal>/<str:conflict_other>/ta-bort/",
        conflicts.end,
        "end-goal-conflict",
        _TEXT,
    ),
    # How the plan was prepared.
    _text("beredning/", preparation.preparations, "plan-preparations"),
    _form("beredning/ny/", preparation.new, "new-preparation", _TEXT),
    _form("beredning/<str:preparation>/", preparation.preparation, "change-preparation", _TEXT),
    _form("beredning/<str:preparation>/ta-bort/", preparation.end, "end-preparation", _TEXT),
    # The budget.
    _page("budget/", budget.plan_budget_page, "plan-budget"),
    _page("budget.<form:form>", budget.plan_budget_file, "plan-budget-file"),
    _form("budget/andra/", budget.change, "change-plan-budget", Action.STATE_PLAN_BUDGET),
]
