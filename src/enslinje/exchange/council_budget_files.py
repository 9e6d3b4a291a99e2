"""The council's budget out of a file into the ledger: look first, then all of it or nothing.

What comes in is one transaction that rests on the council's decision. A corrected file reverses the
one before and posts anew; the same amounts on the same decision again change nothing.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from enslinje.budget import amount_queries, council_budgets, operations
from enslinje.budget import queries as budget
from enslinje.budget.codes import shape
from enslinje.budget.council_budgets import CouncilBudget
from enslinje.budget.drafts import (
    CouncilBudgetDraft,
    DecisionKey,
    PostingDraft,
    TransactionDraft,
)
from enslinje.budget.rows import AccountRow, CodeMapRow
from enslinje.budget.words import LAWS, mnkr
from enslinje.core import ledger
from enslinje.core.actors import Actor
from enslinje.core.budget_terms import Plane, TransactionKind
from enslinje.core.ledger import FINANCED_TOGETHER, Leg
from enslinje.core.money import Unit, exact_kr
from enslinje.core.terms import Basis
from enslinje.core.versions import Seen
from enslinje.exchange import kept_rules
from enslinje.exchange.code_map import Known, Mapped, map_amounts
from enslinje.exchange.code_map_file import faults_of
from enslinje.exchange.council_budget_rows import Names, read_budget_rows
from enslinje.exchange.faults import DataSetRefused, Fault
from enslinje.exchange.table_files import HandedFile
from enslinje.journal.record import Receipt
from enslinje.journal.together import both
from enslinje.organisation import queries as organisation

KEPT = ("verksamhet", "projekt")
RESULT = FINANCED_TOGETHER[Plane.OPERATING]
LONGEST_NAME = 100


@dataclass(frozen=True)
class AskedFile:
    """A file of the council's budget, and how it is to be read.

    Attributes:
        file: CSV or Excel.
        year: of the budget.
        decision: the item that the budget rests on.
        unit: of amounts that do not say their own.
        debit_is_positive: as accounting systems write; else income is positive, costs negative.
        total_ore: what the file adds up to, with its own signs, for whoever knows it.
    """

    file: HandedFile
    year: int
    decision: DecisionKey
    unit: Unit = Unit.KR
    debit_is_positive: bool = False
    total_ore: int | None = None


@dataclass(frozen=True)
class AccountSum:
    """What a file puts on an account, in öre: income positive; `bodies` is of how many."""

    account: str
    name: str
    bodies: int
    ore: int


@dataclass(frozen=True)
class BudgetPreview:
    """What the import of a file would do. With `faults` it can not be imported.

    Attributes:
        row_count: rows of the file.
        file_ore: their sum, with the file's own signs; what was placed, what the rules leave out
            and what no rule settles make it.
        equity_ore: the leg that is added on equity, 0 for none.
        replaces: the council's budget that would be reversed, None for none.
        is_there: the ledger has these amounts on this decision: nothing would change.
    """

    asked: AskedFile
    row_count: int
    file_ore: int
    placed_ore: int
    left_out_ore: int
    uncovered_ore: int
    sums: tuple[AccountSum, ...]
    equity_ore: int
    replaces: CouncilBudget | None
    code_map: CodeMapRow | None
    draft: TransactionDraft
    is_there: bool
    faults: tuple[Fault, ...]


def preview(asked: AskedFile) -> BudgetPreview:
    """Read a file and place its amounts, and say what importing them would do.

    Raises:
        DataSetRefused: the file cannot be read; with every fault.
    """
    file, year = asked.file, asked.year
    accounts, spellings, code_map, lines = _what_it_may_name(year)
    rows = read_budget_rows(
        file,
        year=year,
        unit=asked.unit,
        names=Names(spellings, accounts),
        debit_is_positive=asked.debit_is_positive,
    )
    kept = tuple(map(kept_rules.rule, code_map.rules)) if code_map else ()
    known = Known(accounts=frozenset(accounts), lines=lines, keep=KEPT)
    mapped = map_amounts(rows.amounts, (*kept, *rows.rules), known)
    source = f"{file.name[:LONGEST_NAME]} (SHA-256 {file.sha256})"
    postings = _postings(mapped, source)
    equity = _equity(postings, accounts, source)
    legs = (*postings, *equity)
    current = council_budgets.standing(year=year)
    rules_file = code_map.file_name if code_map else _("konteringsreglerna")
    way = 1 if asked.debit_is_positive else -1
    file_ore = way * mapped.file_ore
    return BudgetPreview(
        asked=asked,
        row_count=len(rows.amounts),
        file_ore=file_ore,
        placed_ore=way * mapped.mapped_ore,
        left_out_ore=way * mapped.left_out_ore,
        uncovered_ore=way * mapped.uncovered_ore,
        sums=tuple(_sums(legs, accounts)),
        equity_ore=sum(leg.amount_ore for leg in equity),
        replaces=current[0] if current else None,
        code_map=code_map,
        draft=_draft(asked, legs, source=source, code_map=code_map, rows=len(rows.amounts)),
        is_there=len(current) == 1 and _is_there(current[0], asked.decision, legs),
        faults=(
            *_nothing(asked, rows.amounts),
            *faults_of(mapped, file.name, rules_file),
            *_total(asked, file_ore),
            *_in_parts(asked, current),
            *(() if mapped.uncovered else _unlawful(asked, legs, accounts)),
        ),
    )


def _what_it_may_name(
    year: int,
) -> tuple[
    Mapping[str, AccountRow], Mapping[str, str], CodeMapRow | None, Mapping[str, frozenset[str]]
]:
    """Accounts, bodies by how they are spelled, rules and lines: in one query, with bodies kept."""
    names = both(budget.accounts_asked(), organisation.body_spellings_asked(year=year))
    places = both(
        amount_queries.code_map_asked(year=year), amount_queries.lines_of_bodies_asked(year=year)
    )
    (accounts, spellings), (code_map, lines) = both(names, places).read()
    return accounts, spellings, code_map, lines


def import_previewed(
    found: BudgetPreview, *, actor: Actor, seen: Seen, key: UUID | None = None
) -> Receipt:
    """Import what was previewed, all of it or nothing.

    Args:
        found: the preview.
        actor: who imports.
        seen: the number of the council's budget that whoever confirms saw, None for none.
        key: the submission's idempotency key.

    Raises:
        DataSetRefused: the preview has faults.
        CouncilBudgetConflict and more: see `operations.import_council_budget`.
    """
    if found.faults:
        raise DataSetRefused(found.faults)
    draft = CouncilBudgetDraft(transaction=found.draft, seen=seen)
    return operations.import_council_budget(
        actor=actor, year=found.asked.year, budget=draft, key=key
    )


def _postings(mapped: Mapped, source: str) -> tuple[PostingDraft, ...]:
    """Debit is positive in what was mapped; in the result budget income is."""
    return tuple(
        PostingDraft(
            account=row.account,
            amount_ore=-row.amount_ore,
            basis=Basis.STATED,
            body=row.body,
            line=row.line,
            activity_area=row.kept[0],
            project=row.kept[1],
            source_ref=source,
        )
        for row in mapped.rows
        if row.amount_ore
    )


def _equity(
    postings: Sequence[PostingDraft], accounts: Mapping[str, AccountRow], source: str
) -> tuple[PostingDraft, ...]:
    """The leg that the result needs, when the file says nothing of equity."""
    planes = {code: account.plane for code, account in accounts.items()}
    of_equity = [code for code, plane in planes.items() if plane is Plane.EQUITY]
    said = any(planes[one.account] is Plane.EQUITY for one in postings)
    result = sum(
        one.amount_ore for one in postings if FINANCED_TOGETHER[planes[one.account]] == RESULT
    )
    if said or not result or len(of_equity) != 1:
        return ()
    note = "Årets resultat, som filen inte har någon rad för."
    return (
        PostingDraft(
            account=of_equity[0],
            amount_ore=-result,
            basis=Basis.STATED,
            source_ref=source,
            note=note,
        ),
    )


def _draft(
    asked: AskedFile,
    legs: tuple[PostingDraft, ...],
    *,
    source: str,
    code_map: CodeMapRow | None,
    rows: int,
) -> TransactionDraft:
    """What would be recorded. A record is in Swedish, whatever language its writer reads."""
    rules = "inga" if code_map is None else f"{code_map.file_name} ({code_map.pk})"
    return TransactionDraft(
        kind=TransactionKind.COUNCIL_BUDGET,
        decision=asked.decision,
        text=f"Kommunfullmäktiges budget {asked.year}",
        postings=legs,
        basis=Basis.STATED,
        source_ref=source,
        note=f"Antal rader i filen: {rows}. Konteringsregler: {rules}.",
    )


def _sums(legs: Iterable[PostingDraft], accounts: Mapping[str, AccountRow]) -> Iterator[AccountSum]:
    """By account, in the order of the accounts."""
    by_account: dict[str, list[PostingDraft]] = {}
    for leg in legs:
        by_account.setdefault(leg.account, []).append(leg)
    for code, account in accounts.items():
        if code in by_account:
            of_it = by_account[code]
            bodies = len({leg.body for leg in of_it} - {""})
            yield AccountSum(code, account.name, bodies, sum(leg.amount_ore for leg in of_it))


def _is_there(current: CouncilBudget, decision: DecisionKey, legs: Iterable[PostingDraft]) -> bool:
    amounts: Counter[tuple[str, ...]] = Counter()
    for leg in legs:
        place = (leg.account, leg.body, leg.line, leg.activity_area, leg.project)
        amounts[place] += leg.amount_ore
    return current.decision == decision and current.amounts == dict(amounts)


# Faults ----------------------------------------------------------------------------------------


def _nothing(asked: AskedFile, amounts: Sequence[object]) -> Iterator[Fault]:
    if not amounts:
        problem = _("filen har inga belopp")
        yield Fault(asked.file.name, None, "", "", problem, _("Se efter vad filen håller."))


def _total(asked: AskedFile, file_ore: int) -> Iterator[Fault]:
    if asked.total_ore is not None and asked.total_ore != file_ore:
        yield Fault(
            *(asked.file.name, None, "", exact_kr(asked.total_ore)),
            _("är inte filens summa, som är {sum}").format(sum=exact_kr(file_ore)),
            _("Se efter att filen är hel, och att enheten och tecknen är rätt."),
        )


def _in_parts(asked: AskedFile, current: Sequence[CouncilBudget]) -> Iterator[Fault]:
    """A budget that is posted in several transactions is not replaced by a file."""
    if len(current) > 1:
        numbers = ", ".join(str(one.number) for one in current)
        yield Fault(
            *(asked.file.name, None, "", ""),
            _("årets budget är redan bokförd i flera transaktioner: {numbers}").format(
                numbers=numbers
            ),
            _("Rätta dem först i budgetjournalen, så att högst en står kvar."),
        )


def _unlawful(
    asked: AskedFile, legs: Iterable[PostingDraft], accounts: Mapping[str, AccountRow]
) -> Iterator[Fault]:
    shaped = [
        Leg(shape(accounts[leg.account]), leg.amount_ore, asked.year, leg.body, leg.line)
        for leg in legs
    ]
    if not shaped:
        return
    for breach in ledger.breaches(TransactionKind.COUNCIL_BUDGET, shaped):
        what, remedy = LAWS[breach.law]
        told = _(what).format(subject=breach.subject, amount=mnkr(breach.amount))
        yield Fault(asked.file.name, None, "", "", told.rstrip("."), _(remedy))
