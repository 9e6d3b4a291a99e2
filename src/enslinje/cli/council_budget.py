"""`enslinje budget council`: the council's budget out of a file, into the ledger."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from django.utils.translation import gettext as _

from enslinje.budget import amounts as written
from enslinje.cli.amounts import Json, Year, tell_faults
from enslinje.core import actors
from enslinje.core.actors import Source
from enslinje.core.money import Unit, exact_kr
from enslinje.exchange import council_budget_files
from enslinje.exchange.council_budget_files import AskedFile, BudgetPreview
from enslinje.exchange.faults import DataSetRefused
from enslinje.exchange.table_files import handed


class Amounts(StrEnum):
    """What amounts are in when they do not say so themselves."""

    KR = "kr"
    TKR = "tkr"
    MNKR = "mnkr"


class Sign(StrEnum):
    """Which amounts of a file are positive."""

    BUDGET = "budget"
    DEBIT = "debit"


def council(
    file: Annotated[Path, typer.Argument(help="CSV or Excel.")],
    *,
    year: Year,
    case: Annotated[str, typer.Option(help="Case number of the council's decision.")],
    item: Annotated[int, typer.Option(min=1, help="Item of the decision.")] = 1,
    unit: Annotated[
        Amounts, typer.Option(help="What amounts are in when they do not say so.")
    ] = Amounts.KR,
    sign: Annotated[
        Sign, typer.Option(help="budget: income is positive; debit: costs are.")
    ] = Sign.BUDGET,
    total: Annotated[
        str, typer.Option(help="What the file adds up to: refused when it does not.")
    ] = "",
    preview: Annotated[bool, typer.Option("--preview", help="Only look.")] = False,
    as_json: Json = False,
) -> None:
    """Import the council's budget, all of it or nothing. Exit 1 when something is wrong."""
    in_unit = Unit[unit.name]
    try:
        asked = AskedFile(
            file=handed(file),
            year=year,
            decision=(case, item),
            unit=in_unit,
            debit_is_positive=sign is Sign.DEBIT,
            total_ore=written.read(total, unit=in_unit) if total else None,
        )
        found = council_budget_files.preview(asked)
    except DataSetRefused as refusal:
        tell_faults([fault.sentence for fault in refusal.faults], str(refusal), as_json=as_json)
        raise typer.Exit(code=1) from refusal
    is_import = not (preview or found.faults or found.is_there)
    if is_import:
        seen = found.replaces.number if found.replaces else None
        system = actors.system(Source.COMMAND)
        council_budget_files.import_previewed(found, actor=system, seen=seen)
    if as_json:
        typer.echo(json.dumps(_machine(found, is_import), ensure_ascii=False, indent=2))
    else:
        _tell(found, is_import)
    raise typer.Exit(code=int(bool(found.faults)))


def _tell(found: BudgetPreview, is_import: bool) -> None:  # noqa: FBT001 - what came of it
    typer.echo(
        _("{count} rader, summa {file_ore} = placerat {placed} + utelämnat {left_out}.").format(
            count=found.row_count,
            file_ore=exact_kr(found.file_ore),
            placed=exact_kr(found.placed_ore),
            left_out=exact_kr(found.left_out_ore),
        )
    )
    if found.uncovered_ore:
        typer.echo(_("Utan regel: {amount}.").format(amount=exact_kr(found.uncovered_ore)))
    for one in found.sums:
        typer.echo(f"{one.account}: {exact_kr(one.ore)}")
    for fault in found.faults:
        typer.echo(fault.sentence)
    if found.replaces and not found.is_there:
        typer.echo(_("Ersätter transaktion {number}.").format(number=found.replaces.number))
    typer.echo(_outcome(found, is_import))


def _outcome(found: BudgetPreview, is_import: bool) -> str:  # noqa: FBT001 - as above
    if found.faults:
        return _("Inget har sparats.")
    if found.is_there:
        return _("Redan inläst.")
    if is_import:
        return _("Inläst.")
    return _("Allt går att läsa in. Inget har sparats: det var bara en titt.")


def _machine(found: BudgetPreview, is_import: bool) -> dict[str, Any]:  # noqa: FBT001 - as above
    """Sums as decimal strings in kronor: the file's with its own signs, others as budgeted."""
    return {
        "file": found.asked.file.name,
        "sha256": found.asked.file.sha256,
        "year": found.asked.year,
        "case_number": found.asked.decision[0],
        "decision_item": found.asked.decision[1],
        "unit": "kr",
        "rows": found.row_count,
        "file_sum": exact_kr(found.file_ore),
        "placed": exact_kr(found.placed_ore),
        "left_out": exact_kr(found.left_out_ore),
        "without_rule": exact_kr(found.uncovered_ore),
        "accounts": {one.account: exact_kr(one.ore) for one in found.sums},
        "equity_added": exact_kr(found.equity_ore),
        "replaces": found.replaces.number if found.replaces else None,
        "already_there": found.is_there,
        "faults": [fault.sentence for fault in found.faults],
        "imported": is_import,
    }
