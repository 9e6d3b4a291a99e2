"""From codes to ids, a whole batch at once, with close matches for those that are unknown."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from enslinje.core.errors import Refusal, Refusals

UNKNOWN_ID = 0
"""Stands in for the id of an unknown code until its refusal is raised. No row has it."""

MANY = 400
"""Codes above which all are read instead of those asked for."""


@dataclass(frozen=True)
class Codes:
    """The ids of the codes of one kind, and how one that is unknown is refused.

    Attributes:
        known: ids by code; it may lack codes that nobody asked for.
        every: gives all rows that have a code, for close matches.
        unknown: the class of the refusal.
        fact: what is wrong, with {code}.
        column: where the code stands in the database.
    """

    known: Mapping[str, int]
    every: Callable[[], QuerySet[Model]]
    unknown: type[Refusal]
    fact: str
    column: str = "code"

    def id_of(self, code: str, *, row: int | None, field: str, refusals: Refusals) -> int:
        """Return the id, or add a refusal and return `UNKNOWN_ID`."""
        found = self.known.get(code)
        if found is not None:
            return found
        refusals.add(
            self.unknown(
                self.fact.format(code=code),
                row=row,
                column=field,
                value=code,
                remedy=remedy(code, self._all),
            )
        )
        return UNKNOWN_ID

    def id_or_none(
        self, code: str, *, row: int | None, field: str, refusals: Refusals
    ) -> int | None:
        """Likewise; an empty code has no id."""
        return self.id_of(code, row=row, field=field, refusals=refusals) if code else None

    @cached_property
    def _all(self) -> list[str]:
        return list(self.every().values_list(self.column, flat=True))


def codes(
    every: QuerySet[Model],
    wanted: Iterable[str],
    *,
    unknown: type[Refusal],
    fact: str,
    column: str = "code",
    id_column: str = "pk",
) -> Codes:
    """Read the ids of the codes `wanted` among the rows of `every`, in one query."""
    known = {}
    if asked := {code for code in wanted if code}:
        rows = every.filter(**{f"{column}__in": asked}) if len(asked) <= MANY else every
        known = dict(rows.values_list(column, id_column))
    return Codes(known, lambda: every, unknown, fact, column)


def remedy(code: str, candidates: Iterable[str]) -> str:
    """Say which of `candidates` somebody who wrote `code` may have meant."""
    close = get_close_matches(code, list(candidates), n=3)
    return _("Menades {close}?").format(close=", ".join(close)) if close else ""
