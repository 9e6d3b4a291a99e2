"""The pages on which a plan takes its steps, each a form of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from enslinje.core import versions
from enslinje.core.policy import Action
from enslinje.core.terms import PlanState
from enslinje.filing import operations, submissions
from enslinje.journal.record import Receipt
from enslinje.organisation import directory, queries, rights
from enslinje.organisation.rows import DecisionRow
from enslinje.web.form_pages import FormPage, answer
from enslinje.web.plan.forms import (
    CorrectionForm,
    DecisionForm,
    ReasonForm,
    RevisionForm,
    StepForm,
    SubmitForm,
)
from enslinje.web.viewers import Viewer, viewer_of
from enslinje.web.words import Word


@dataclass(frozen=True)
class StepPage:
    """A step: what it is called, what it leads to, who may take it and from where."""

    name: str
    words: Word
    submit: Word
    said: Word
    note: Word
    action: Action
    states: frozenset[PlanState]
    perform: Callable[..., Receipt]
    form: type[StepForm] = StepForm


STEPS: tuple[StepPage, ...] = (
    StepPage(
        "klar",
        _("Ställ klar för kontroll"),
        _("Klar för kontroll"),
        _("Planen är klar för kontroll."),
        _("Förvaltningschefen ser att planen kan granskas. Den är inte inlämnad."),
        Action.PREPARE_PLAN,
        frozenset({PlanState.DRAFT, PlanState.SENT_BACK, PlanState.SUBMITTED}),
        operations.mark_ready,
    ),
    StepPage(
        "godkann",
        _("Godkänn planen"),
        _("Godkänn"),
        _("Planen är godkänd."),
        _("Planen går till nämnden eller styrelsen som den är nu. Det är inte en inlämning."),
        Action.APPROVE_PLAN,
        frozenset({PlanState.READY}),
        operations.approve_plan,
    ),
    StepPage(
        "beslut",
        _("Ange nämndens beslut"),
        _("Ange beslutet"),
        _("Beslutet är angivet."),
        _("Beslutet antecknas ur justerat protokoll och kontrolleras av en annan först."),
        Action.RECORD_DECISION,
        frozenset({PlanState.APPROVED}),
        operations.decide_plan,
        DecisionForm,
    ),
    StepPage(
        "lamna-in",
        _("Lämna in planen"),
        _("Lämna in"),
        _("Planen är inlämnad."),
        _("Det inlämnade blir offentligt och ändras inte. Du får ett kvitto."),
        Action.SUBMIT_PLAN,
        frozenset({PlanState.DECIDED}),
        operations.submit_plan,
        SubmitForm,
    ),
    StepPage(
        "ratta",
        _("Rätta den inlämnade planen"),
        _("Lämna in rättelsen"),
        _("Rättelsen är inlämnad."),
        _("Texter rättas under samma beslut. Ändrade årsmål kräver ett nytt beslut."),
        Action.SUBMIT_PLAN,
        frozenset({PlanState.SUBMITTED}),
        operations.submit_plan,
        CorrectionForm,
    ),
    StepPage(
        "skicka-tillbaka",
        _("Skicka tillbaka"),
        _("Skicka tillbaka med kommentar"),
        _("Planen är skickad tillbaka."),
        _("Den som skrev planen ser kommentaren."),
        Action.APPROVE_PLAN,
        frozenset({PlanState.READY, PlanState.APPROVED, PlanState.DECIDED}),
        operations.send_back_plan,
        ReasonForm,
    ),
    StepPage(
        "ta-tillbaka",
        _("Ta tillbaka planen"),
        _("Ta tillbaka"),
        _("Planen är tillbakatagen."),
        _("Planen blir ett utkast igen. Efter beslutet går det inte."),
        Action.PREPARE_PLAN,
        frozenset({PlanState.READY, PlanState.APPROVED}),
        operations.take_back_plan,
    ),
)
REVISES = "klar"
REVISED = _("Planen är inlämnad. Det som ändras blir en ny version, med ett nytt beslut.")
BY_NAME: Mapping[str, StepPage] = {one.name: one for one in STEPS}


def offered(viewer: Viewer, *, state: PlanState, body: str) -> tuple[StepPage, ...]:
    """Return the steps that `viewer` may take from where the plan stands."""
    place = _places(body)
    return tuple(
        one for one in STEPS if state in one.states and viewer.may(one.action, place[one.action])
    )


def may_take(viewer: Viewer, name: str, *, body: str) -> bool:
    """Whether the policy lets `viewer` take the step called `name`, wherever the plan stands."""
    action = BY_NAME[name].action
    return viewer.may(action, _places(body)[action])


def _places(body: str) -> Mapping[Action, str]:
    """For whom each action is asked: the board's decisions are the whole group's."""
    return {
        one.action: rights.places_of([body])[0] if one.action is Action.RECORD_DECISION else body
        for one in STEPS
    }


def step(request: HttpRequest, year: int, slug: str, name: str) -> HttpResponse:
    """Show one step of the body's plan and take it."""
    body, page = directory.body_at(slug=slug) or "", BY_NAME[name]
    viewer = viewer_of(request)
    if not body or not viewer.may(page.action, _places(body)[page.action]):
        raise Http404(slug)
    stage = submissions.stage(year=year, body=body)
    filed = submissions.filings(year=year, body=body) if name == REVISES else ()
    initial = {"base": versions.written(stage.fact), "reason": stage.reason if filed else ""}
    if page.form is DecisionForm:
        form: StepForm = DecisionForm(
            request.POST or None, initial=initial, decisions=_decisions(body, year)
        )
    else:
        kind = RevisionForm if name == REVISES and filed else page.form
        form = kind(request.POST or None, initial=initial)

    def perform(given: dict[str, Any]) -> Receipt:
        return page.perform(actor=viewer.actor, year=year, draft=form.draft(body), key=given["key"])

    around = FormPage(
        heading=page.words,
        about=directory.body_names().get(body, body),
        submit=page.submit,
        back=reverse("work:plan", kwargs={"year": year, "slug": slug}),
        back_words=_("Planen"),
        notes=(page.note, *((REVISED,) if filed else ())),
    )
    return answer(request, around, form, perform, said=page.said)


def _decisions(body: str, year: int) -> list[tuple[str, str]]:
    return [
        (f"{one.case_number}|{one.item_no}", _shown(one))
        for one in queries.decisions_of(body, year=year)
    ]


def _shown(one: DecisionRow) -> str:
    return f"{one.decided_on} · {one.case_number} · {one.subject}"
