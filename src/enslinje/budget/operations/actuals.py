"""Import what is booked, forecast or periodised, a month at a time: all of a file or nothing."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from enslinje.budget import access
from enslinje.budget.codes import account_of, accounts, line_codes
from enslinje.budget.drafts import AmountImportDraft
from enslinje.budget.errors import (
    AmountsDoNotTie,
    CodeMapMissing,
    ImportConflict,
    MonthOutsideYear,
)
from enslinje.budget.models import AmountImport, CodeMap, ImportedAmount
from enslinje.core.actors import Actor
from enslinje.core.errors import Refusals
from enslinje.core.marking import EVERYTHING
from enslinje.core.policy import Action
from enslinje.journal import record
from enslinje.journal.lookup import UNKNOWN_ID
from enslinje.journal.pulses import BATCH
from enslinje.journal.record import Change, Receipt
from enslinje.journal.restate import restate
from enslinje.organisation import queries as organisation
from enslinje.organisation import rights

MONTHS = 12


@transaction.atomic
def import_amounts(
    *,
    actor: Actor,
    year: int,
    imports: Sequence[AmountImportDraft],
    code_map: int,
    key: UUID | None = None,
) -> Receipt:
    """Import months of the year, each in place of what was imported of it before.

    A month that is there from the same file, by the same rules, is left as it is.

    Args:
        actor: who imports.
        year: the budget year.
        imports: a draft for each month, kind and books.
        code_map: the version of the rules that the amounts were placed by.
        key: the submission's idempotency key.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        CodeMapMissing: the rules have changed since, or there are none.
        MonthOutsideYear, AmountsDoNotTie: a draft is not what it says.
        UnknownBody, UnknownAccount, UnknownLine: an amount is put where there is nothing.
        ImportConflict: somebody else has imported the month since it was seen.
    """
    actor = rights.require(actor, Action.KEEP_ACCOUNTS)
    content = [code_map, *(_content(draft) for draft in imports)]
    change = record.begin(actor=actor, action="import_amounts", year=year, key=key, content=content)
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    placed_by = _current_map(year, code_map)
    books = organisation.body_codes({draft.books for draft in imports} - {""})
    facts = []
    for row, draft in enumerate(imports):
        _check(draft, year, row, refusals)
        books.id_or_none(draft.books, row=row, field="books", refusals=refusals)
        facts.append(_fact(draft, year, placed_by))
    amounts = _amounts(imports, year, refusals)
    refusals.settle()
    current = access.amount_imports(sight=EVERYTHING).filter(year=year)
    new = _not_there(facts, current)
    recorded = restate(
        [facts[row] for row in new],
        place=("period", "kind", "books"),
        current=current,
        change=change,
        seen=[imports[row].seen for row in new],
        refusal=ImportConflict,
        named=lambda row: str(imports[row].period),
        rows=new,
    )
    _insert(recorded, [amounts[row] for row in new], change)
    return record.finish(change, recorded)


def _content(draft: AmountImportDraft) -> list[Any]:
    """What a submission is told by: the file's hash stands for its amounts."""
    return [draft.period, draft.kind, draft.books, draft.file_sha256, draft.seen]


def _current_map(year: int, wanted: int) -> CodeMap:
    found = access.code_maps(sight=EVERYTHING).filter(year=year, pk=wanted).first()
    if found is None:
        raise rules_have_changed(year, wanted)
    return found


def rules_have_changed(year: int, wanted: int) -> CodeMapMissing:
    """The refusal of amounts that were placed by other rules than those of the year."""
    return CodeMapMissing(
        _("Konteringsreglerna för {year} är inte de som beloppen placerades med.").format(
            year=year
        ),
        column="code_map",
        value=wanted,
        remedy=_("Granska filen på nytt, med de regler som gäller nu."),
    )


def _check(draft: AmountImportDraft, year: int, row: int, refusals: Refusals) -> None:
    if draft.period // 100 != year or not 1 <= draft.period % 100 <= MONTHS:
        refusals.add(
            MonthOutsideYear(
                _("{period} är ingen månad i {year}.").format(period=draft.period, year=year),
                row=row,
                column="period",
                value=draft.period,
                remedy=_("Läs in ett år i taget."),
            )
        )
    placed = -sum(one.amount_ore for one in draft.amounts)
    if draft.file_ore != placed + draft.left_out_ore:
        refusals.add(
            AmountsDoNotTie(
                _("Filens summa är inte summan av det som placerades och det som utelämnades."),
                row=row,
                column="file_ore",
                value=draft.file_ore,
                remedy=_("Granska filen på nytt."),
            )
        )


def _fact(draft: AmountImportDraft, year: int, code_map: CodeMap) -> AmountImport:
    return AmountImport(
        year=year,
        period=draft.period,
        kind=draft.kind.value,
        books=draft.books,
        file_name=draft.file_name,
        file_sha256=draft.file_sha256,
        code_map=code_map,
        row_count=draft.row_count,
        file_ore=draft.file_ore,
        left_out_ore=draft.left_out_ore,
        basis=draft.basis.value,
        source_ref=draft.source_ref,
        note=draft.note,
    )


def _not_there(facts: Sequence[AmountImport], current: Iterable[AmountImport]) -> list[int]:
    """The positions of those that are not there from the same file by the same rules."""
    there = {_told_by(one) for one in current}
    return [row for row, fact in enumerate(facts) if _told_by(fact) not in there]


def _told_by(one: AmountImport) -> tuple[Any, ...]:
    return one.period, one.kind, one.books, one.file_sha256, one.code_map_id


def _amounts(
    imports: Sequence[AmountImportDraft], year: int, refusals: Refusals
) -> list[list[ImportedAmount]]:
    every = [one for draft in imports for one in draft.amounts]
    bodies = organisation.body_codes({one.body for one in every})
    known = accounts({one.account for one in every})
    lines = line_codes({f"{one.body}/{one.line}" for one in every if one.line}, year=year)
    found = []
    for row, draft in enumerate(imports):
        of_one = []
        for one in draft.amounts:
            account = account_of(one.account, known, row=row, refusals=refusals)
            line = f"{one.body}/{one.line}" if one.line else ""
            of_one.append(
                ImportedAmount(
                    body_id=bodies.id_of(one.body, row=row, field="body", refusals=refusals),
                    line_id=lines.id_or_none(line, row=row, field="line", refusals=refusals),
                    account_id=account.pk if account else UNKNOWN_ID,
                    activity_area=one.activity_area,
                    project=one.project,
                    counterpart=one.counterpart,
                    amount_ore=one.amount_ore,
                )
            )
        found.append(of_one)
    return found


def _insert(
    imports: Sequence[AmountImport], amounts: Sequence[list[ImportedAmount]], change: Change
) -> None:
    for fact, of_one in zip(imports, amounts, strict=True):
        for amount in of_one:
            amount.amount_import = fact
    every = [amount for of_one in amounts for amount in of_one]
    ImportedAmount.objects.bulk_create(every, batch_size=BATCH)
    record.cover(every, change=change)
