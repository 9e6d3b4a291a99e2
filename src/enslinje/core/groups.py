"""Who is in a group of bodies, also when it is another group with exceptions."""

from collections.abc import Mapping
from dataclasses import dataclass

from enslinje.core.errors import DomainError


@dataclass(frozen=True)
class GroupShape:
    """How a group is put together: its members, or another group without its exclusions."""

    is_open: bool
    members: frozenset[str] = frozenset()
    base: str = ""
    exclusions: frozenset[str] = frozenset()


def members_of(group: str, shapes: Mapping[str, GroupShape]) -> frozenset[str] | None:
    """Return the codes of the bodies in `group`, or None when they are not known.

    An open group is never expanded, nor is one whose base is open.

    Raises:
        DomainError: a group is missing, or is its own base.
    """
    followed: list[str] = []
    excluded: set[str] = set()
    while True:
        if group in followed:
            raise DomainError(f"The group {group} is its own base")
        if group not in shapes:
            raise DomainError(f"There is no group {group}")
        followed.append(group)
        shape = shapes[group]
        if shape.is_open:
            return None
        if not shape.base:
            return shape.members - excluded
        excluded |= shape.exclusions
        group = shape.base
