"""Petitions: asked, endorsed, granted. And what decision items say that they grant."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from enslinje.budget import access, queries
from enslinje.budget.codes import account_of, accounts, earmark_codes
from enslinje.budget.drafts import (
    DecidedAmountDraft,
    EndorsementDraft,
    GrantDraft,
    PetitionDraft,
)
from enslinje.budget.errors import (
    EndorsedTooMuch,
    PetitionConflict,
    PetitionOutOfOrder,
    UnknownPetition,
)
from enslinje.budget.models import DecidedAmount, Petition
from enslinje.budget.operations.accounts import check_size
from enslinje.budget.operations.entries import GRANTING, not_granted
from enslinje.budget.operations.gross_up_petitions import check_gross_up
from enslinje.budget.operations.petition_codes import numbered
from enslinje.budget.words import mnkr
from enslinje.core.actors import Actor
from enslinje.core.budget_terms import ControlResponse, ControlRule
from enslinje.core.errors import Refusals
from enslinje.core.marking import EVERYTHING
from enslinje.core.policy import Action
from enslinje.core.terms import OccasionKind
from enslinje.journal import record
from enslinje.journal.conflict import clashes
from enslinje.journal.record import Change, Receipt
from enslinje.journal.restate import restate
from enslinje.organisation import gates, rights
from enslinje.organisation import queries as organisation

PETITIONS_ARE_TAKEN_AT = (
    OccasionKind.PLAN,
    OccasionKind.TERTIAL_REPORT_1,
    OccasionKind.TERTIAL_REPORT_2,
)
PLACE = ("code", "line")
COPIED = (
    *("year", "code", "line", "kind", "body_id", "group_id", "purpose", "reserve_id"),
    *("account_id", "earmark_id", "asked_ore", "endorsed_ore", "granted_ore", "outcome"),
    *("category", "depreciation_ore"),
    *("decision_id", "reason", "basis", "source_ref", "note"),
)

_Draft = TypeVar("_Draft", EndorsementDraft, GrantDraft)


@transaction.atomic
def state_petitions(
    *, actor: Actor, year: int, petitions: Sequence[PetitionDraft], key: UUID | None = None
) -> Receipt:
    """Record what bodies ask for, in place of what they asked before. Nothing is granted by it.

    One of a body that has no code yet is given the first that is free.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownBody, UnknownGroup, UnknownAccount, UnknownEarmark: a code is not known.
        AmountOutOfRange: the amount is negative or too large.
        TransactionUnlawful: a gross-up changes the net cost, draws on a reserve, or says no
            category; or what only a gross-up says is said of another petition.
        OccasionClosed: no occasion that takes petitions is open to the body.
        PetitionOutOfOrder: it is endorsed or decided already.
        DuplicateValue, PetitionConflict: two drafts are one line, or it is not what was seen.
    """
    actor = rights.require(actor, Action.STATE_PETITION, [draft.body for draft in petitions])
    change = record.begin(
        actor=actor,
        action="state_petitions",
        year=year,
        bodies={draft.body for draft in petitions} - {""},
        key=key,
        content=petitions,
    )
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    current = {(p.code, p.line): p for p in access.petitions(sight=EVERYTHING).filter(year=year)}
    petitions = numbered(petitions, taken={code for code, _line in current})
    facts = _stated(petitions, year, refusals)
    _check_gate(petitions, actor=actor, year=year, change=change, refusals=refusals)
    for row, draft in enumerate(petitions):
        there = current.get((draft.code, draft.line))
        if there is not None and (there.endorsed_ore is not None or there.outcome is not None):
            refusals.add(_out_of_order(draft.code, row))
    refusals.settle()
    return record.finish(change, _restated(facts, petitions, year, change))


def _stated(drafts: Sequence[PetitionDraft], year: int, refusals: Refusals) -> list[Petition]:
    bodies = organisation.body_codes({draft.body for draft in drafts})
    groups = organisation.group_codes({draft.group for draft in drafts})
    earmarks = earmark_codes({draft.earmark for draft in drafts}, year=year)
    known = accounts({code for draft in drafts for code in (draft.reserve, draft.account)})
    facts = []
    for row, draft in enumerate(drafts):
        at: Mapping[str, Any] = {"row": row, "refusals": refusals}
        check_size(draft.asked_ore, row=row, column="asked_ore", refusals=refusals)
        check_gross_up(draft, year=year, row=row, refusals=refusals)
        named = {
            f"{column}_id": found.pk
            for column, code in (("reserve", draft.reserve), ("account", draft.account))
            if code
            and (found := account_of(code, known, row=row, refusals=refusals, column=column))
        }
        facts.append(
            Petition(
                year=year,
                code=draft.code,
                line=draft.line,
                kind=draft.kind.value,
                purpose=draft.purpose,
                body_id=bodies.id_or_none(draft.body, field="body", **at),
                group_id=groups.id_or_none(draft.group, field="group", **at),
                earmark_id=earmarks.id_or_none(draft.earmark, field="earmark", **at),
                category=draft.category.value if draft.category else None,
                asked_ore=draft.asked_ore,
                depreciation_ore=draft.depreciation_ore,
                basis=draft.basis.value,
                source_ref=draft.source_ref,
                note=draft.note,
                **named,
            )
        )
    return facts


def _check_gate(
    drafts: Sequence[PetitionDraft],
    *,
    actor: Actor,
    year: int,
    change: Change,
    refusals: Refusals,
) -> None:
    gates.refuse_closed(
        [draft.body for draft in drafts],
        refusals,
        action=Action.STATE_PETITION,
        year=year,
        kinds=PETITIONS_ARE_TAKEN_AT,
        actor=actor,
        instant=change.change_set.recorded_at,
        fact=_("Tiden för att lämna framställningar har gått ut."),
    )


@transaction.atomic
def endorse_petitions(
    *, actor: Actor, year: int, endorsements: Sequence[EndorsementDraft], key: UUID | None = None
) -> Receipt:
    """Record how much of each line the office endorses; 0 is opposed. Nothing is granted by it.

    Raises:
        NotAllowed: the policy gives the actor no right to it, or the actor prepares the body's own.
        UnknownPetition: no such line.
        AmountOutOfRange: the amount is negative or too large.
        PetitionOutOfOrder: it is decided, as its writer saw.
        EndorsedTooMuch: a reserve would not have enough, and the year's control says stop.
        DuplicateValue, PetitionConflict: two drafts are one line, or it is not what was seen.
    """

    def endorse(fact: Petition, draft: EndorsementDraft, row: int, refusals: Refusals) -> None:
        check_size(draft.endorsed_ore, row=row, column="endorsed_ore", refusals=refusals)
        fact.endorsed_ore, fact.reason = draft.endorsed_ore, draft.reason

    return _settle(
        endorsements,
        actor=actor,
        year=year,
        key=key,
        action=Action.ENDORSE_PETITION,
        name="endorse_petitions",
        change=endorse,
        after=lambda facts, refusals: _control_endorsed(facts, year, refusals),
    )


@transaction.atomic
def grant_petitions(
    *, actor: Actor, year: int, grants: Sequence[GrantDraft], key: UUID | None = None
) -> Receipt:
    """Record what was decided of each line. What it draws is posted by itself, under the decision.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownPetition, UnknownDecision: no such line or decision.
        DecisionNotChecked: nobody has checked the decision.
        DecisionNotGranted: money is granted on a decision that grants nothing.
        AmountOutOfRange: the amount is negative or too large.
        PetitionOutOfOrder: it is decided, as its writer saw, or is granted and rejected at once.
        DuplicateValue, PetitionConflict: two drafts are one line, or it is not what was seen.
    """
    decisions = organisation.decisions({draft.decision for draft in grants})

    def grant(fact: Petition, draft: GrantDraft, row: int, refusals: Refusals) -> None:
        check_size(draft.granted_ore, row=row, column="granted_ore", refusals=refusals)
        decision = organisation.may_rest_on(draft.decision, decisions, row=row, refusals=refusals)
        gives = draft.outcome in GRANTING
        if decision is None:
            return
        if decision.outcome is None or (gives and decision.outcome not in GRANTING):
            refusals.add(not_granted(draft.decision, row))
        if gives != (draft.granted_ore > 0):
            refusals.add(_out_of_order(draft.code, row))
        fact.granted_ore, fact.outcome = draft.granted_ore, draft.outcome.value
        fact.decision_id, fact.reason = decision.pk, draft.reason or fact.reason

    return _settle(
        grants,
        actor=actor,
        year=year,
        key=key,
        action=Action.POST_TRANSACTION,
        name="grant_petitions",
        change=grant,
    )


def _settle(
    drafts: Sequence[_Draft],
    *,
    actor: Actor,
    year: int,
    key: UUID | None,
    action: Action,
    name: str,
    change: Callable[[Petition, _Draft, int, Refusals], None],
    after: Callable[[Sequence[Petition], Refusals], None] = lambda _facts, _refusals: None,
) -> Receipt:
    """Restate the petitions that `drafts` name, as `change` makes them."""
    wanted = {draft.code for draft in drafts}
    before = _petitions(year, wanted)
    bodies = [fact.body.code if fact.body else "" for fact in before.values()]
    is_about_bodies = action is Action.ENDORSE_PETITION
    actor = rights.require(actor, action, bodies if is_about_bodies else rights.WHOLE_GROUP)
    began = record.begin(
        actor=actor,
        action=name,
        year=year,
        bodies=set(bodies) - {""},
        key=key,
        content=drafts,
    )
    if began.is_repeat:
        return record.repeated(began)
    refusals = Refusals()
    there = _petitions(year, wanted)
    facts = []
    for row, draft in enumerate(drafts):
        current = there.get((draft.code, draft.line))
        if current is None:
            refusals.add(_unknown(draft.code, draft.line, row))
            continue
        is_edited = clashes(current.pk, draft.seen, change_set=began.change_set)
        if current.outcome is not None and not is_edited:
            refusals.add(_out_of_order(draft.code, row))
        fact = Petition(**{column: getattr(current, column) for column in COPIED})
        change(fact, draft, row, refusals)
        facts.append(fact)
    refusals.settle()
    after(facts, refusals)
    refusals.settle()
    return record.finish(began, _restated(facts, drafts, year, began))


def _petitions(year: int, codes: set[str]) -> dict[tuple[str, int], Petition]:
    rows = (
        access.petitions(sight=EVERYTHING).filter(year=year, code__in=codes).select_related("body")
    )
    return {(row.code, row.line): row for row in rows.order_by("code", "line")}


def _restated(
    facts: Sequence[Petition],
    drafts: Sequence[PetitionDraft] | Sequence[EndorsementDraft] | Sequence[GrantDraft],
    year: int,
    change: Change,
) -> list[Petition]:
    return restate(
        facts,
        place=PLACE,
        current=access.petitions(sight=EVERYTHING).filter(year=year),
        change=change,
        seen=[draft.seen for draft in drafts],
        refusal=PetitionConflict,
        named=lambda row: drafts[row].code,
    )


def _control_endorsed(facts: Sequence[Petition], year: int, refusals: Refusals) -> None:
    """What the open petitions endorse may be more than a reserve has, if the year says stop."""
    response = queries.control_responses(year=year)[ControlRule.ENDORSED_EXCEEDS_RESERVE]
    if response is not ControlResponse.STOP:
        return
    changed = {(fact.code, fact.line): fact for fact in facts}
    endorsed: dict[int, int] = {}
    for petition in [*access.petitions(sight=EVERYTHING).filter(year=year), *facts]:
        new = changed.get((petition.code, petition.line), petition)
        if petition is new and new.reserve_id and new.outcome is None:
            total = endorsed.get(new.reserve_id, 0) + (new.endorsed_ore or 0)
            endorsed[new.reserve_id] = total
    balances = access.balances().filter(year=year, account_id__in=endorsed)
    for balance in balances.select_related("account"):
        over = endorsed[balance.account_id] - (balance.balance_ore or 0)
        if balance.balance_ore is not None and over > 0:
            refusals.add(
                EndorsedTooMuch(
                    _("{code} räcker inte till det som tillstyrks: {over} mnkr saknas.").format(
                        code=balance.account.code, over=mnkr(over)
                    ),
                    column="endorsed_ore",
                    value=balance.account.code,
                    remedy=_("Tillstyrk mindre, eller finansiera på annat sätt."),
                )
            )


@transaction.atomic
def name_decided_amounts(
    *, actor: Actor, year: int, amounts: Sequence[DecidedAmountDraft], key: UUID | None = None
) -> Receipt:
    """Record the amounts that decision items name for the year: no more may rest on them.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownDecision, DecisionNotChecked: a decision is not recorded, or checked by nobody.
        AmountOutOfRange: an amount is negative or too large.
        DuplicateValue: two drafts are about the same item.
    """
    actor = rights.require(actor, Action.POST_TRANSACTION)
    change = record.begin(
        actor=actor, action="name_decided_amounts", year=year, key=key, content=amounts
    )
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    decisions = organisation.decisions({draft.decision for draft in amounts})
    facts = []
    for row, draft in enumerate(amounts):
        check_size(draft.amount_ore, row=row, column="amount_ore", refusals=refusals)
        decision = organisation.may_rest_on(draft.decision, decisions, row=row, refusals=refusals)
        if decision is None:
            continue
        facts.append(
            DecidedAmount(
                decision_id=decision.pk,
                year=year,
                amount_ore=draft.amount_ore,
                basis=draft.basis.value,
                source_ref=draft.source_ref,
                note=draft.note,
            )
        )
    refusals.settle()
    current = access.decided_amounts(sight=EVERYTHING).filter(year=year)
    named = [f"{case} {item}" for case, item in (draft.decision for draft in amounts)]
    return record.finish(
        change,
        restate(
            facts,
            place=("decision_id",),
            current=current,
            change=change,
            named=lambda row: named[row],
        ),
    )


def _unknown(code: str, line: int, row: int) -> UnknownPetition:
    return UnknownPetition(
        _("Det finns ingen framställning {code}, rad {line}.").format(code=code, line=line),
        row=row,
        column="code",
        value=code,
        remedy=_("Anteckna framställningen först."),
    )


def _out_of_order(code: str, row: int) -> PetitionOutOfOrder:
    return PetitionOutOfOrder(
        _("Framställningen {code} kan inte ändras så: läget eller beloppet hindrar det.").format(
            code=code
        ),
        row=row,
        column="code",
        value=code,
        remedy=_("Se efter om den redan är beslutad, och om beloppet stämmer med utfallet."),
    )
