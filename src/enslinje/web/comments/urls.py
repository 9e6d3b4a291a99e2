"""Addresses of the comments on bodies' plans."""

from enslinje.core.policy import Action
from enslinje.web import converters  # noqa: F401 - registers the parts of addresses
from enslinje.web.comments import views
from enslinje.web.routes import route

OF_BODY = "arbete/<year:year>/namnd/<slug:slug>/kommentarer/"
_READS = Action.COMMENT_SHARED

urlpatterns = [
    route(OF_BODY, views.of_plan, name="comments", reads=_READS, body="slug"),
    route(
        "arbete/namnd/<slug:slug>/kommentarer/",
        views.latest,
        name="comments-latest",
        reads=_READS,
        body="slug",
    ),
    route(
        f"{OF_BODY}om/<str:subject_kind>/<str:subject>/",
        views.of_subject,
        name="comments-on",
        reads=_READS,
        writes=_READS,
        body="slug",
        scoped=True,
    ),
    route(
        "arbete/<year:year>/kommentarer/",
        views.of_bodies,
        name="comments-of-bodies",
        reads=_READS,
    ),
    route(
        "arbete/kommentarer/",
        views.of_bodies_latest,
        name="comments-of-bodies-latest",
        reads=_READS,
    ),
]
