"""Addresses of a body's plan in the workspace."""

from enslinje.core.policy import Action
from enslinje.web import converters  # noqa: F401 - registers the parts of addresses
from enslinje.web.plan import views
from enslinje.web.routes import route

ONE = "arbete/<year:year>/namnd/<slug:slug>/"
"""The task list of a body's plan. The pages of its parts begin here too."""

urlpatterns = [
    route(
        "arbete/namnd/<slug:slug>/plan/",
        views.latest,
        name="plan-latest",
        reads=Action.VIEW_WORK,
        body="slug",
    ),
    route(ONE, views.tasks, name="plan", reads=Action.VIEW_WORK, body="slug"),
]
