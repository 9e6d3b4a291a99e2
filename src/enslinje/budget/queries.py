"""Reads of the budget: one query each for a whole year, in frozen rows of whole öre."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import F, FilteredRelation, Q, Sum

from enslinje.budget import access
from enslinje.budget.models import Account, AppropriationLine, Earmark
from enslinje.budget.rows import (
    AccountRow,
    DecidedAmountRow,
    DecisionRef,
    EarmarkRow,
    PetitionRow,
    PostingRow,
    ReserveRow,
)
from enslinje.core import ledger
from enslinje.core.budget_terms import (
    ControlResponse,
    ControlRule,
    GrossUpCategory,
    PetitionKind,
    Plane,
    StatementColumn,
    StatementRow,
    TransactionKind,
)
from enslinje.core.ledger import AccountShape, Leg
from enslinje.core.origins import Origin
from enslinje.core.terms import Basis, BodyKind, DecisionOutcome
from enslinje.journal import kept_by
from enslinje.journal.keeping import Kept
from enslinje.journal.once import once
from enslinje.journal.together import Asking
from enslinje.organisation.models import Decision

DEFAULT_RESPONSES: Mapping[ControlRule, ControlResponse] = {
    ControlRule.EARMARK_EXCEEDED: ControlResponse.STOP,
    ControlRule.DECISION_EXCEEDED: ControlResponse.STOP,
    ControlRule.ENDORSED_EXCEEDS_RESERVE: ControlResponse.WARN,
}
"""What each control does where the year says nothing else."""

GRANTING = (DecisionOutcome.GRANTED.value, DecisionOutcome.GRANTED_WITH_CHANGE.value)
_DECISION = (
    *("decision__standing_number", "decision__item_no", "decision__decided_on"),
    *("decision__decided_by__code", "decision__decided_by__kind"),
)
_ORIGIN = ("basis", "source_ref", "recorded_in__recorded_at", "recorded_in__actor_code", "note")


@once
def years() -> tuple[int, ...]:
    """Return the years that have a ledger, latest first. One query."""
    rows = access.transactions().order_by("-year").values_list("year", flat=True).distinct()
    return tuple(rows)


def latest_year() -> int:
    """Return the latest year that has a ledger, 0 when none has. One query."""
    return next(iter(years()), 0)


def appropriation_lines(body: str, *, year: int) -> Mapping[str, str]:
    """Return the names of the lines of the body's budget in the year, by code. One query."""
    rows = AppropriationLine.objects.filter(body__code=body, year=year).order_by("code")
    return dict(rows.values_list("code", "name"))


def granted_by_council(body: str, *, year: int) -> Mapping[str, int]:
    """Return the net of the council's budget for the body by its lines, in öre; "" for no line.

    What reverses it counts; adjustments during the year do not. One query, or none until what plans
    rest on is written.
    """
    return known_grants.answer(
        *(body, year), read=lambda: _granted(body, year), version=kept_by.goals_apart(year)
    )


known_grants: Kept[Mapping[str, int]] = Kept(100)


def _granted(body: str, year: int) -> Mapping[str, int]:
    council = TransactionKind.COUNCIL_BUDGET.value
    rows = access.postings().filter(
        Q(transaction__kind=council) | Q(transaction__reverses__kind=council),
        transaction__year=year,
        year=year,
        body__code=body,
        account__plane=Plane.OPERATING.value,
        account__reserve_number=None,
    )
    sums = rows.order_by().values_list("line__code").annotate(net=Sum("amount_ore"))
    return {line or "": net for line, net in sums}


def postings(
    *, year: int, on: date | None = None, decisions: Collection[int] | None = None
) -> tuple[PostingRow, ...]:
    """Return the postings of the year's ledger in order. One query.

    Args:
        year: of the ledger.
        on: a day: what was decided then or before.
        decisions: ids: what rests on them, and what reverses that.
    """
    rows = access.postings().filter(transaction__year=year)
    if on is not None:
        rows = rows.filter(transaction__decision__decided_on__lte=on)
    if decisions is not None:
        rows = rows.filter(
            Q(transaction__decision_id__in=decisions)
            | Q(transaction__reverses__decision_id__in=decisions)
        )
    header = [f"transaction__{name}" for name in _DECISION]
    found = rows.order_by("transaction_id", "leg").values_list(
        *("transaction_id", "transaction__number", "transaction__year", "leg", "year"),
        *("transaction__kind", "transaction__printed_as", "transaction__reverses_id"),
        *("transaction__reverses__kind", "transaction__reverses__printed_as"),
        *("transaction__text", *header),
        *("account__code", "account__name", "account__plane", "account__row"),
        *("account__reserve_number", "body__code", "group__code", "group__name", "line__code"),
        *("activity_area", "project", "earmark__code", "amount_ore", "split_basis"),
        *("basis", "source_ref"),
        *("transaction__recorded_in__recorded_at", "transaction__recorded_in__actor_code", "note"),
    )
    return tuple(_posting(row) for row in found)


