"""A year of the small town with much going on in its ledger, all of it posted by operations."""

import random
from datetime import date

from enslinje.budget.drafts import ReversalDraft, TransactionDraft
from enslinje.budget.operations import reverse_transactions
from enslinje.core.budget_terms import TransactionKind
from enslinje.organisation.operations import record_decisions
from tests.budget_town import FINN, OPENING, change, decision, leg, post
from tests.town import LOADER, YEAR

MONTHS = range(1, 13)
BODIES = ("SKOLA", "PARK")
Decision = tuple[str, int]


def of_month(month: int) -> Decision:
    """The board's decision in that month."""
    return ("KS 2021/100", month)


def record(count: int, *, seed: int = 0) -> None:
    """Post so many changes of every kind over the year; a few of them are reversed at its end."""
    chance = random.Random(seed)
    decisions = [
        decision(*of_month(month), "KS", decided_on=date(YEAR, month, chance.randint(1, 28)))
        for month in MONTHS
    ]
    record_decisions(actor=LOADER, decisions=decisions)
    months = sorted(chance.choice(MONTHS) for _ in range(count))
    most = OPENING // count
    post(*(chance.choice(MAKERS)(chance, most, of_month(month)) for month in months))
    undone = sorted(chance.sample(range(2, count + 2), max(1, count // 20)))
    reversals = [ReversalDraft(number=one, decision=of_month(12), text="Åter") for one in undone]
    reverse_transactions(actor=FINN, year=YEAR, reversals=reversals)


def _draw(chance: random.Random, most: int, by: Decision) -> TransactionDraft:
    amount = chance.randint(1, most)
    spent = leg(chance.choice(("costs", "depreciation")), -amount, chance.choice(BODIES))
    return change(leg("CM2", amount), spent, decision=by)


def _investment(chance: random.Random, most: int, by: Decision) -> TransactionDraft:
    amount = chance.randint(1, most)
    return change(leg("CM4", amount), leg("capex", -amount, chance.choice(BODIES)), decision=by)


def _gross_up(chance: random.Random, most: int, by: Decision) -> TransactionDraft:
    cost, worn, body = chance.randint(1, most), chance.randint(1, most), chance.choice(BODIES)
    legs = (
        leg("income", cost + worn, body),
        leg("costs", -cost, body),
        leg("depreciation", -worn, body),
    )
    return change(*legs, kind=TransactionKind.GROSS_UP, decision=by)


def _interest(chance: random.Random, most: int, by: Decision) -> TransactionDraft:
    amount = chance.randint(1, most)
    legs = (leg("interest", -amount, chance.choice(BODIES)), leg("interest", amount, "KS"))
    return change(*legs, kind=TransactionKind.INTERNAL_INTEREST, decision=by)


def _virement(chance: random.Random, most: int, by: Decision) -> TransactionDraft:
    amount, body = chance.randint(1, most), chance.choice(BODIES)
    legs = (leg("costs", amount, body), leg("depreciation", -amount, body))
    return change(*legs, kind=TransactionKind.VIREMENT, decision=by)


MAKERS = (_draw, _investment, _gross_up, _interest, _virement)
