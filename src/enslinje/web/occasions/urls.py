"""Addresses of the year's occasions in the workspace."""

from django.urls import URLPattern

from enslinje.core.policy import Action
from enslinje.web import converters  # noqa: F401 - registers the parts of addresses
from enslinje.web.occasions import views
from enslinje.web.routes import View, route

ONE = "arbete/<year:year>/tillfallen/<occasion:kind>/"
OF_BODY = "<slug:slug>/"


def _form(pattern: str, view: View, name: str, action: Action) -> URLPattern:
    """A form of one occasion, for those who may send it."""
    body = "slug" if OF_BODY in pattern else ""
    return route(ONE + pattern, view, name=name, reads=action, writes=action, body=body)


urlpatterns = [
    route(
        "arbete/namnd/<slug:slug>/arshjul/",
        views.of_body,
        name="body-calendar",
        reads=Action.VIEW_WORK,
        body="slug",
    ),
    route("arbete/tillfallen/", views.latest, name="occasions-latest", reads=Action.VIEW_WORK),
    route(
        "arbete/<year:year>/tillfallen/",
        views.occasions,
        name="occasions",
        reads=Action.VIEW_WORK,
    ),
    route(
        "arbete/<year:year>/nytt-tillfalle/",
        views.new,
        name="new-occasion",
        reads=Action.MANAGE_OCCASIONS,
        writes=Action.MANAGE_OCCASIONS,
    ),
    route(ONE, views.occasion, name="occasion", reads=Action.VIEW_WORK),
    _form("andra/", views.change, "change-occasion", Action.MANAGE_OCCASIONS),
    _form("delar/", views.parts, "occasion-parts", Action.MANAGE_OCCASIONS),
    _form("deltagare/", views.participants, "occasion-bodies", Action.MANAGE_OCCASIONS),
    _form(f"anstand/{OF_BODY}", views.extend, "extend", Action.EXTEND_OCCASION),
    _form(
        f"anstand/{OF_BODY}ta-tillbaka/",
        views.withdraw,
        "withdraw",
        Action.EXTEND_OCCASION,
    ),
    _form(f"las/{OF_BODY}", views.open_lock, "open-lock", Action.OPEN_LOCK),
    _form(f"las/{OF_BODY}stang/", views.close_lock, "close-lock", Action.OPEN_LOCK),
]
