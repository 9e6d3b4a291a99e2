"""Facts of a kind by their ids, current or earlier, as histories read them."""

from collections.abc import Collection, Mapping

from enslinje.journal.history import loading
from enslinje.journal.history.register import Key, Kind, Row


def fact_at(kind: Kind, key: Key, pk: int) -> Row | None:
    """Return the fact with that id, when it is of that place; None for another's. One query."""
    if kind.model is None:
        return None
    columns = ("pk", *loading.columns(kind))
    found = kind.model.objects.filter(pk=pk, **dict(kind.only)).values(*columns).first()
    return found if found is not None and kind.key_of(found) == key else None


def facts_with(kind: Kind, ids: Collection[int]) -> Mapping[int, Row]:
    """Return the facts of the kind with those ids, by id. One query."""
    if kind.model is None:
        return {}
    columns = ("pk", *loading.columns(kind))
    found = kind.model.objects.filter(pk__in=ids, **dict(kind.only)).values(*columns)
    return {row["pk"]: row for row in found}