def _posting(row: tuple[Any, ...]) -> PostingRow:
    ids, kinds, text, decision, account = row[:5], row[5:10], row[10], row[11:16], row[16:21]
    body, group, group_name, line, activity_area, project, earmark, amount, split = row[21:30]
    transaction, number, ledger_year, leg, year = ids
    own, printed_as, reverses, original, original_printed_as = kinds
    kind = TransactionKind(original or own)
    column = ledger.COLUMN[kind]
    printed = original_printed_as or printed_as
    code, name, plane, of_row, reserve_number = account
    return PostingRow(
        *(transaction, number, ledger_year, leg, year, kind, column),
        printed_column=StatementColumn(printed) if printed else column,
        is_reversal=reverses is not None,
        reverses=reverses,
        text=text,
        decision=_decision(decision),
        account=code,
        account_name=name,
        plane=Plane(plane),
        row=StatementRow(of_row) if of_row else None,
        reserve_number=reserve_number,
        body=body or "",
        group=group or "",
        group_name=group_name or "",
        line=line or "",
        activity_area=activity_area,
        project=project,
        earmark=earmark or "",
        amount=amount,
        split_basis=Basis(split) if split else None,
        origin=_origin(row[30:]),
    )


def _decision(row: Iterable[Any]) -> DecisionRef:
    case_number, item_no, decided_on, decided_by, kind = row
    return DecisionRef(case_number, item_no, decided_on, decided_by, BodyKind(kind))


def _origin(row: Iterable[Any]) -> Origin:
    basis, *rest = row
    return Origin(Basis(basis), *rest)


def leg_of(row: PostingRow) -> Leg:
    """Return a posting as the laws see it."""
    account = AccountShape(row.account, row.plane, row.row, row.is_reserve)
    return Leg(account, row.amount, row.year, row.body, row.line, row.earmark)


def resting_on_decisions(rows: Iterable[PostingRow]) -> Mapping[str, int]:
    """Return what each decision item has led to, in öre, by its key; reversals taken off.

    A reversal is counted under the item of what it reverses: it gives back what that one took.
    """
    legs: dict[int, list[PostingRow]] = defaultdict(list)
    for row in rows:
        legs[row.transaction].append(row)
    resting: dict[str, int] = defaultdict(int)
    for of_one in legs.values():
        first = of_one[0]
        way = -1 if first.is_reversal else 1
        mirrored = [leg_of(row) for row in of_one]
        as_decided = mirrored if way > 0 else list(ledger.reversal(mirrored))
        original = legs.get(first.reverses or 0, of_one)[0]
        resting[original.decision.key] += way * ledger.measured(first.kind, as_decided)
    return resting


def decision_keys(wanted: Collection[int]) -> Mapping[int, str]:
    """Return the keys of decisions by their ids. One query."""
    rows = Decision.objects.filter(pk__in=wanted).values_list("pk", "standing_number", "item_no")
    return {pk: f"{case}/{item}" for pk, case, item in rows}


@once
def reserves(*, year: int) -> tuple[ReserveRow, ...]:
    """Return the central reserves of the year by number, with their kept balances. One query."""
    return reserves_asked(year=year).read()


def reserves_asked(*, year: int) -> Asking[tuple[ReserveRow, ...]]:
    """Ask for the same as `reserves`, with more."""
    name = ("reserves", year)
    of_year = Q(account__balances__year=year)
    rows = (
        access.reserves()
        .filter(year=year)
        .annotate(kept=FilteredRelation("account__balances", condition=of_year))
        .order_by("account__reserve_number")
        .values_list(
            *("account__reserve_number", "account__code", "year", "purpose"),
            *("is_opening_known", "kept__balance_ore", *_ORIGIN),
        )
    )
    return Asking(
        lambda told: tuple(
            ReserveRow(code, number, of_year, purpose, known, balance, _origin(origin))
            for number, code, of_year, purpose, known, balance, *origin in told[name]
        ),
        {name: rows},
    )


@once
def earmarks(*, year: int) -> tuple[EarmarkRow, ...]:
    """Return what is set aside in the year's reserves, in order of their codes. One query."""
    return earmarks_asked(year=year).read()


