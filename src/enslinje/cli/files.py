"""`enslinje files`: whether every kept file is there and whole, and what lacks its fact."""

from typing import Annotated

import typer
from django.utils.translation import gettext as _

from enslinje.organisation import file_queries, file_store


def files(
    *,
    sweep: Annotated[
        bool, typer.Option("--sweep", help="Take away files, an hour old, that no fact names.")
    ] = False,
) -> None:
    """Hold every kept file against its fact. Exit 1 when one is missing or is another."""
    known = file_queries.kept_files()
    faults = [
        name
        for name, (size, sha256) in sorted(known.items())
        if file_store.whole(name, size=size, sha256=sha256) is None
    ]
    for name in faults:
        typer.echo(_("{name}: filen saknas eller är en annan").format(name=name))
    orphans = [name for name in file_store.names() if name not in known]
    typer.echo(
        _("{count} filer, {faults} fel, {orphans} utan uppgift.").format(
            count=len(known), faults=len(faults), orphans=len(orphans)
        )
    )
    if sweep and orphans and len(faults) == len(known):
        typer.echo(
            _(
                "Inget är borttaget: ingen av filerna hör till den här databasen. "
                "Kontrollera att ENSLINJE_DATA och databasen hör ihop."
            )
        )
        raise typer.Exit(code=1)
    if sweep:
        swept = file_store.sweep(set(known))
        typer.echo(_("{count} borttagna.").format(count=len(swept)))
    raise typer.Exit(code=int(bool(faults)))
