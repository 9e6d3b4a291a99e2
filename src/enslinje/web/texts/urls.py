"""Addresses of the plan's texts in the workspace."""

from enslinje.core.policy import Action
from enslinje.web import converters  # noqa: F401 - registers the parts of addresses
from enslinje.web.routes import route
from enslinje.web.texts import skeleton, views

OF_BODY = "arbete/<year:year>/namnd/<slug:slug>/text/"
ONE = f"{OF_BODY}<str:section>/"
SKELETON = "arbete/stamdata/<year:year>/avsnitt/"
_EDIT = Action.EDIT_MASTER_DATA

urlpatterns = [
    route(
        "arbete/namnd/<slug:slug>/text/",
        views.latest,
        name="sections-latest",
        reads=Action.VIEW_PLAN_TEXT,
        body="slug",
    ),
    route(OF_BODY, views.sections, name="sections", reads=Action.VIEW_PLAN_TEXT, body="slug"),
    route(
        ONE,
        views.section,
        name="section",
        reads=Action.VIEW_PLAN_TEXT,
        writes=Action.WRITE_SECTION,
        body="slug",
    ),
    route(
        f"{ONE}narvaro/",
        views.presence,
        name="presence",
        reads=Action.VIEW_PLAN_TEXT,
        writes=Action.WRITE_SECTION,
        body="slug",
    ),
    # Which sections plans have.
    route(SKELETON, skeleton.sections, name="master-sections", reads=_EDIT),
    route(
        "arbete/stamdata/<year:year>/nytt-avsnitt/",
        skeleton.new_section,
        name="new-section",
        reads=_EDIT,
        writes=_EDIT,
    ),
    route(
        f"{SKELETON}<str:section>/",
        skeleton.section,
        name="master-section",
        reads=_EDIT,
        writes=_EDIT,
    ),
    route(
        f"{SKELETON}<str:section>/ta-bort/",
        skeleton.end_section,
        name="end-section",
        reads=_EDIT,
        writes=_EDIT,
    ),
]