def earmarks_asked(*, year: int) -> Asking[tuple[EarmarkRow, ...]]:
    """Ask for the same as `earmarks`, with more."""
    name = ("earmarks", year)
    editions = access.earmark_editions().filter(earmark__year=year)
    rows = editions.order_by("earmark__code").values_list(
        *("earmark__code", "earmark__reserve__code", "purpose", "set_aside_ore"),
        *("parent__code", "decided_by__code", *_ORIGIN),
    )
    return Asking(
        lambda told: tuple(
            EarmarkRow(code, reserve, purpose, amount, parent or "", decider or "", _origin(origin))
            for code, reserve, purpose, amount, parent, decider, *origin in told[name]
        ),
        {name: rows},
    )


@once
def petitions(*, year: int) -> tuple[PetitionRow, ...]:
    """Return the lines of the year's petitions, in order of code and line. One query."""
    return petitions_asked(year=year).read()


def petitions_asked(*, year: int) -> Asking[tuple[PetitionRow, ...]]:
    """Ask for the same as `petitions`, with more."""
    name = ("petitions", year)
    rows = (
        access.petitions()
        .filter(year=year)
        .order_by("code", "line")
        .values_list(
            *("pk", "code", "line", "kind", "body__code", "group__code", "group__name"),
            *("purpose", "reserve__code", "account__code", "earmark__code", "asked_ore"),
            *("endorsed_ore", "granted_ore", "outcome", "reason", "category", "depreciation_ore"),
            *(*_DECISION, *_ORIGIN),
        )
    )
    return Asking(lambda told: tuple(map(_petition, told[name])), {name: rows})


def _petition(row: tuple[Any, ...]) -> PetitionRow:
    pk, code, line, kind, body, group, group_name, purpose, reserve, account, earmark = row[:11]
    asked, endorsed, granted, outcome, reason, category, depreciation = row[11:18]
    decision, origin = row[18:23], row[23:]
    return PetitionRow(
        pk=pk,
        code=code,
        line=line,
        kind=PetitionKind(kind),
        body=body or "",
        group=group or "",
        group_name=group_name or "",
        purpose=purpose,
        reserve=reserve or "",
        account=account or "",
        earmark=earmark or "",
        asked=asked,
        endorsed=endorsed,
        granted=granted,
        outcome=DecisionOutcome(outcome) if outcome else None,
        decision=_decision(decision) if decision[0] else None,
        reason=reason,
        category=GrossUpCategory(category) if category else None,
        depreciation=depreciation,
        origin=_origin(origin),
    )


@once
def decided_amounts(*, year: int) -> tuple[DecidedAmountRow, ...]:
    """Return what decision items say that they grant in the year. One query."""
    rows = (
        access.decided_amounts()
        .filter(year=year)
        .order_by("decision__standing_number", "decision__item_no")
        .values_list(*_DECISION, "amount_ore", "basis", "source_ref")
    )
    return tuple(
        DecidedAmountRow(_decision(row[:5]), row[5], Basis(row[6]), row[7]) for row in rows
    )


def control_responses(*, year: int) -> Mapping[ControlRule, ControlResponse]:
    """Return what each control does in the year. One query."""
    rows = access.control_settings().filter(year=year).values_list("rule", "response")
    return {**DEFAULT_RESPONSES, **{ControlRule(rule): ControlResponse(r) for rule, r in rows}}


def accounts() -> Mapping[str, AccountRow]:
    """Return every account by code, in the order they were defined. One query."""
    return accounts_asked().read()


def accounts_asked() -> Asking[Mapping[str, AccountRow]]:
    """Ask for the same as `accounts`, with more."""
    name = "accounts"
    rows = Account.objects.order_by("pk").values_list(
        *("pk", "code", "name", "plane", "row", "reserve_number")
    )
    return Asking(
        lambda told: {
            code: AccountRow(
                pk, code, account, Plane(plane), StatementRow(row) if row else None, number
            )
            for pk, code, account, plane, row, number in told[name]
        },
        {name: rows},
    )


def odd_rows(*, year: int) -> Mapping[str, int]:
    """Return how many rows of the year are as the database should let none be. Five queries."""
    of_year = access.transactions().filter(year=year)
    headers = access.transactions().values("pk")
    return {
        "posting_without_header": access.postings().exclude(transaction__in=headers).count(),
        "decision_of_one_person": of_year.filter(
            decision__recorded_by_code=F("decision__checked_by_code")
        ).count(),
        "decision_not_checked": of_year.filter(decision__checked_by_code=None).count(),
        "decision_not_granted": of_year.exclude(decision__outcome__in=GRANTING).count(),
        "earmark_outside_reserve": Earmark.objects.filter(
            year=year, reserve__reserve_number=None
        ).count(),
    }
