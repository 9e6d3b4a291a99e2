"""From drafts of transactions to entries: every code looked up, every law asked."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from enslinje.budget.codes import account_of, accounts, earmark_codes, line_codes, shape
from enslinje.budget.drafts import DecisionKey, PostingDraft, TransactionDraft
from enslinje.budget.errors import DecisionNotGranted, NotTheDecider, TransactionUnlawful
from enslinje.budget.models import Posting
from enslinje.budget.words import DECIDERS, LAWS, mnkr
from enslinje.core import ledger
from enslinje.core.budget_terms import TransactionKind
from enslinje.core.errors import Refusals
from enslinje.core.ledger import Breach, Deciders, Leg
from enslinje.core.terms import DecisionOutcome
from enslinje.journal.lookup import Codes
from enslinje.organisation import queries as organisation
from enslinje.organisation.rows import DecisionRow

GRANTING = frozenset({DecisionOutcome.GRANTED, DecisionOutcome.GRANTED_WITH_CHANGE})


@dataclass
class Entry:
    """A transaction on its way into the ledger: its legs as the laws see them, and its rows.

    `kind` and `legs_as_decided` of a reversal are those of what it reverses, and `way` is −1.
    """

    row: int
    draft: TransactionDraft
    kind: TransactionKind
    way: int = 1
    reverses: int | None = None
    decision: DecisionRow | None = None
    legs: list[Leg] = field(default_factory=list)
    postings: list[Posting] = field(default_factory=list)

    @property
    def legs_as_decided(self) -> tuple[Leg, ...]:
        return tuple(self.legs) if self.way > 0 else ledger.reversal(self.legs)

    @property
    def measured(self) -> int:
        """What it takes of the amount that its decision names, in öre."""
        return self.way * ledger.measured(self.kind, self.legs_as_decided)


@dataclass(frozen=True)
class Lookups:
    """The rows that a batch of drafts names."""

    accounts: Any
    bodies: Codes
    groups: Codes
    lines: Codes
    earmarks: Codes


def enter(entries: Sequence[Entry], *, year: int, refusals: Refusals) -> None:
    """Fill in the legs and rows of `entries`, and add a refusal for all that is wrong with them."""
    found = _lookups([entry.draft for entry in entries], year)
    decisions = organisation.decisions({entry.draft.decision for entry in entries})
    for entry in entries:
        before = len(entry.legs)
        for number, draft in enumerate(entry.draft.postings, start=1):
            _enter_leg(entry, number, draft, found, year=year, refusals=refusals)
        entry.decision = _granted(entry.draft.decision, decisions, entry.row, refusals)
        if len(entry.legs) - before == len(entry.draft.postings):
            _ask_the_laws(entry, refusals)


def _lookups(drafts: Sequence[TransactionDraft], year: int) -> Lookups:
    postings = [posting for draft in drafts for posting in draft.postings]
    lines = {f"{posting.body}/{posting.line}" for posting in postings if posting.line}
    return Lookups(
        accounts=accounts({posting.account for posting in postings}),
        bodies=organisation.body_codes({posting.body for posting in postings}),
        groups=organisation.group_codes({posting.group for posting in postings}),
        lines=line_codes(lines, year=year),
        earmarks=earmark_codes({posting.earmark for posting in postings}, year=year),
    )


def _enter_leg(
    entry: Entry,
    number: int,
    draft: PostingDraft,
    found: Lookups,
    *,
    year: int,
    refusals: Refusals,
) -> None:
    at: Mapping[str, Any] = {"row": entry.row, "refusals": refusals}
    account = account_of(draft.account, found.accounts, row=entry.row, refusals=refusals)
    if account is None:
        return
    of_year = year if draft.year is None else draft.year
    line = f"{draft.body}/{draft.line}" if draft.line else ""
    entry.legs.append(
        Leg(shape(account), draft.amount_ore, of_year, draft.body, draft.line, draft.earmark)
    )
    entry.postings.append(
        Posting(
            leg=number,
            year=of_year,
            account_id=account.pk,
            body_id=found.bodies.id_or_none(draft.body, field="body", **at),
            group_id=found.groups.id_or_none(draft.group, field="group", **at),
            line_id=found.lines.id_or_none(line, field="line", **at),
            activity_area=draft.activity_area,
            project=draft.project,
            earmark_id=found.earmarks.id_or_none(draft.earmark, field="earmark", **at),
            amount_ore=draft.amount_ore,
            split_basis=draft.split_basis.value if draft.split_basis else None,
            basis=draft.basis.value,
            source_ref=draft.source_ref,
            note=draft.note,
        )
    )


def _ask_the_laws(entry: Entry, refusals: Refusals) -> None:
    for breach in ledger.breaches(entry.draft.kind, entry.legs):
        refusals.add(unlawful(breach, entry.row))
    deciders = ledger.deciders(entry.kind, entry.legs_as_decided)
    if entry.decision is not None and not _may_decide(entry, deciders):
        refusals.add(_not_the_decider(entry.decision, deciders, entry.row))


def unlawful(breach: Breach, row: int, *, column: str = "postings") -> TransactionUnlawful:
    """Return the refusal of what breaks a law of the ledger, with the amount and the way out."""
    what, remedy = LAWS[breach.law]
    return TransactionUnlawful(
        _(what).format(subject=breach.subject, amount=mnkr(breach.amount)),
        row=row,
        column=column,
        value=breach.subject,
        remedy=_(remedy),
    )


def _may_decide(entry: Entry, deciders: Deciders) -> bool:
    decision = entry.decision
    if decision is None or decision.decider_kind in deciders.kinds:
        return True
    bodies: Collection[str] = {leg.body for leg in entry.legs}
    return deciders.own and bodies == {decision.decided_by}


def _not_the_decider(decision: DecisionRow, deciders: Deciders, row: int) -> NotTheDecider:
    names = " / ".join(_(DECIDERS[kind]) for kind in DECIDERS if kind in deciders.kinds)
    return NotTheDecider(
        _("{decider} kan inte besluta det här.").format(decider=decision.decided_by),
        row=row,
        column="decision",
        value=f"{decision.case_number} {decision.item_no}",
        remedy=_("Hänskjut det till: {deciders}.").format(deciders=names),
    )


def _granted(key: DecisionKey, decisions: Any, row: int, refusals: Refusals) -> DecisionRow | None:
    """The decision, when it is recorded by one, checked by another, and grants something."""
    found = organisation.may_rest_on(key, decisions, row=row, refusals=refusals)
    if found is not None and found.outcome not in GRANTING:
        refusals.add(not_granted(key, row))
    return found


def not_granted(key: DecisionKey, row: int) -> DecisionNotGranted:
    """Return the refusal of what rests on a decision that grants nothing, or not yet."""
    return DecisionNotGranted(
        _("Beslutet {case}, punkt {item}, medger inget än.").format(case=key[0], item=key[1]),
        row=row,
        column="decision",
        value=f"{key[0]} {key[1]}",
        remedy=_("Anteckna beslutet ur det justerade protokollet först."),
    )
