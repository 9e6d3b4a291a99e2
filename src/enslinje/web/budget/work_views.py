"""The finance officer's pages: the year's money at work, and the forms that change it."""

import json
from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from enslinje.budget import operations, queries
from enslinje.budget.drafts import (
    DrawDraft,
    EndorsementDraft,
    GrantDraft,
    OpenPetition,
    RestDraft,
    ReversalDraft,
)
from enslinje.budget.rows import PetitionRow
from enslinje.budget.words import kind_name
from enslinje.core import versions
from enslinje.core.budget_terms import PetitionKind, TransactionKind
from enslinje.core.policy import Action
from enslinje.core.terms import DecisionOutcome
from enslinje.web.budget import work
from enslinje.web.budget.forms import (
    DrawForm,
    EndorsementForm,
    GrantForm,
    RestForm,
    ReversalForm,
    read_key,
)
from enslinje.web.budget.row_forms import GrossUpForm, InterestForm, PostingsForm, RowsForm
from enslinje.web.form_pages import FormPage, answer
from enslinje.web.pages import show
from enslinje.web.viewers import viewer_of
from enslinje.web.words import Word

SIZES = _(
    "Belopp i mnkr, om du inte skriver något annat: 1 234,5 eller 1 234,50 kr. "
    "Skriv dem utan minustecken."
)
SIGNED = _(
    "Belopp i mnkr, om du inte skriver något annat: 1 234,5 eller −1 234,50 kr. "
    "Intäkter är positiva; kostnader och det som läggs i en reserv är negativa."
)
POSTED_BY_ROW = (
    TransactionKind.COUNCIL_BUDGET,
    TransactionKind.VIREMENT,
    TransactionKind.REBUDGETING,
    TransactionKind.RESULT_CARRY_OVER,
)
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
    viewer, offered = viewer_of(request), work.Offered(year)
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
    viewer, offered = viewer_of(request), work.Offered(year)
    form = GrossUpForm(
        request.POST or None,
        bodies=offered.bodies,
        decisions=offered.decisions,
        initial=work.granted_gross_up(year, request.GET),
    )

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
    said = _("Förändringen är bokförd.")
    return _answer_rows(request, page, form, perform, said=said, help=SIZES, balance="gross-up")


def interest(request: HttpRequest, year: int) -> HttpResponse:
    """Charge bodies internal interest."""
    viewer, offered = viewer_of(request), work.Offered(year)
    form = InterestForm(
        request.POST or None,
        bodies=offered.bodies,
        units=offered.units,
        decisions=offered.decisions,
    )

    def perform(given: dict[str, Any]) -> Any:
        return operations.charge_interest(
            actor=viewer.actor,
            year=year,
            central_finance=given["central_finance"],
            interests=form.drafts(),
            key=given["key"],
        )

    page = _page(
        year,
        _("Internränta"),
        _("Bokför internräntan"),
        _("Nämndernas kostnad är finansförvaltningens intäkt: för hela staden blir det noll."),
    )
    return _answer_rows(
        request, page, form, perform, said=_("Internräntan är bokförd."), help=SIZES
    )


def post(request: HttpRequest, year: int) -> HttpResponse:
    """Post a transaction of many postings: the council's budget, a virement, a rebudgeting."""
    viewer, offered = viewer_of(request), work.Offered(year)
    form = PostingsForm(
        request.POST or None,
        kinds={kind: kind_name(kind) for kind in POSTED_BY_ROW},
        accounts=offered.every_account,
        units=offered.units,
        decisions=offered.decisions,
    )

    def perform(given: dict[str, Any]) -> Any:
        return operations.post_transactions(
            actor=viewer.actor, year=year, transactions=[form.draft()], key=given["key"]
        )

    page = _page(
        year,
        _("Budget, omdisponering eller ombudgetering"),
        _("Bokför"),
        _(
            "Raderna ska tillsammans bli noll. Fullmäktige beslutar budget och ombudgetering; "
            "en nämnd får omdisponera inom sin anslagsrad."
        ),
    )
    said = _("Transaktionen är bokförd.")
    return _answer_rows(request, page, form, perform, said=said, help=SIGNED, balance="total")


def _answer_rows(
    request: HttpRequest,
    page: FormPage,
    form: RowsForm,
    perform: Callable[[dict[str, Any]], Any],
    *,
    said: Word,
    **more: object,
) -> HttpResponse:
    return answer(
        request, page, form, perform, said=said, template="web/budget/rows.html", more=more
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
    found = _petition(request, year, code, line)
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
    found = _petition(request, year, code, line)
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
        decisions=work.all_decisions(),
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
    answered = answer(request, page, form, perform, said=_("Beslutet är antecknat."))
    gives = (
        found.kind is PetitionKind.GROSS_UP and form.is_valid() and form.cleaned_data["granted_ore"]
    )
    if gives and answered.status_code == HTTPStatus.SEE_OTHER:
        answered["Location"] = _posting_of(year, code, line)
    return answered


def _posting_of(year: int, code: str, line: int) -> str:
    """Where a granted gross-up is posted: the form of every gross-up, filled in from it."""
    named = urlencode({"kod": code, "rad": line})
    return f"{reverse('work:gross-up', kwargs={'year': year})}?{named}"


def reject_the_rest(request: HttpRequest, year: int) -> HttpResponse:
    """Say that all which is still open was rejected by one decision."""
    viewer, there = viewer_of(request), work.open_petitions(year)
    form = RestForm(
        request.POST or None,
        there=[OpenPetition(code=row.code, line=row.line, seen=row.pk) for row in there],
        decisions=work.all_decisions(),
    )

    def perform(given: dict[str, Any]) -> Any:
        rest = RestDraft(
            decision=read_key(given["decision"]),
            reason=given["reason"],
            petitions=form.petitions,
        )
        return operations.reject_the_rest(
            actor=viewer.actor, year=year, rest=rest, key=given["key"]
        )

    page = _page(
        year,
        _("Avslå allt övrigt"),
        _("Anteckna avslagen"),
        _("Alla framställningar i listan avslås av samma beslut: alla eller ingen."),
    )
    more = {"petitions": work.open_lines(there)}
    said = _("Avslagen är antecknade.")
    return answer(
        request, page, form, perform, said=said, template="web/budget/rest.html", more=more
    )


def _petition(request: HttpRequest, year: int, code: str, line: int) -> PetitionRow | None:
    """The line that somebody looks at or writes about. To look at, none that is decided.

    Whoever writes about what another has decided meanwhile is told so, beside what they typed.
    """
    found = work.petition(year, code, line)
    is_shown = found is not None and (found.outcome is None or request.method == "POST")
    return found if is_shown else None


def _page(year: int, heading: Word, submit: Word, note: Word, *, about: Word = "") -> FormPage:
    return FormPage(
        heading=heading,
        about=about or gettext("Budget {year}").format(year=year),
        submit=submit,
        back=reverse("work:budget-journal", kwargs={"year": year}),
        back_words=_("Budgetjournal"),
        notes=(note,),
    )
