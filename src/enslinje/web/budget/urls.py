"""Addresses of the public pages of money."""

from django.urls import URLPattern

from enslinje.core.policy import Action
from enslinje.web import converters  # noqa: F401 - registers the parts of addresses
from enslinje.web.budget import views
from enslinje.web.routes import View, route

BUDGET = "<year:year>/budget"
RESERVE = "<year:year>/reserv"
LEDGER = "<year:year>/huvudbok"


def _page(pattern: str, view: View, name: str) -> URLPattern:
    """A page that is for everybody."""
    body = "slug" if "<slug:slug>" in pattern else ""
    return route(pattern, view, name=name, reads=Action.VIEW_PUBLIC, body=body)


urlpatterns = [
    _page(f"{BUDGET}/", views.budget, "budget"),
    _page(f"{BUDGET}.<form:form>", views.budget_file, "budget-file"),
    _page(f"{BUDGET}/fordelning.<form:form>", views.shares_file, "budget-shares-file"),
    _page(f"{BUDGET}/namnd/<slug:slug>/", views.body, "body-budget"),
    _page(f"{BUDGET}/namnd/<slug:slug>.<form:form>", views.body_file, "body-budget-file"),
    _page(f"{RESERVE}/", views.all_reserves, "reserves"),
    _page(f"{RESERVE}/<int:number>/", views.reserve, "reserve"),
    _page(f"{RESERVE}/<int:number>.<form:form>", views.reserve_file, "reserve-file"),
    _page(f"{RESERVE}/<int:number>/belopp/", views.amounts, "reserve-amounts"),
    _page(f"{RESERVE}/<slug:account>/", views.reserve_by_account, "reserve-by-account"),
    _page(f"{LEDGER}/", views.ledger_page, "ledger"),
    _page(f"{LEDGER}.<form:form>", views.ledger_file, "ledger-file"),
    _page(f"{LEDGER}/<int:number>/", views.transaction, "transaction"),
]
