"""State the budget of a body's plan: the ledger holds what is granted, the plan how it is used."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from enslinje.budget.codes import line_codes
from enslinje.core.actors import Actor
from enslinje.core.budget_terms import COST_GROUPS
from enslinje.core.errors import Refusals
from enslinje.core.marking import EVERYTHING
from enslinje.core.policy import Action
from enslinje.journal import record
from enslinje.journal.conflict import SetSave, check_sets
from enslinje.journal.history.entries import ITEM_SEPARATOR
from enslinje.journal.record import UNSAID, Change, Receipt, Why
from enslinje.journal.restate import restate
from enslinje.organisation import gates, rights
from enslinje.organisation import queries as organisation
from enslinje.plans import access
from enslinje.plans.budget_words import amount_words
from enslinje.plans.content_drafts import PlanBudgetDraft, PlannedAmountDraft
from enslinje.plans.errors import OutsidePlannedYears, PlanBudgetConflict, WrongSign
from enslinje.plans.models import PlanBudgetAmount
from enslinje.plans.models.contents import PLANNED_YEARS
from enslinje.plans.operations.sections import TEXTS_ARE_TAKEN_AT

_PLACE = ("body_id", "line_id", "activity_area", "account_group", "for_year")


@transaction.atomic
def state_plan_budgets(
    *,
    actor: Actor,
    year: int,
    budgets: Sequence[PlanBudgetDraft],
    key: UUID | None = None,
    why: Why = UNSAID,
) -> Receipt:
    """Record the budgets of plans: each body's amounts and no others. What stays, stays as it is.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownBody, UnknownLine: a code is not known.
        WrongSign: a cost is above zero, or an income below.
        OutsidePlannedYears: an amount is for another year than the plan's own and the two after.
        OccasionClosed: no occasion that takes the budget is open to the body.
        DuplicateValue: two amounts of a body are for the same place.
        PlanBudgetConflict: a body's budget is another than its writer saw.
    """
    bodies = [draft.body for draft in budgets]
    actor = rights.require(actor, Action.STATE_PLAN_BUDGET, bodies)
    change = record.begin(
        actor=actor,
        action="state_plan_budgets",
        year=year,
        bodies=set(bodies),
        key=key,
        why=why,
        content=budgets,
    )
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    for row, draft in enumerate(budgets):
        for amount in draft.amounts:
            _check_amount(amount, row, year, refusals)
    wanted = _facts(budgets, year, refusals)
    gates.refuse_closed(
        bodies,
        refusals,
        action=Action.STATE_PLAN_BUDGET,
        year=year,
        kinds=TEXTS_ARE_TAKEN_AT,
        actor=actor,
        instant=change.change_set.recorded_at,
        fact=_("Tiden för att ange planens budget har gått ut."),
    )
    refusals.settle()
    _check_seen(budgets, year, change)
    current = access.plan_budget(sight=EVERYTHING).filter(year=year, body__code__in=bodies)
    there = {_place(one): one for one in current}
    kept = {_place(one) for one in wanted}
    record.supersede([one for place, one in there.items() if place not in kept], change=change)
    changed = [one for one in wanted if _says_other(one, there.get(_place(one)))]
    recorded = restate(changed, place=_PLACE, current=current, change=change)
    return record.finish(change, recorded)


def _facts(
    budgets: Sequence[PlanBudgetDraft], year: int, refusals: Refusals
) -> list[PlanBudgetAmount]:
    ids = organisation.body_codes({draft.body for draft in budgets})
    named = {f"{draft.body}/{one.line}" for draft in budgets for one in draft.amounts if one.line}
    lines = line_codes(named, year=year)
    return [
        PlanBudgetAmount(
            body_id=ids.id_of(draft.body, row=row, field="body", refusals=refusals),
            year=year,
            line_id=lines.id_or_none(
                f"{draft.body}/{one.line}" if one.line else "",
                row=row,
                field="line",
                refusals=refusals,
            ),
            activity_area=one.activity_area,
            account_group=one.account_group.value,
            for_year=one.for_year,
            amount_ore=one.amount_ore,
            basis=draft.basis.value,
            source_ref=draft.source_ref,
            note=draft.note,
        )
        for row, draft in enumerate(budgets)
        for one in draft.amounts
    ]


def _place(fact: PlanBudgetAmount) -> tuple[object, ...]:
    return tuple(getattr(fact, attribute) for attribute in _PLACE)


def _says_other(fact: PlanBudgetAmount, there: PlanBudgetAmount | None) -> bool:
    return there is None or there.amount_ore != fact.amount_ore


def _check_amount(amount: PlannedAmountDraft, row: int, year: int, refusals: Refusals) -> None:
    is_cost = amount.account_group in COST_GROUPS
    if amount.amount_ore > 0 if is_cost else amount.amount_ore < 0:
        refusals.add(
            WrongSign(
                _("Kostnader skrivs med minus, intäkter utan."),
                row=row,
                column=amount.account_group.value,
                value=amount.activity_area,
                remedy=_("Rätta tecknet, som i resultatbudgeten."),
            )
        )
    if not year <= amount.for_year < year + PLANNED_YEARS:
        refusals.add(
            OutsidePlannedYears(
                _("Planens budget gäller {first}–{last}.").format(
                    first=year, last=year + PLANNED_YEARS - 1
                ),
                row=row,
                column="for_year",
                value=amount.for_year,
                remedy=_("Ange ett av de åren."),
            )
        )


def _check_seen(budgets: Sequence[PlanBudgetDraft], year: int, change: Change) -> None:
    """Refuse what rests on another budget of a body than the one that it has."""
    saves = [
        SetSave(
            row=row,
            name=draft.body,
            seen=draft.seen,
            refusal=PlanBudgetConflict,
            key=(year, draft.body),
            words={"amounts": ITEM_SEPARATOR.join(sorted(_words(one) for one in draft.amounts))},
        )
        for row, draft in enumerate(budgets)
    ]
    check_sets("planens-budget", saves, change_set=change.change_set)


def _words(amount: PlannedAmountDraft) -> str:
    return amount_words(
        line=amount.line,
        activity_area=amount.activity_area,
        account_group=amount.account_group,
        for_year=amount.for_year,
        amount_ore=amount.amount_ore,
    )
