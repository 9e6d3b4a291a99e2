"""Reads of groups of bodies: how they are put together in a year, and who is in them."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from enslinje.core.groups import GroupShape, members_of
from enslinje.core.origins import Origin
from enslinje.core.terms import Basis, GroupMembership
from enslinje.journal import kept_by
from enslinje.journal.keeping import Kept
from enslinje.organisation import access
from enslinje.organisation.models import BodyGroup
from enslinje.organisation.rows import GroupRow


def groups(*, year: int, as_of: datetime | None = None) -> tuple[GroupRow, ...]:
    """Return every group with its members in the year, sorted by code. Exceptions are resolved."""
    shapes = group_shapes(year=year, as_of=as_of)
    return tuple(
        GroupRow(
            code=group.code,
            name=group.name,
            membership=GroupMembership(group.membership),
            members=_sorted_or_none(members_of(group.code, shapes)),
            stated_size=group.stated_size,
            origin=Origin(Basis(group.basis), group.source_ref, note=group.note),
        )
        for group in BodyGroup.objects.order_by("code")
    )


known_groups: Kept[Mapping[str, GroupShape]] = Kept(8)


def group_shapes(*, year: int, as_of: datetime | None = None) -> Mapping[str, GroupShape]:
    """Return how each group is put together in the year, by code. Three queries.

    None when they are asked for as they are now, and are kept.
    """
    return known_groups.at(
        as_of,
        year,
        read=lambda moment: _group_shapes(year, moment),
        version=kept_by.goals_apart(year),
    )


def _group_shapes(year: int, as_of: datetime | None) -> Mapping[str, GroupShape]:
    parts: list[dict[str, set[str]]] = []
    for rows in (access.group_members(as_of=as_of), access.group_exclusions(as_of=as_of)):
        found: dict[str, set[str]] = defaultdict(set)
        for group, body in rows.filter(year=year).values_list("group__code", "body__code"):
            found[group].add(body)
        parts.append(found)
    members, exclusions = parts
    return {
        code: GroupShape(
            is_open=membership == GroupMembership.OPEN,
            members=frozenset(members.get(code, ())),
            base=base or "",
            exclusions=frozenset(exclusions.get(code, ())),
        )
        for code, membership, base in BodyGroup.objects.values_list(
            "code", "membership", "base_group__code"
        )
    }


def _sorted_or_none(members: frozenset[str] | None) -> tuple[str, ...] | None:
    return None if members is None else tuple(sorted(members))
