"""What is current of an object: what forms show first and rest on."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from enslinje.core import versions
from enslinje.journal import conflict
from enslinje.journal.history import register
from enslinje.journal.history.facts import fact_at, facts_with
from enslinje.journal.history.register import Key, Row
from enslinje.journal.versions import Version

NOTHING = Version(None, {}, {})
"""What stands in an empty place."""


def current(kind: str, *key: Any) -> Version:
    """Return what is current of the object of that kind in that place; `NOTHING` if nothing is."""
    found = _kind(kind)
    return conflict.versions(found, [key]).get(key, NOTHING)


def rested_on(kind: str, *key: Any, base: str) -> Version:
    """Return what a form that says `base` rests on: that fact of the place, else what is current.

    What is worked out from it is then the same when the form is sent twice.
    """
    seen = versions.read(base)
    row = fact_at(_kind(kind), key, seen) if isinstance(seen, int) else None
    return current(kind, *key) if row is None else Version(row["pk"], row, {})


def rested_on_each(kind: str, bases: Mapping[Key, str]) -> dict[Key, Row]:
    """Return the facts that a form of many places says it rests on, by place. One query.

    A place is left out when its base is no fact of it: then its writer saw it empty, or lies.
    """
    of = _kind(kind)
    seen = {key: versions.read(text) for key, text in bases.items()}
    rows = facts_with(of, [pk for pk in seen.values() if isinstance(pk, int)])
    return {
        key: rows[pk]
        for key, pk in seen.items()
        if isinstance(pk, int) and pk in rows and of.key_of(rows[pk]) == key
    }


def base(version: Version) -> dict[str, str]:
    """Return how a form says that its writer saw `version`."""
    return {"base": versions.written(version.pk)}


def history(kind: str, *key: Any) -> str:
    """Return where the history of the object in that place is read."""
    return reverse("work:history", kwargs={"address": _kind(kind).address(key)})


def _kind(name: str) -> register.Kind:
    return next(kind for kind in register.kinds() if kind.name == name)
