"""Cells of a block that could not be read: their raw text, until they are saved or given up.

They are kept with the session: nobody else has seen them, and no fact says them.
"""

from collections.abc import Iterable, Mapping

from django.http import HttpRequest

from enslinje.goals.target_entries import Planned
from enslinje.web.target_grid.lines import Typed


def _name(year: int, slug: str) -> str:
    return f"bad-targets:{year}:{slug}"


def kept(request: HttpRequest, year: int, slug: str) -> Mapping[str, Typed]:
    """Return the bad cells of the grid, by the code of their row."""
    found = request.session.get(_name(year, slug), {})
    return {code: Typed(text, reason, (fault,)) for code, (text, reason, fault) in found.items()}


def keep(request: HttpRequest, year: int, slug: str, planned: Iterable[Planned]) -> None:
    """Keep the cells that are refused."""
    bad = {
        one.row.code: (
            one.row.text if one.entry.text is None else one.entry.text,
            one.row.value.reason if one.entry.reason is None else one.entry.reason,
            " ".join(f"{fault.what} {fault.remedy}".strip() for fault in one.refusals),
        )
        for one in planned
        if one.refusals
    }
    request.session[_name(year, slug)] = bad


def forget(request: HttpRequest, year: int, slug: str, codes: Iterable[str] | None = None) -> None:
    """Forget those of the rows with these codes, by default all."""
    found = request.session.get(_name(year, slug))
    if not found:
        return
    gone = set(found if codes is None else codes)
    request.session[_name(year, slug)] = {
        code: cell for code, cell in found.items() if code not in gone
    }
