"""Reads of what is imported beside the ledger, in frozen rows of whole öre."""

import zlib
from typing import Any
from uuid import UUID

from django.db.models import Sum

from enslinje.budget import access
from enslinje.budget.models import AppropriationLine
from enslinje.budget.rows import AmountImportRow, AmountRow, CodeMapRow, CodeRuleRow
from enslinje.core.budget_terms import AmountKind, Plane, StatementRow
from enslinje.core.marking import PUBLIC_SIGHT, Sight
from enslinje.core.origins import Origin
from enslinje.core.terms import Basis
from enslinje.journal.together import Asking, Rows


def code_map(*, year: int) -> CodeMapRow | None:
    """Return the rules of the year for code strings, None when it has none. One query."""
    return code_map_asked(year=year).read()


def code_map_asked(*, year: int) -> Asking[CodeMapRow | None]:
    """Ask for the same as `code_map`, with more."""
    name = ("code map", year)
    rows = (
        access.code_maps()
        .filter(year=year)
        .order_by("rules__row", "rules__pk")
        .values_list(
            *("pk", "file_name", "recorded_in__recorded_at", "recorded_in__actor_code"),
            *("rules__row", "rules__account_from", "rules__account_to", "rules__dimension"),
            *("rules__code", "rules__body__code", "rules__line", "rules__account__code"),
            "rules__is_left_out",
        )
    )
    return Asking(lambda told: _code_map(year, told[name]), {name: rows})


def _code_map(year: int, rows: Rows) -> CodeMapRow | None:
    """The rules out of rows of the map and a rule; a map without rules has a row without one."""
    if not rows:
        return None
    rules = tuple(
        CodeRuleRow(row, first, last, dimension, code, body or "", line, account or "", left_out)
        for *_head, row, first, last, dimension, code, body, line, account, left_out in rows
        if row is not None
    )
    pk, file_name, recorded_at, by = rows[0][:4]
    return CodeMapRow(pk, year, file_name, recorded_at, by, rules)


def lines_of_bodies(*, year: int) -> dict[str, frozenset[str]]:
    """Return the appropriation lines of the year by body. One query."""
    return lines_of_bodies_asked(year=year).read()


def lines_of_bodies_asked(*, year: int) -> Asking[dict[str, frozenset[str]]]:
    """Ask for the same as `lines_of_bodies`, with more."""
    name = ("lines of bodies", year)
    rows = AppropriationLine.objects.filter(year=year).values_list("body__code", "code")
    return Asking(lambda told: _by_body(told[name]), {name: rows})


def _by_body(rows: Rows) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for body, code in rows:
        found.setdefault(body, set()).add(code)
    return {body: frozenset(codes) for body, codes in found.items()}


def amount_imports(*, year: int, sight: Sight = PUBLIC_SIGHT) -> tuple[AmountImportRow, ...]:
    """Return the current imports of the year, by kind, month and books. One query."""
    rows = (
        access.amount_imports(sight=sight)
        .filter(year=year)
        .order_by("kind", "period", "books")
        .values_list(
            *("pk", "period", "kind", "books", "file_name", "file_sha256", "code_map_id"),
            *("row_count", "file_ore", "left_out_ore", "basis", "source_ref"),
            *("recorded_in__recorded_at", "recorded_in__actor_code", "note"),
        )
    )
    return tuple(_import(row) for row in rows)


def _import(row: tuple[Any, ...]) -> AmountImportRow:
    pk, period, kind, *told = row[:10]
    basis, *origin = row[10:]
    last = Origin(Basis(basis), *origin)
    return AmountImportRow(*(pk, period, AmountKind(kind), *told, last))


def amounts(*, year: int, body: str = "", sight: Sight = PUBLIC_SIGHT) -> tuple[AmountRow, ...]:
    """Return what is imported of the year, summed by body, account and month. One query."""
    rows = access.imported_amounts(sight=sight).filter(amount_import__year=year)
    if body:
        rows = rows.filter(body__code=body)
    columns = (
        *("amount_import__kind", "amount_import__period", "amount_import__books"),
        *("body__code", "account__code", "account__row", "account__plane"),
    )
    summed = rows.values_list(*columns).annotate(amount=Sum("amount_ore")).order_by(*columns)
    return tuple(
        AmountRow(
            *(AmountKind(kind), period, books, of_body, account),
            *(StatementRow(row) if row else None, Plane(plane), amount),
        )
        for kind, period, books, of_body, account, row, plane, amount in summed
    )


def held_file(key: UUID, *, held_for: str) -> tuple[str, bytes] | None:
    """Return the name and the bytes of a file that somebody has handed over. One query."""
    found = access.held_files(held_for=held_for).filter(key=key).first()
    return None if found is None else (found.name, zlib.decompress(bytes(found.content)))
