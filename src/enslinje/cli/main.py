"""The command `enslinje`: lists its commands at once and loads only the one that is run.

To add a command, write a plain function in a module of this folder, with typer's annotations
on its parameters and a docstring whose first line is its help, and name it in COMMANDS:

    "reconcile": Command("reconciliation:reconcile"),

`enslinje --help` reads the docstrings without importing the modules, so it starts in a moment.
Django is set up before the module is imported, so the module imports queries and operations at
its top like any other. A command prints what was asked for on stdout and answers with its exit
code: 0, or 1 when what it looked at is not as it should be. For what was asked wrongly it lets
the DomainError of the query or operation through (a year that does not exist): that becomes one
line on stderr and exit code 2.
"""

import ast
import gc
import importlib
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

import enslinje
from enslinje.cli.django_ready import Unready, start_django
from enslinje.core.errors import DomainError

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Command:
    """Where a command's function is: "module:function" in this folder.

    One with commands of its own names the Typer application (`group`) whose callback it is.
    """

    place: str
    needs_django: bool = True
    group: str = ""

    @property
    def file(self) -> Path:
        return FOLDER / f"{self.place.partition(':')[0]}.py"

    def first_line(self) -> str:
        """Return the first line of its docstring, read without importing anything."""
        _, _, name = self.place.partition(":")
        for node in ast.parse(self.file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.name == name:
                return (ast.get_docstring(node) or "").partition("\n")[0]
        raise LookupError(f"{self.file.name} has no function {name}")

    def load(self, name: str) -> TyperCommand | TyperGroup:
        """Import it as the command `name`."""
        if self.needs_django:
            start_django()
        module, _, function = self.place.partition(":")
        imported = importlib.import_module(f"enslinje.cli.{module}")
        if self.group:
            several = typer.main.get_command(getattr(imported, self.group))
            assert isinstance(several, TyperGroup)  # noqa: S101  (it has a callback)
            several.name = name
            return several
        alone = typer.Typer(add_completion=False, rich_markup_mode=None)
        alone.command(name)(getattr(imported, function))
        command = typer.main.get_command(alone)
        assert isinstance(command, TyperCommand)  # noqa: S101  (one command makes no group)
        return command


COMMANDS = {
    "serve": Command("serve:serve", needs_django=False),
    "demo": Command("demo:demo"),
    "reconcile": Command("reconciliation:reconcile"),
    "source": Command("source:source"),
    "prepare": Command("prepare:prepare"),
    "budget": Command("budget:budget", group="commands"),
    "log": Command("log:log"),
    "invite": Command("invite:invite"),
    "sie": Command("sie:sie"),
    "files": Command("files:files"),
    "doctor": Command("doctor:doctor", needs_django=False),
}


class Commands(TyperGroup):
    """A group that knows its commands' names and help, and imports the one that is run."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        for name, command in COMMANDS.items():
            self.add_command(TyperCommand(name, help=command.first_line()))

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        name, listed, rest = super().resolve_command(ctx, args)
        return name, COMMANDS[name].load(name) if name else listed, rest


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _print_version(asked: bool) -> None:  # noqa: FBT001  (typer calls it)
    if asked:
        typer.echo(f"Enslinje {enslinje.__version__}")
        raise typer.Exit


@app.callback()
def options(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print it.")
    ] = False,
) -> None:
    """A municipality's goals, plans and budget, held in line."""


def main() -> None:
    """Run the command line; say what went wrong in one line."""
    try:
        app()
    except DomainError as fact:
        _stop(str(fact), code=2)
    except Unready as fact:
        _stop(str(fact), code=1)
    except Exception as error:
        if not _is_from_database(error):
            raise
        _stop(f"the database refused: {error}. `enslinje doctor` says what to mend.", code=1)
    finally:
        gc.freeze()  # Nothing is left to look for: a tenth of a second at every end.


def _is_from_database(error: Exception) -> bool:
    database = sys.modules.get("django.db")  # Not imported when no command needed it.
    return database is not None and isinstance(error, database.DatabaseError)


def _stop(message: str, *, code: int) -> None:
    typer.echo(f"enslinje: {' '.join(message.split())}", err=True)
    sys.exit(code)
