"""What reads of goals have alike: where a row comes from, and what relations lead to."""

from datetime import datetime
from typing import Any

from enslinje.core.origins import Origin
from enslinje.core.terms import Basis

ORIGIN = ("basis", "source_ref", "recorded_in__recorded_at", "recorded_in__actor_code", "note")
"""What `origin_of` takes."""


def prefixed(prefix: str, *names: str) -> tuple[str, ...]:
    """Return the names as they are come to through a relation."""
    return tuple(f"{prefix}__{name}" for name in names)


def origin_of(basis: str, *rest: Any) -> Origin:
    """Return where a row comes from, of its columns `ORIGIN`."""
    return Origin(Basis(basis), *rest)


def or_none(enum: Any, value: str | None) -> Any:
    """Return the word of a column that may be empty."""
    return None if value is None else enum(value)


def is_recorded(recorded_at: datetime | None, as_of: datetime | None) -> bool:
    """Return whether what a relation leads to was there at the instant `as_of`."""
    return as_of is None or recorded_at is None or recorded_at <= as_of
