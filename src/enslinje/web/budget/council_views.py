"""The council's budget as a file: handed over, looked at, and confirmed."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from enslinje.budget import amounts as written
from enslinje.budget import operations
from enslinje.budget.operations.actuals import rules_have_changed
from enslinje.core import versions
from enslinje.core.errors import DomainError
from enslinje.core.money import Unit
from enslinje.exchange import council_budget_files
from enslinje.exchange.council_budget_files import AskedFile, BudgetPreview
from enslinje.exchange.faults import DataSetRefused
from enslinje.exchange.table_files import HandedFile
from enslinje.web import forms
from enslinje.web.budget import council_pages, work
from enslinje.web.budget.council_forms import DEBIT, CouncilConfirmForm, CouncilFileForm
from enslinje.web.budget.forms import read_key
from enslinje.web.outturn.forms import handed_over
from enslinje.web.outturn.views import held_for
from enslinje.web.pages import show
from enslinje.web.viewers import viewer_of

ASKED = ("decision", "unit", "sign", "total")
REVIEW = "web/budget/council_review.html"


def hand_over(request: HttpRequest, year: int) -> HttpResponse:
    """Take a file and lead on to its preview."""
    actor = viewer_of(request).actor
    form = CouncilFileForm(
        request.POST or None, request.FILES, decisions=work.decisions_of_council()
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        file, held = handed_over(given["file"]), uuid4()
        operations.hold_file(actor=actor, key=held, name=file.name, content=file.content)
        asked = {"fil": held, **{name: given[name] or "" for name in ASKED}}
        to = f"{reverse('work:council-review', kwargs={'year': year})}?{urlencode(asked)}"
        return redirect(to)
    context: dict[str, object] = {"form": form}
    status = forms.status_of(form)
    return show(request, "web/budget/council_import.html", context, year=year, status=status)


def review(request: HttpRequest, year: int) -> HttpResponse:
    """Show what importing a held file would do, and do it when it is confirmed."""
    actor, form = viewer_of(request).actor, CouncilConfirmForm(request.POST or None)
    held, file = held_for(actor, request.GET.get("fil", ""), form)
    if held is None or file is None:
        context: dict[str, object] = {"page": None, "form": form}
        return show(request, REVIEW, context, year=year, status=forms.status_of(form))
    try:
        found = council_budget_files.preview(_asked(file, year, request.GET))
    except DataSetRefused as refused:
        page = council_pages.unreadable_page(file.name, refused.faults)
        return show(request, REVIEW, {"page": page}, year=year)
    except DomainError as refused:
        form = CouncilConfirmForm({"key": uuid4(), "code_map": 0})
        form.add_error(None, str(refused))
        return show(request, REVIEW, {"page": None, "form": form}, year=year)

    def perform(given: dict[str, Any]) -> Any:
        if given["code_map"] != _version(found):
            raise rules_have_changed(year, given["code_map"])
        receipt = council_budget_files.import_previewed(
            found, actor=actor, seen=form.seen, key=given["key"]
        )
        operations.let_go_of_file(actor=actor, key=held)
        return receipt

    if not found.faults and forms.sent(request, form, perform):
        to = reverse("work:budget-journal", kwargs={"year": year})
        return forms.done(request, to, _("Kommunfullmäktiges budget är inläst."))
    again = form if form.is_bound else CouncilConfirmForm(None, initial=_saw(found))
    context = {"page": council_pages.review_page(found), "form": again}
    return show(request, REVIEW, context, year=year, status=forms.status_of(again))


def _asked(file: HandedFile, year: int, asked: Mapping[str, str]) -> AskedFile:
    name, total = asked.get("unit", ""), asked.get("total", "")
    unit = Unit[name] if name in Unit.__members__ else Unit.KR
    decision = asked.get("decision", "")
    return AskedFile(
        file=file,
        year=year,
        decision=read_key(decision) if decision.partition("/")[0].isdecimal() else ("", 1),
        unit=unit,
        debit_is_positive=asked.get("sign") == DEBIT,
        total_ore=written.read(total, unit=unit) if total else None,
    )


def _saw(found: BudgetPreview) -> dict[str, Any]:
    """What the form says that its writer saw."""
    number = found.replaces.number if found.replaces else None
    return {"base": versions.written(number), "code_map": _version(found)}


def _version(found: BudgetPreview) -> int:
    return found.code_map.pk if found.code_map else 0
