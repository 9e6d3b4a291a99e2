"""Addresses of what is booked and forecast beside the budget, in the workspace."""

from django.urls import URLPattern

from enslinje.core.policy import Action
from enslinje.web import converters  # noqa: F401 - registers the parts of addresses
from enslinje.web.outturn import views
from enslinje.web.routes import View, route

ROOT = "arbete/<year:year>/utfall"


def _form(pattern: str, view: View, name: str) -> URLPattern:
    """A form for whoever keeps the accounts."""
    return route(pattern, view, name=name, reads=Action.KEEP_ACCOUNTS, writes=Action.KEEP_ACCOUNTS)


urlpatterns = [
    route("arbete/utfall/", views.latest, name="outturn-latest", reads=Action.VIEW_WORK),
    route(f"{ROOT}/", views.outturn, name="outturn", reads=Action.VIEW_WORK),
    route(f"{ROOT}.<form:form>", views.outturn_file, name="outturn-file", reads=Action.VIEW_WORK),
    _form(f"{ROOT}/las-in/", views.hand_over, "outturn-import"),
    _form(f"{ROOT}/granska/", views.review, "outturn-review"),
    _form(f"{ROOT}/regler/", views.rules, "outturn-rules"),
]
