"""What the explanations of the budget's figures have in common."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from enslinje.budget.rows import DecisionRef, PostingRow
from enslinje.budget.words import RULES
from enslinje.core import case_numbers
from enslinje.core.money import exact_mnkr, in_mnkr
from enslinje.core.numbers import shown
from enslinje.core.origins import weakest
from enslinje.core.terms import Basis
from enslinje.figures.register import Explanation, FigureNotFound, Input

MOST_TERMS = 6
UNIT = "mnkr"


def year_of(text: str) -> int:
    """Return the year. Raise `FigureNotFound` when it is none."""
    if not text.isdecimal():
        raise FigureNotFound(f"{text} is no year")
    return int(text)


def number_of(text: str) -> int:
    """Return the number of a row, a reserve or an item. Raise `FigureNotFound` when it is none."""
    if not text.isdecimal():
        raise FigureNotFound(f"{text} is no number")
    return int(text)


def day_of(as_of: datetime | None) -> date | None:
    """Return the day of the moment asked for: what was decided then or before is seen."""
    return None if as_of is None else timezone.localdate(as_of)


def written(ore: int | None) -> str:
    """Write an amount in mnkr for people, "" when it is not known."""
    return "" if ore is None else shown(in_mnkr(ore), 1)


def case_slug(decision: DecisionRef) -> str:
    """Return a decision's case as it stands in addresses: "ks-2020-41"."""
    number = case_numbers.read_or_none(decision.case_number)
    return number.address if number else slugify(decision.case_number)


def is_case(decision: DecisionRef, address: str) -> bool:
    """Whether the decision's case is at `address`: as it is written now, or was before."""
    return address in {case_slug(decision), slugify(decision.case_number)}


def decision_words(decision: DecisionRef) -> str:
    """Return a decision item in words."""
    return _("{case}, punkt {item}").format(case=decision.case_number, item=decision.item_no)


def explanation(
    reference: str,
    *,
    title: str,
    sentence: str,
    ore: int | None,
    rule: str,
    year: int,
    inputs: Sequence[Input],
    amounts: Sequence[int],
) -> Explanation:
    """Return the explanation of an amount that is the sum of `amounts`, in öre."""
    return Explanation(
        reference=reference,
        title=title,
        sentence=sentence,
        value=None if ore is None else exact_mnkr(ore),
        shown=written(ore) or _("uppgift saknas"),
        unit=UNIT,
        rule=rule,
        rule_name=_(RULES[rule]),
        formula=formula(amounts, ore),
        basis=weakest(one.basis for one in inputs),
        year=year,
        inputs=tuple(inputs),
    )


def formula(amounts: Sequence[int], ore: int | None) -> str:
    """Write the first terms of a sum and what they come to."""
    terms = [written(amount) for amount in amounts[:MOST_TERMS]]
    more = " + …" if len(amounts) > MOST_TERMS else ""
    total = written(ore) or _("uppgift saknas")
    return f"{' + '.join(terms)}{more} = {total}" if terms else total


def by_transaction(rows: Iterable[PostingRow], *, of_body: bool = False) -> list[Input]:
    """Return postings as inputs: one for each transaction, account, earmark and named body.

    A sharing among bodies that is weaker than the sum it shares only weakens what is `of_body`.
    """
    found: dict[tuple[str, ...], list[PostingRow]] = {}
    for row in rows:
        shared = row.split_basis is not None and not of_body
        body = "" if shared else row.body or row.group
        found.setdefault((str(row.number), row.account, row.earmark, body), []).append(row)
    return [_input(legs, of_body=of_body) for legs in found.values()]


def _input(legs: Sequence[PostingRow], *, of_body: bool) -> Input:
    first = legs[0]
    whom = {leg.body or leg.group for leg in legs}
    named = whom.pop() if len(whom) == 1 else _("{count} organ").format(count=len(whom))
    parts = (first.text, first.account_name, first.earmark, named)
    bases = [leg.origin.basis for leg in legs]
    if of_body:
        bases += [leg.split_basis for leg in legs if leg.split_basis]
    return Input(
        label=f"{decision_words(first.decision)}: {', '.join(part for part in parts if part)}",
        value=written(sum(leg.amount for leg in legs)),
        basis=weakest(bases),
        reference=f"beslut.medgett/{first.ledger_year}/{case_slug(first.decision)}/"
        f"{first.decision.item_no}",
        source_ref=first.origin.source_ref,
        recorded_at=first.origin.recorded_at,
        actor=first.origin.actor,
        note=first.origin.note,
    )


def weakest_of(rows: Iterable[PostingRow]) -> Basis:
    """Return the weakest basis of postings as sums."""
    return weakest(row.origin.basis for row in rows)
