"""The public pages of money."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from enslinje.budget.errors import UnknownReserve
from enslinje.organisation import directory
from enslinje.web import downloads
from enslinje.web.budget import between, between_years, bodies, journal, reserves, statements
from enslinje.web.budget.ledgers import Ledger, shows_ledger
from enslinje.web.pages import show

SECTION = "budget"


def _show(request: HttpRequest, ledger: Ledger, template: str, **context: object) -> HttpResponse:
    return show(request, template, context, section=SECTION, year=ledger.year)


@shows_ledger
def budget(request: HttpRequest, ledger: Ledger) -> HttpResponse:
    """Show the result budget of the year."""
    page = statements.budget_page(ledger, request.GET.dict())
    return _show(request, ledger, "web/budget/budget.html", page=page)


@shows_ledger
def budget_file(request: HttpRequest, ledger: Ledger, form: str) -> HttpResponse:
    """Hand out the result budget."""
    listing = statements.budget_list(ledger, request.GET.dict())
    return downloads.hand_out_stamped(request, ledger.stamp, listing, form)


@shows_ledger
def shares_file(request: HttpRequest, ledger: Ledger, form: str) -> HttpResponse:
    """Hand out who has what of the budget."""
    listing = statements.shares_list(ledger, request.GET.dict())
    return downloads.hand_out_stamped(request, ledger.stamp, listing, form)


@shows_ledger
def bridge(request: HttpRequest, ledger: Ledger) -> HttpResponse:
    """Show what lies between two columns, days or versions of the result budget."""
    page = between.between_page(ledger, request.GET.dict())
    return _show(request, ledger, "web/budget/between.html", page=page)


@shows_ledger
def bridge_file(request: HttpRequest, ledger: Ledger, form: str) -> HttpResponse:
    """Hand out what lies between two columns, days or versions."""
    listing = between.between_list(ledger, request.GET.dict())
    return downloads.hand_out_stamped(request, ledger.stamp, listing, form)


@shows_ledger
def bridge_years(request: HttpRequest, ledger: Ledger) -> HttpResponse:
    """Show what lies between another year's budget and this one's."""
    page = between_years.between_years_page(ledger, request.GET.dict())
    return _show(request, ledger, "web/budget/between_years.html", page=page)


@shows_ledger
def bridge_years_file(request: HttpRequest, ledger: Ledger, form: str) -> HttpResponse:
    """Hand out what lies between another year's budget and this one's."""
    listing = between_years.between_years_list(ledger, request.GET.dict())
    return downloads.hand_out_stamped(request, ledger.stamp, listing, form)


@shows_ledger
def body(request: HttpRequest, ledger: Ledger, slug: str) -> HttpResponse:
    """Show a body's budget."""
    page = bodies.body_page(ledger, _code(slug), request.GET.dict())
    return _show(request, ledger, "web/budget/body.html", page=page)


@shows_ledger
def body_file(request: HttpRequest, ledger: Ledger, slug: str, form: str) -> HttpResponse:
    """Hand out what has changed a body's budget."""
    listing = bodies.changes_list(ledger, _code(slug))
    return downloads.hand_out_stamped(request, ledger.stamp, listing, form)


@shows_ledger
def all_reserves(request: HttpRequest, ledger: Ledger) -> HttpResponse:
    """Show the year's reserves."""
    return _show(request, ledger, "web/budget/reserves.html", lines=reserves.reserve_lines(ledger))


@shows_ledger
def reserve(request: HttpRequest, ledger: Ledger, number: int) -> HttpResponse:
    """Show a reserve from opening to what is left."""
    try:
        page = reserves.reserve_page(ledger, number)
    except UnknownReserve as missing:
        raise Http404(str(missing)) from missing
    return _show(request, ledger, "web/budget/reserve.html", page=page)


@shows_ledger
def reserve_by_account(request: HttpRequest, ledger: Ledger, account: str) -> HttpResponse:
    """Lead on from a reserve's account, such as CM2, to its page."""
    del request
    for line in reserves.reserve_lines(ledger):
        if line.account.casefold() == account.casefold():
            return redirect("web:reserve", year=ledger.year, number=line.number, permanent=True)
    raise Http404(account)


@shows_ledger
def reserve_file(request: HttpRequest, ledger: Ledger, number: int, form: str) -> HttpResponse:
    """Hand out a reserve's drawings."""
    try:
        listing = reserves.reserve_list(ledger, number)
    except UnknownReserve as missing:
        raise Http404(str(missing)) from missing
    return downloads.hand_out_stamped(request, ledger.stamp, listing, form)


@shows_ledger
def amounts(request: HttpRequest, ledger: Ledger, number: int) -> HttpResponse:
    """Show why several amounts are told of what is drawn from a reserve."""
    try:
        page = reserves.amounts_page(ledger, number)
    except UnknownReserve as missing:
        raise Http404(str(missing)) from missing
    return _show(request, ledger, "web/budget/amounts.html", page=page)


@shows_ledger
def ledger_page(request: HttpRequest, ledger: Ledger) -> HttpResponse:
    """Show the ledger, narrowed by the query string."""
    page = journal.journal_page(ledger, request.GET)
    return _show(request, ledger, "web/budget/ledger.html", page=page)


@shows_ledger
def ledger_file(request: HttpRequest, ledger: Ledger, form: str) -> HttpResponse:
    """Hand out the postings of the ledger."""
    listing = journal.journal_list(ledger, request.GET.dict())
    return downloads.hand_out_stamped(request, ledger.stamp, listing, form)


@shows_ledger
def transaction(request: HttpRequest, ledger: Ledger, number: int) -> HttpResponse:
    """Show one transaction of the ledger."""
    page = journal.transaction_page(ledger, number)
    if page is None:
        raise Http404(str(number))
    return _show(request, ledger, "web/budget/transaction.html", page=page)


def _code(slug: str) -> str:
    code = directory.body_at(slug=slug)
    if code is None:
        raise Http404(slug)
    return code
