"""`enslinje prepare`: a new year, prepared from the one before."""

from typing import Annotated

import typer
from django.utils.translation import gettext as _

from enslinje.core.actors import Source, system
from enslinje.filing import operations, queries
from enslinje.filing.queries import Preview
from enslinje.filing.words import CARRIED, CHOICES


def prepare(
    year: Annotated[int, typer.Argument(help="The new year.")],
    from_year: Annotated[int, typer.Option("--from", help="The year it is made of.")],
    *,
    preview: Annotated[
        bool, typer.Option("--preview", help="Only say what would be made; write nothing.")
    ] = False,
) -> None:
    """Prepare a year from an earlier one, all of it or nothing. With --preview, only say what."""
    found = queries.preview_year(from_year=from_year, to_year=year)
    if preview:
        _tell(found)
        for one in found.there:
            typer.echo(_("finns redan") + f"\t{_(CARRIED[one.kind])}\t{one.count}")
        raise typer.Exit(code=int(bool(found.there)))
    actor = system(Source.COMMAND)
    receipt = operations.prepare_year(actor=actor, from_year=from_year, to_year=year)
    if receipt.is_repeat:
        typer.echo(
            _("{year} är redan förberett ur {earlier}.").format(year=year, earlier=from_year)
        )
        return
    _tell(found)
    typer.echo(_("{year} är förberett ur {earlier}.").format(year=year, earlier=from_year))


def _tell(found: Preview) -> None:
    """Print what is made, with counts, and then what somebody must choose."""
    for one in found.carried:
        typer.echo(f"{_(CARRIED[one.kind])}\t{one.count}")
    for choice in found.choices:
        typer.echo(f"{choice.subject}\t{_(CHOICES[choice.kind])}")
