"""Addresses of the target grid."""

from django.urls import URLPattern

from enslinje.core.policy import Action
from enslinje.web import converters  # noqa: F401 - registers the parts of addresses
from enslinje.web.routes import View, route
from enslinje.web.target_grid import block_views, file_views, views

GRID = "arbete/<year:year>/namnd/<slug:slug>/malvarden"


def _form(pattern: str, view: View, name: str) -> URLPattern:
    """A page of the grid that is there for whoever states targets."""
    action = Action.STATE_TARGET
    return route(GRID + pattern, view, name=name, reads=action, writes=action, body="slug")


def _page(pattern: str, view: View, name: str) -> URLPattern:
    """What whoever may see the draft reads."""
    return route(GRID + pattern, view, name=name, reads=Action.VIEW_DRAFT, body="slug")


urlpatterns = [
    route(
        "arbete/namnd/<slug:slug>/malvarden/",
        views.latest,
        name="targets-latest",
        reads=Action.VIEW_DRAFT,
        body="slug",
    ),
    route(
        f"{GRID}/",
        views.grid,
        name="targets",
        reads=Action.VIEW_DRAFT,
        writes=Action.STATE_TARGET,
        body="slug",
    ),
    _page(".xlsx", file_views.workbook, "targets-xlsx"),
    _page(".csv", file_views.table, "targets-csv"),
    _form("/fil/", file_views.read, "targets-file"),
    _form("/angra/", views.undo, "undo-targets"),
    _form("/klistra-in/", block_views.paste, "paste-targets"),
    _form("/hamta/", block_views.copy_last_year, "copy-targets"),
]
