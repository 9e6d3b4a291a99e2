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


def _year(pattern: str, view: View, name: str) -> URLPattern:
    """A page of a year's money, for whoever sees the work; a year may have no ledger."""
    return route(pattern, view, name=name, reads=Action.VIEW_WORK, scoped=True)


urlpatterns = [
    route("arbete/utfall/", views.latest, name="outturn-latest", reads=Action.VIEW_WORK),
    _year(f"{ROOT}/", views.outturn, "outturn"),
    _year(f"{ROOT}.<form:form>", views.outturn_file, "outturn-file"),
    _form(f"{ROOT}/las-in/", views.hand_over, "outturn-import"),
    _form(f"{ROOT}/granska/", views.review, "outturn-review"),
    _form(f"{ROOT}/regler/", views.rules, "outturn-rules"),
]
