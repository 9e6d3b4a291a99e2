"""How commands print tables and amounts for people."""

from rich.console import Console

from enslinje.core.money import in_mnkr
from enslinje.core.numbers import shown

WIDTH_WHEN_PIPED = 200


def console() -> Console:
    """Return what tables are printed on: as wide as the window, or wide enough for a file."""
    found = Console(highlight=False, markup=False, emoji=False)
    if not found.is_terminal:
        found.width = WIDTH_WHEN_PIPED
    return found


def shown_mnkr(ore: int | None) -> str:
    """Write öre in mnkr with one decimal; nothing for None."""
    return "" if ore is None else shown(in_mnkr(ore), 1)
