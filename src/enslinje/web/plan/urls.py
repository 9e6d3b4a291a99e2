"""Addresses of a body's plan in the workspace."""

from functools import partial

from django.urls import URLPattern

from enslinje.core.policy import Action
from enslinje.web import converters  # noqa: F401 - registers the parts of addresses
from enslinje.web.plan import views
from enslinje.web.plan.steps import STEPS, StepPage, step
from enslinje.web.routes import route

ONE = "arbete/<year:year>/namnd/<slug:slug>/"
"""The task list of a body's plan. The pages of its parts begin here too."""


def _step(page: StepPage) -> URLPattern:
    """The page of a step. A decision is the secretary's, also the board's for its own plan."""
    view = partial(step, name=page.name)
    if page.action is Action.RECORD_DECISION:
        return route(
            f"{ONE}{page.name}/",
            view,
            name=f"plan-{page.name}",
            reads=Action.VIEW_PUBLIC,
            writes=Action.VIEW_PUBLIC,
            signed_in=True,
            scoped=True,
        )
    return route(
        f"{ONE}{page.name}/",
        view,
        name=f"plan-{page.name}",
        reads=page.action,
        writes=page.action,
        body="slug",
    )


urlpatterns = [
    route(
        "arbete/namnd/<slug:slug>/plan/",
        views.latest,
        name="plan-latest",
        reads=Action.VIEW_WORK,
        body="slug",
    ),
    route(ONE, views.tasks, name="plan", reads=Action.VIEW_WORK, body="slug"),
    route(
        f"{ONE}kontrollera/",
        views.check,
        name="check-plan",
        reads=Action.VIEW_DRAFT,
        body="slug",
    ),
    route(
        f"{ONE}dela/",
        views.share,
        name="share-draft",
        reads=Action.SHARE_DRAFT,
        writes=Action.SHARE_DRAFT,
        body="slug",
    ),
    route(
        f"{ONE}kvitto/<int:filing>/",
        views.receipt,
        name="receipt",
        reads=Action.VIEW_WORK,
        body="slug",
        scoped=True,
    ),
    *(_step(page) for page in STEPS),
    route("arbete/lage/", views.state_list_latest, name="board", reads=Action.VIEW_WORK),
    route("arbete/<year:year>/lage/", views.state_list, name="state-list", reads=Action.VIEW_WORK),
    route(
        "arbete/<year:year>/lage.<form:form>",
        views.state_list_file,
        name="state-list-file",
        reads=Action.VIEW_WORK,
    ),
]
