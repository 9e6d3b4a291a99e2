"""The pages of what is booked and forecast: beside the budget, and how it comes in."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from enslinje.budget import amount_queries, operations, queries
from enslinje.budget import amounts as written
from enslinje.budget import outturn as budget_outturn
from enslinje.budget.operations.held_files import not_held
from enslinje.budget.statements import LedgerNotFound
from enslinje.core.actors import Actor
from enslinje.core.budget_terms import AmountKind
from enslinje.core.errors import DomainError, Refusal
from enslinje.core.money import Unit
from enslinje.exchange import amount_files, kept_rules
from enslinje.exchange.amount_files import Preview
from enslinje.exchange.faults import DataSetRefused
from enslinje.exchange.table_files import HandedFile
from enslinje.journal import kept_by
from enslinje.organisation import directory
from enslinje.organisation.sight import facts_within_sight
from enslinje.web import downloads, forms, standing
from enslinje.web.downloads import Stamp
from enslinje.web.outturn import presenters
from enslinje.web.outturn.forms import (
    AmountFileForm,
    ConfirmForm,
    RulesForm,
    handed_over,
    written_seen,
)
from enslinje.web.pages import show
from enslinje.web.viewers import viewer_of


@require_safe
def latest(_request: HttpRequest) -> HttpResponse:
    """Lead on to the latest year that has a budget."""
    return redirect("work:outturn", year=queries.latest_year() or timezone.localdate().year)


@require_safe
def outturn(request: HttpRequest, year: int) -> HttpResponse:
    """Show budget, actuals, deviation and forecast by body, until the month asked for."""
    page = presenters.outturn_page(viewer_of(request), _asked(request, year))
    return show(request, "web/outturn/outturn.html", {"page": page}, year=year)


@require_safe
def outturn_file(request: HttpRequest, year: int, form: str) -> HttpResponse:
    """Hand out the same as a file: amounts in exact mnkr."""
    found = _asked(request, year)
    stamp = Stamp(year, timezone.localdate(), kept_by.pulse_of(year))
    listing = presenters.outturn_list(found)
    return downloads.hand_out_stamped(request, stamp, listing, form)


def _asked(request: HttpRequest, year: int) -> budget_outturn.Outturn:
    text = request.GET.get("manad", "")
    month = int(text) if text.isascii() and text.isdigit() and 1 <= int(text) <= 12 else None  # noqa: PLR2004
    sight = facts_within_sight(viewer_of(request).actor)
    try:
        return budget_outturn.outturn(year, month=month, sight=sight)
    except LedgerNotFound as missing:
        raise Http404(request.path) from missing


def hand_over(request: HttpRequest, year: int) -> HttpResponse:
    """Take a file and lead on to its preview."""
    actor = viewer_of(request).actor
    books = directory.body_names()
    form = AmountFileForm(request.POST or None, request.FILES, books=books)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        file, held = handed_over(given["file"]), uuid4()
        operations.hold_file(actor=actor, key=held, name=file.name, content=file.content)
        asked = {"fil": held, **{name: given[name] or "" for name in ASKED}}
        to = f"{reverse('work:outturn-review', kwargs={'year': year})}?{urlencode(asked)}"
        return redirect(to)
    context: dict[str, object] = {"form": form, "code_map": amount_queries.code_map(year=year)}
    status = forms.status_of(form)
    return show(request, "web/outturn/import.html", context, year=year, status=status)


ASKED = ("kind", "month", "books", "total")


def review(request: HttpRequest, year: int) -> HttpResponse:
    """Show what importing a held file would do, and do it when it is confirmed."""
    actor, asked = viewer_of(request).actor, request.GET
    page, form = None, ConfirmForm(request.POST or None)
    held, file = held_for(actor, asked.get("fil", ""), form)
    if held is None or file is None:
        context: dict[str, object] = {"page": None, "form": form}
        status = forms.status_of(form)
        return show(request, "web/outturn/review.html", context, year=year, status=status)
    try:
        found = _preview(file, year, asked)
    except DataSetRefused as refused:
        page = presenters.unreadable_page(file.name, _kind(asked), refused.faults)
        return show(request, "web/outturn/review.html", {"page": page}, year=year)
    except DomainError as refused:
        form = ConfirmForm({"key": uuid4()})
        form.add_error(None, str(refused))
        return show(request, "web/outturn/review.html", {"page": None, "form": form}, year=year)

    def perform(given: dict[str, Any]) -> Any:
        receipt = amount_files.import_previewed(
            found,
            actor=actor,
            key=given["key"],
            code_map=given["code_map"],
            seen=form.seen_by_month,
        )
        operations.let_go_of_file(actor=actor, key=held)
        return receipt

    if not found.faults and forms.sent(request, form, perform):
        to = reverse("work:outturn", kwargs={"year": year})
        return forms.done(request, to, _("Filen är inläst."))
    again = form if form.is_bound else ConfirmForm(None, initial=_saw(found))
    context = {"page": presenters.review_page(found), "form": again}
    status = forms.status_of(again)
    return show(request, "web/outturn/review.html", context, year=year, status=status)


def held_for(
    actor: Actor, text: str, form: forms.OperationForm
) -> tuple[UUID | None, HandedFile | None]:
    """Return the key and the file that the actor has handed over; a sent form is told of none."""
    held = _key(text)
    kept = amount_queries.held_file(held, held_for=actor.code) if held else None
    if kept is None and form.is_bound:
        form.add_error(None, not_held(held or UUID(int=0)).what)
    return held, HandedFile(*kept) if kept else None


def _saw(found: Preview) -> dict[str, Any]:
    """What the form says that its writer saw."""
    seen = {month.period: month.replaces.pk if month.replaces else None for month in found.months}
    return {"seen": written_seen(seen), "code_map": found.code_map.pk}


def _preview(file: HandedFile, year: int, asked: Mapping[str, str]) -> Preview:
    month, total = asked.get("month", ""), asked.get("total", "")
    return amount_files.preview(
        file,
        year=year,
        kind=_kind(asked),
        month=int(month) if month.isascii() and month.isdigit() else None,
        books=asked.get("books", ""),
        total_ore=written.read(total, unit=Unit.KR) if total else None,
    )


def _kind(asked: Mapping[str, str]) -> AmountKind:
    kind = asked.get("kind", "")
    return AmountKind(kind) if kind in set(AmountKind) else AmountKind.ACTUAL


def _key(text: str) -> UUID | None:
    with suppress(ValueError):
        return UUID(text)
    return None


def rules(request: HttpRequest, year: int) -> HttpResponse:
    """Show the year's rules for code strings, and take other ones."""
    actor = viewer_of(request).actor
    first = standing.base(standing.current("konteringsregler", year))
    form = RulesForm(request.POST or None, request.FILES, initial=first)
    faults: tuple[presenters.FaultLine, ...] = ()
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            kept_rules.state_code_map(
                handed_over(given["file"]),
                actor=actor,
                year=year,
                seen=form.seen,
                key=given["key"],
            )
            to = reverse("work:outturn-rules", kwargs={"year": year})
            return forms.done(request, to, _("Reglerna gäller."))
        except DataSetRefused as refused:
            faults = presenters.fault_lines(refused.faults)
            form.add_error("file", str(refused))
        except Refusal as refusal:
            form.refuse(refusal)
    context: dict[str, object] = {
        "form": form,
        "faults": faults,
        "code_map": amount_queries.code_map(year=year),
        "history": standing.history("konteringsregler", year),
    }
    status = forms.status_of(form)
    return show(request, "web/outturn/rules.html", context, year=year, status=status)
