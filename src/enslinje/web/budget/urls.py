"""Addresses of the pages of money: the public's, the finance officer's, and a body's."""

from django.urls import URLPattern

from enslinje.core.policy import Action
from enslinje.web import converters  # noqa: F401 - registers the parts of addresses
from enslinje.web.budget import body_views, council_views, views, work_views
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
    _page(f"{BUDGET}/brygga/", views.bridge, "bridge"),
    _page(f"{BUDGET}/brygga.<form:form>", views.bridge_file, "bridge-file"),
    _page(f"{BUDGET}/mellan-ar/", views.bridge_years, "bridge-years"),
    _page(f"{BUDGET}/mellan-ar.<form:form>", views.bridge_years_file, "bridge-years-file"),
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

WORK = "arbete/<year:year>/budgetjournal/"
PETITION = f"{WORK}framstallning/<str:code>/<int:line>/"
PETITIONS = "arbete/namnd/<slug:slug>/framstallningar/"


def _form(pattern: str, view: View, name: str) -> URLPattern:
    """A form of the finance officer's."""
    action = Action.POST_TRANSACTION
    return route(WORK + pattern, view, name=name, reads=action, writes=action)


def _of_one(pattern: str, view: View, name: str) -> URLPattern:
    """A form about one transaction or petition: the view asks who may, and whether it is there."""
    return route(
        pattern,
        view,
        name=name,
        reads=Action.VIEW_PUBLIC,
        writes=Action.VIEW_PUBLIC,
        signed_in=True,
        scoped=True,
    )


at_work = [
    route(
        "arbete/budgetjournal/",
        work_views.latest,
        name="budget-journal-latest",
        reads=Action.POST_TRANSACTION,
    ),
    route(WORK, work_views.journal, name="budget-journal", reads=Action.POST_TRANSACTION),
    _form("justering/", work_views.draw, "draw"),
    _form("omslutning/", work_views.gross_up, "gross-up"),
    _form("internranta/", work_views.interest, "interest"),
    _form("bokfor/", work_views.post, "post"),
    _form("kf-budget/", council_views.hand_over, "council-import"),
    _form("kf-budget/granska/", council_views.review, "council-review"),
    _form("avsla-ovriga/", work_views.reject_the_rest, "reject-the-rest"),
    _of_one(f"{WORK}ratta/<int:number>/", work_views.reverse_transaction, "reverse"),
    _of_one(f"{PETITION}tillstyrk/", work_views.endorse, "endorse"),
    _of_one(f"{PETITION}beslut/", work_views.grant, "grant"),
    route(
        PETITIONS,
        body_views.petitions,
        name="petitions",
        reads=Action.STATE_PETITION,
        body="slug",
    ),
    route(
        f"{PETITIONS}omslutning/",
        body_views.gross_up,
        name="gross-up-petition",
        reads=Action.STATE_PETITION,
        writes=Action.STATE_PETITION,
        body="slug",
    ),
    route(
        f"{PETITIONS}ny/",
        body_views.petition,
        name="petition",
        reads=Action.STATE_PETITION,
        writes=Action.STATE_PETITION,
        body="slug",
    ),
]
