"""Whether what is kept is kept by all that it was read from: watched in every test.

An answer that is kept by too little is shown when it is old, and only to who happens to ask after
the very write that is not counted. So each read whose answer is kept is watched, in whatever test
it is done: the tables that its queries name must be counted in the version it is kept by.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache, wraps
from typing import Any

from django.apps import apps
from django.db import connection

from enslinje.filing import contents
from enslinje.goals.models import Goal, Indicator
from enslinje.journal.counters import Counters
from enslinje.journal.keeping import Kept, Key, Version
from enslinje.journal.models import AppendOnly, ChangeSet, Counted
from enslinje.organisation.models import Decision

COMES_WITH = {Goal: Counted.GOALS, Indicator: Counted.GOALS}
"""Rows that are written together with what is counted, and then stay as they are."""

MAY_BE_REFERRED_TO = frozenset({Goal, Indicator, Decision})
"""Whoever is led to one from elsewhere may show of it what stays, or what the ground counts."""

NAMED = re.compile(r'\b(FROM|JOIN)\s+"(\w+)"')


class KeptByTooLittle(AssertionError):
    """An answer is kept by a version that does not count a table it was read from."""


class _Everywhere(dict[int, Sequence[int]]):
    """What every year has counted: the same."""

    def get(self, _year: int, _default: Any = None) -> Any:
        return self[0]


def counted_by(version: Version) -> set[Counted]:
    """Return what moves `version`: that of everything, all but what no picture shows."""
    counters = list(Counted)
    rows = ([int(one is other) for other in counters] for one in counters)
    moved = (version.of(Counters(_Everywhere({0: row}))) for row in rows)
    found = {one for one, is_moved in zip(counters, moved, strict=True) if is_moved}
    return found | (set(Counted) - {Counted.COMMENTS} if Counted.ALL in found else set())


def uncounted(sql: str, counted: Collection[Counted]) -> set[str]:
    """Return the tables that `sql` names and that are not `counted`."""
    named = NAMED.findall(sql)
    return {table for how, table in named if _counter(how, table) not in {None, *counted}}


def _counter(how: str, table: str) -> Counted | None:
    """What counts the rows of a table; None where what is read of them cannot become old."""
    model = _models().get(table)
    if model is None or model is ChangeSet or (how == "JOIN" and model in MAY_BE_REFERRED_TO):
        return None
    if issubclass(model, AppendOnly):
        return model.counted_in
    return COMES_WITH.get(model)


@cache
def _models() -> Mapping[str, Any]:
    return {model._meta.db_table: model for model in apps.get_models()}


def watch() -> None:
    """Watch every read whose answer is kept, from here on."""
    Kept.answer = _watching(Kept.answer)  # type: ignore[method-assign]
    Kept.each = _watching(Kept.each)  # type: ignore[method-assign]
    Kept.each_by = _watching(Kept.each_by)  # type: ignore[method-assign]


def _watching(keep: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(keep)
    def watched(kept: Kept[Any], *asked: Any, read: Callable[..., Any], **by: Any) -> Any:
        def looked_at(*keys: Any) -> Any:
            versions = [by["version"]] if "version" in by else [asked[0][key] for key in keys[0]]
            counted = set().union(*map(counted_by, versions))
            if not counted:
                return read(*keys)  # It is kept for ever, as a control does.
            counted |= _past(kept, *keys)
            with connection.execute_wrapper(_refusing(read, counted)):
                return read(*keys)

        return keep(kept, *asked, read=looked_at, **by)

    return watched


def _past(kept: Kept[Any], keys: Sequence[Key] = ()) -> set[Counted]:
    """Everything, when something past is asked for: only the ground changes what was written."""
    is_past = kept is contents.held and any(change_set for *_of, change_set, _sight in keys)
    return set(Counted) if is_past else set()


def _refusing(read: Callable[..., Any], counted: Collection[Counted]) -> Callable[..., Any]:
    def look(execute: Callable[..., Any], sql: str, *more: Any) -> Any:
        if tables := uncounted(sql, counted):
            raise KeptByTooLittle(f"{read.__qualname__} reads {tables}, is kept by {counted}")
        return execute(sql, *more)

    return look
