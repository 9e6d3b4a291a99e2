"""Whole facts, read together with more: for who copies them, or asks them for all that they say."""

from collections.abc import Hashable
from typing import Any, TypeAlias, TypeVar

from enslinje.journal.models import Fact, FactQuerySet
from enslinje.journal.statements import at_hand
from enslinje.journal.together import Asking, Rows

AnyFact = TypeVar("AnyFact", bound=Fact)
With: TypeAlias = tuple[AnyFact, *tuple[Any, ...]]
"""A fact, and what paths from it lead to."""


def facts_asked(
    name: Hashable, facts: FactQuerySet[AnyFact], *paths: str
) -> Asking[list[With[AnyFact]]]:
    """Ask for facts in the order they were recorded, each with what the paths from it lead to.

    Args:
        name: who asks by the same name asks for the same facts.
        facts: those that are asked for.
        paths: such as "body__code".
    """
    model = facts.model
    fields = model._meta.concrete_fields  # noqa: SLF001 - documented in spite of its name
    columns = [one.attname for one in fields]

    def made(rows: Rows) -> list[With[AnyFact]]:
        alias, many = at_hand().alias, len(columns)
        return [(model.from_db(alias, columns, row[:many]), *row[many:]) for row in rows]

    asked = facts.order_by("pk").values_list(*columns, *paths)
    return Asking(lambda told: made(told[name]), {name: asked})
