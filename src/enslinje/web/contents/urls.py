"""Addresses of what a body's plan consists of, in the workspace."""

from django.urls import URLPattern

from enslinje.core.policy import Action
from enslinje.web import converters  # noqa: F401 - registers the parts of addresses
from enslinje.web.contents import activities, contributions, goals, overview
from enslinje.web.routes import View, route

ROOT = "arbete/<year:year>/namnd/<slug:slug>/"


def _page(pattern: str, view: View, name: str, *, writes: Action | None = None) -> URLPattern:
    """A page for whoever sees the draft; those who may, change it there."""
    return route(
        ROOT + pattern, view, name=name, reads=Action.VIEW_DRAFT, writes=writes, body="slug"
    )


def _form(pattern: str, view: View, name: str, action: Action) -> URLPattern:
    """A form, for those who may send it."""
    return route(ROOT + pattern, view, name=name, reads=action, writes=action, body="slug")


_ACTIVITY = Action.PLAN_ACTIVITY
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
]
