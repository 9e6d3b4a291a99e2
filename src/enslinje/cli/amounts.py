"""`enslinje budget actuals` and `code-map`: what is booked and forecast, into the database."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from django.utils.translation import gettext as _

from enslinje.budget import amounts as written
from enslinje.core import actors
from enslinje.core.actors import Source
from enslinje.core.budget_terms import AmountKind
from enslinje.core.money import Unit, exact_kr
from enslinje.exchange import amount_files, kept_rules
from enslinje.exchange.amount_files import MonthFound, Preview
from enslinje.exchange.faults import DataSetRefused
from enslinje.exchange.table_files import handed
from enslinje.organisation import queries as organisation

Year = Annotated[int, typer.Option(help="Year of the budget, for example 2021.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


def actuals(
    file: Annotated[Path, typer.Argument(help="CSV, Excel or SIE 4.")],
    *,
    year: Year,
    month: Annotated[
        int | None,
        typer.Option(min=1, max=12, help="Only this month; by default all in the file."),
    ] = None,
    kind: Annotated[
        AmountKind, typer.Option(help="What the amounts are; period_budget is by month.")
    ] = AmountKind.ACTUAL,
    books: Annotated[
        str, typer.Option(help="The body whose own accounts the file is from; else the city's.")
    ] = "",
    total: Annotated[
        str, typer.Option(help="What the file adds up to, in kronor: refused when it does not.")
    ] = "",
    preview: Annotated[bool, typer.Option("--preview", help="Only look.")] = False,
    as_json: Json = False,
) -> None:
    """Import what is booked or forecast, all of it or nothing. Exit 1 when something is wrong."""
    try:
        found = amount_files.preview(
            handed(file),
            year=year,
            kind=kind,
            month=month,
            books=organisation.body_named(books, year=year) if books else "",
            total_ore=written.read(total, unit=Unit.KR) if total else None,
        )
    except DataSetRefused as refusal:
        tell_faults([fault.sentence for fault in refusal.faults], str(refusal), as_json=as_json)
        raise typer.Exit(code=1) from refusal
    if not (preview or found.faults):
        amount_files.import_previewed(found, actor=actors.system(Source.COMMAND))
    _tell(found, is_only_look=preview, as_json=as_json)
    raise typer.Exit(code=int(bool(found.faults)))


def code_map(
    file: Annotated[Path, typer.Argument(help="CSV or Excel, a rule on each row.")],
    *,
    year: Year,
) -> None:
    """Let the rules in a file place the amounts of the year, in place of those before."""
    try:
        kept_rules.state_code_map(handed(file), actor=actors.system(Source.COMMAND), year=year)
    except DataSetRefused as refusal:
        tell_faults([fault.sentence for fault in refusal.faults], str(refusal), as_json=False)
        raise typer.Exit(code=1) from refusal
    typer.echo(_("Reglerna gäller för {year}.").format(year=year))


def tell_faults(told: list[str], outcome: str, *, as_json: bool) -> None:
    """Print what is wrong with a file that cannot be read, and what came of it."""
    if as_json:
        typer.echo(json.dumps({"faults": told}, ensure_ascii=False, indent=2))
    else:
        typer.echo("\n".join([*told, outcome]))


def _tell(found: Preview, *, is_only_look: bool, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(_machine(found, is_only_look), ensure_ascii=False, indent=2))
        return
    for month in found.months:
        typer.echo(_month(month))
    for fault in found.faults:
        typer.echo(fault.sentence)
    typer.echo(_outcome(found, is_only_look))


def _month(month: MonthFound) -> str:
    line = _(
        "{period}: {count} rader, summa {file_ore} = placerat {placed} + utelämnat {left_out}."
    ).format(
        period=month.period,
        count=month.row_count,
        file_ore=exact_kr(month.file_ore),
        placed=exact_kr(month.placed_ore),
        left_out=exact_kr(month.left_out_ore),
    )
    if month.uncovered_ore:
        rest = _("Utan regel: {amount}.").format(amount=exact_kr(month.uncovered_ore))
        return f"{line} {rest}"
    if month.is_there:
        return f"{line} {_('Redan inläst.')}"
    if month.replaces:
        name = month.replaces.file_name
        return f"{line} {_('Ersätter det som lästes in från {file}.').format(file=name)}"
    return line


def _outcome(found: Preview, is_only_look: bool) -> str:  # noqa: FBT001 - the word of an option
    if found.faults:
        return _("Inget har sparats.")
    if is_only_look:
        return _("Allt går att läsa in. Inget har sparats: det var bara en titt.")
    return _("Inläst.")


def _machine(found: Preview, is_only_look: bool) -> dict[str, Any]:  # noqa: FBT001 - as above
    """Sums as decimal strings in kronor, with the file's own sign: debit positive."""
    return {
        "file": found.file.name,
        "sha256": found.file.sha256,
        "year": found.year,
        "kind": found.kind.value,
        "books": found.books or None,
        "unit": "kr",
        "file_sum": exact_kr(found.file_ore),
        "without_rule": exact_kr(found.uncovered_ore),
        "months": [
            {
                "period": month.period,
                "rows": month.row_count,
                "sum": exact_kr(month.file_ore),
                "placed": exact_kr(month.placed_ore),
                "left_out": exact_kr(month.left_out_ore),
                "replaces": month.replaces.file_name if month.replaces else None,
                "already_there": month.is_there,
            }
            for month in found.months
        ],
        "faults": [fault.sentence for fault in found.faults],
        "imported": not (found.faults or is_only_look),
    }
