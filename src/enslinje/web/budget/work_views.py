"""The finance officer's pages: the year's money at work, and the forms that change it."""

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from enslinje.budget import operations, queries
from enslinje.budget.drafts import DrawDraft, EndorsementDraft, GrantDraft, ReversalDraft
from enslinje.budget.rows import PetitionRow
from enslinje.core import versions
from enslinje.core.policy import Action
from enslinje.core.terms import DecisionOutcome
from enslinje.web.budget import work
from enslinje.web.budget.forms import (
    DrawForm,
    EndorsementForm,
    GrantForm,
    GrossUpForm,
    ReversalForm,
    read_key,
)
from enslinje.web.form_pages import FormPage, answer
from enslinje.web.pages import show
from enslinje.web.viewers import viewer_of
from enslinje.web.words import Word

OUTCOMES = (
    DecisionOutcome.GRANTED,
    DecisionOutcome.GRANTED_WITH_CHANGE,
    DecisionOutcome.REJECTED,
    DecisionOutcome.REFERRED,
)


@require_safe
def latest(_request: HttpRequest) -> HttpResponse:
    """Lead on to the money of the latest year that has a ledger."""
    year = queries.latest_year() or timezone.localdate().year
    return redirect("work:budget-journal", year=year)


@require_safe
def journal(request: HttpRequest, year: int) -> HttpResponse:
    """Show what is left of the reserves, what waits for a decision, and what was posted last."""
    context: dict[str, object] = {"page": work.journal_page(year)}
    return show(request, "web/budget/journal.html", context, year=year)


def draw(request: HttpRequest, year: int) -> HttpResponse:
    """Let a reserve pay for a body's costs."""
    viewer, offered = viewer_of(request), work.offered(year)
    form = DrawForm(
        request.POST or None,
        reserves=offered.reserves,
        earmarks=offered.earmarks,
        accounts=offered.accounts,
        bodies=offered.bodies,
        decisions=offered.decisions,
    )

    def perform(given: dict[str, Any]) -> Any:
        draft = DrawDraft(
            reserve=given["reserve"],
            account=given["account"],
            amount_ore=given["amount_ore"],
            decision=read_key(given["decision"]),
            text=given["text"],
            body=given["body"],
            line=given["line"],
            earmark=given["earmark"],
        )
        return operations.draw_reserves(
            actor=viewer.actor, year=year, draws=[draft], key=given["key"]
        )

    page = _page(
        year,
        _("Budgetjustering ur en reserv"),
        _("Bokför justeringen"),
        _("Reserven betalar för det som är beslutat. Mer än vad som är kvar går inte att ta."),
    )
    return answer(
        request,
        page,
        form,
        perform,
        said=_("Justeringen är bokförd."),
        template="web/budget/draw.html",
        more={"left": json.dumps(offered.left)},
    )


def gross_up(request: HttpRequest, year: int) -> HttpResponse:
    """Raise bodies' income and costs alike."""
    viewer, offered = viewer_of(request), work.offered(year)
    form = GrossUpForm(request.POST or None, bodies=offered.bodies, decisions=offered.decisions)

    def perform(given: dict[str, Any]) -> Any:
        return operations.gross_up(
            actor=viewer.actor, year=year, gross_ups=form.drafts(), key=given["key"]
        )

    page = _page(
        year,
        _("Omslutningsförändring"),
        _("Bokför förändringen"),
        _("Intäkter och kostnader ökar lika mycket för varje nämnd, så att netto är noll."),
    )
    return answer(
        request,
        page,
        form,
        perform,
        said=_("Förändringen är bokförd."),
        template="web/budget/gross_up.html",
    )


def reverse_transaction(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """Correct a transaction: a mirror of it is posted, and it stays."""
    viewer = viewer_of(request)
    found = work.transaction(year, number)
    if found is None or not viewer.may(Action.POST_TRANSACTION):
        raise Http404(str(number))
    form = ReversalForm(request.POST or None, decisions=work.decisions())

    def perform(given: dict[str, Any]) -> Any:
        draft = ReversalDraft(
            number=number, decision=read_key(given["decision"]), text=given["text"]
        )
        return operations.reverse_transactions(
            actor=viewer.actor, year=year, reversals=[draft], key=given["key"]
        )

    page = _page(
        year,
        _("Rätta en transaktion"),
        _("Bokför rättelsen"),
        _("En spegelbild bokförs, så att de två tillsammans blir noll. Inget tas bort."),
        about=f"{number}: {found.text}",
    )
    return answer(request, page, form, perform, said=_("Rättelsen är bokförd."))


def endorse(request: HttpRequest, year: int, code: str, line: int) -> HttpResponse:
    """Say how much of a petition the office endorses."""
    viewer = viewer_of(request)
    found = _open_petition(year, code, line)
    if found is None or not viewer.may(Action.ENDORSE_PETITION, found.body):
        raise Http404(code)
    initial = {
        "base": versions.written(found.pk),
        "endorsed_ore": work.typed(found.endorsed if found.endorsed is not None else found.asked),
        "reason": found.reason,
    }
    form = EndorsementForm(request.POST or None, initial=initial)

    def perform(given: dict[str, Any]) -> Any:
        draft = EndorsementDraft(
            code=code,
            line=line,
            endorsed_ore=given["endorsed_ore"],
            reason=given["reason"],
            seen=form.seen,
        )
        return operations.endorse_petitions(
            actor=viewer.actor, year=year, endorsements=[draft], key=given["key"]
        )

    page = _page(
        year,
        _("Tillstyrk eller avstyrk"),
        _("Spara"),
        _("Inget bokförs av det här. Noll är avstyrkt."),
        about=work.petition_words(found),
    )
    return answer(request, page, form, perform, said=_("Yttrandet är sparat."))


def grant(request: HttpRequest, year: int, code: str, line: int) -> HttpResponse:
    """Say what was decided of a petition."""
    viewer = viewer_of(request)
    found = _open_petition(year, code, line)
    if found is None or not viewer.may(Action.POST_TRANSACTION):
        raise Http404(code)
    initial = {
        "base": versions.written(found.pk),
        "granted_ore": work.typed(found.endorsed),
        "reason": found.reason,
    }
    form = GrantForm(
        request.POST or None,
        initial=initial,
        outcomes=work.outcome_words(OUTCOMES),
        decisions=work.decisions(),
    )

    def perform(given: dict[str, Any]) -> Any:
        draft = GrantDraft(
            code=code,
            line=line,
            granted_ore=given["granted_ore"],
            outcome=DecisionOutcome(given["outcome"]),
            decision=read_key(given["decision"]),
            reason=given["reason"],
            seen=form.seen,
        )
        return operations.grant_petitions(
            actor=viewer.actor, year=year, grants=[draft], key=given["key"]
        )

    page = _page(
        year,
        _("Anteckna vad som beslutades"),
        _("Spara"),
        _("Det här bokför inget: bokför justeringen under samma beslut."),
        about=work.petition_words(found),
    )
    return answer(request, page, form, perform, said=_("Beslutet är antecknat."))


def _open_petition(year: int, code: str, line: int) -> PetitionRow | None:
    return next(
        (
            row
            for row in queries.petitions(year=year)
            if (row.code, row.line) == (code, line) and row.outcome is None
        ),
        None,
    )


def _page(year: int, heading: Word, submit: Word, note: Word, *, about: Word = "") -> FormPage:
    return FormPage(
        heading=heading,
        about=about or gettext("Budget {year}").format(year=year),
        submit=submit,
        back=reverse("work:budget-journal", kwargs={"year": year}),
        back_words=_("Budgetjournal"),
        notes=(note,),
    )
