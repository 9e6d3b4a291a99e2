"""Form groups of bodies, also a group that is another one with exceptions."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from enslinje.core.actors import Actor
from enslinje.core.errors import DuplicateValue, Refusals
from enslinje.core.groups import GroupShape, members_of
from enslinje.core.marking import EVERYTHING
from enslinje.core.policy import Action
from enslinje.core.terms import GroupMembership
from enslinje.journal import record
from enslinje.journal.conflict import SetSave, refusals_of_sets
from enslinje.journal.history import register
from enslinje.journal.history.entries import ITEM_SEPARATOR
from enslinje.journal.models import FactQuerySet
from enslinje.journal.record import UNSAID, Change, Receipt, Why
from enslinje.organisation import access, group_queries, queries, rights
from enslinje.organisation.drafts import GroupDraft
from enslinje.organisation.errors import GroupAlreadyFormed, GroupMisformed, UnknownGroup
from enslinje.organisation.models import BodyGroup, GroupExclusion, GroupMember

Membership = GroupMember | GroupExclusion


@transaction.atomic
def form_groups(
    *,
    actor: Actor,
    year: int,
    groups: Sequence[GroupDraft],
    key: UUID | None = None,
    why: Why = UNSAID,
) -> Receipt:
    """Form groups and say who is in them in the year; what was said before for the year ends.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownBody: a member or an exclusion is not registered.
        UnknownGroup: a base is neither formed nor in the batch.
        GroupMisformed: a group has members and a base, is open and has members, is its own base,
            or excludes a body that its base does not have.
        GroupAlreadyFormed: the code is taken by a group that is put together in another way.
        DuplicateValue: the batch forms a group twice.
        EditedMeanwhile: a group was formed anew since it was seen, by its last change set.
    """
    actor = rights.require(actor, Action.EDIT_MASTER_DATA)
    change = record.begin(
        actor=actor, action="form_groups", year=year, key=key, why=why, content=groups
    )
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    _check_drafts(groups, group_queries.group_shapes(year=year), refusals)
    refusals.settle()
    _create_groups(groups, refusals)
    refusals.settle()
    ids = dict(BodyGroup.objects.values_list("code", "pk"))
    bodies = queries.body_codes({body for d in groups for body in (*d.members, *d.exclusions)})
    pairs: dict[str, list[tuple[int, int]]] = {"members": [], "exclusions": []}
    for row, draft in enumerate(groups):
        for part, found in pairs.items():
            for code in dict.fromkeys(getattr(draft, part)):
                body_id = bodies.id_of(code, row=row, field=part, refusals=refusals)
                found.append((ids[draft.code], body_id))
    _check_seen(groups, year, change, refusals)
    refusals.settle()
    formed = [ids[draft.code] for draft in groups]
    members = access.group_members(sight=EVERYTHING).filter(year=year, group_id__in=formed)
    exclusions = access.group_exclusions(sight=EVERYTHING).filter(year=year, group_id__in=formed)
    recorded: list[Membership] = []
    recorded += _settle(GroupMember, pairs["members"], members, year=year, change=change)
    recorded += _settle(GroupExclusion, pairs["exclusions"], exclusions, year=year, change=change)
    return record.finish(change, recorded)


def _check_seen(
    drafts: Sequence[GroupDraft], year: int, change: Change, refusals: Refusals
) -> None:
    """Refuse what rests on another version of a group than the one that is current."""
    kind, _key = register.find(f"krets/{year}/~")
    saves = [
        SetSave(
            row=row,
            name=draft.code,
            seen=draft.seen,
            key=(year, draft.code),
            words={
                "members": ITEM_SEPARATOR.join(sorted(draft.members)),
                "exclusions": ITEM_SEPARATOR.join(sorted(draft.exclusions)),
            },
        )
        for row, draft in enumerate(drafts)
    ]
    for edited in refusals_of_sets(kind, saves, change_set=change.change_set):
        refusals.add(edited)


def _settle(
    model: type[GroupMember] | type[GroupExclusion],
    wanted: Sequence[tuple[int, int]],
    current: FactQuerySet[GroupMember] | FactQuerySet[GroupExclusion],
    *,
    year: int,
    change: Change,
) -> list[Membership]:
    """End the rows that are not wanted any more and record those that are new."""
    there = {(row.group_id, row.body_id): row for row in current}
    kept = set(wanted)
    record.supersede([row for pair, row in there.items() if pair not in kept], change=change)
    new = [
        model(group_id=group, body_id=body, year=year)
        for group, body in wanted
        if (group, body) not in there
    ]
    return record.record_many(new, change=change)


def _create_groups(drafts: Sequence[GroupDraft], refusals: Refusals) -> None:
    """Insert the groups that are new, bases first; refuse those that are something else."""
    there = {group.code: group for group in BodyGroup.objects.select_related("base_group")}
    waiting = []
    for row, draft in enumerate(drafts):
        group = there.get(draft.code)
        if group is None:
            waiting.append(draft)
        elif _definition(group) != _drafted(draft):
            refusals.add(
                GroupAlreadyFormed(
                    _("{code} finns redan som en annan krets.").format(code=draft.code),
                    row=row,
                    column="code",
                    value=draft.code,
                    remedy=_("Ge den nya kretsen en egen kod."),
                )
            )
    while waiting:  # No group is its own base: every round creates some.
        ready = [draft for draft in waiting if not draft.base_group or draft.base_group in there]
        created = BodyGroup.objects.bulk_create(_group(d, there.get(d.base_group)) for d in ready)
        there |= {group.code: group for group in created}
        waiting = [draft for draft in waiting if draft.code not in there]


def _group(draft: GroupDraft, base: BodyGroup | None) -> BodyGroup:
    return BodyGroup(
        code=draft.code,
        name=draft.name,
        membership=draft.membership.value,
        stated_size=draft.stated_size,
        base_group=base,
        basis=draft.basis.value,
        source_ref=draft.source_ref,
        note=draft.note,
    )


def _definition(group: BodyGroup) -> tuple[str, str, str]:
    return (group.name, group.membership, group.base_group.code if group.base_group else "")


def _drafted(draft: GroupDraft) -> tuple[str, str, str]:
    return (draft.name, draft.membership.value, draft.base_group)


def _check_drafts(
    drafts: Sequence[GroupDraft], formed: Mapping[str, GroupShape], refusals: Refusals
) -> None:
    shapes = {**formed, **{draft.code: _shape(draft) for draft in drafts}}
    seen: set[str] = set()
    for row, draft in enumerate(drafts):
        if draft.code in seen:
            refusals.add(_twice(draft.code, row))
        seen.add(draft.code)
        if draft.base_group and draft.base_group not in shapes:
            refusals.add(_no_base(draft.base_group, row))
        elif fault := _fault(draft, shapes):
            refusals.add(
                GroupMisformed(
                    fault,
                    row=row,
                    column="members",
                    value=draft.code,
                    remedy=_("Ange medlemmar, eller en krets att utgå från och dem som undantas."),
                )
            )


def _fault(draft: GroupDraft, shapes: Mapping[str, GroupShape]) -> str:
    """What is wrong with how the group is put together, or nothing."""
    is_open = draft.membership is GroupMembership.OPEN
    if is_open and (draft.members or draft.base_group or draft.exclusions):
        return _("En öppen krets har inga kända medlemmar.")
    if draft.base_group and draft.members:
        return _("En krets som utgår från en annan har inga egna medlemmar.")
    if draft.exclusions and not draft.base_group:
        return _("Undantag görs från en annan krets.")
    if _goes_round(draft.code, shapes):
        return _("Kretsen utgår från sig själv.")
    base = members_of(draft.base_group, shapes) if draft.base_group else None
    if outside := sorted(set(draft.exclusions) - (base or frozenset(draft.exclusions))):
        return _("{bodies} hör inte till {group} och kan inte undantas.").format(
            bodies=", ".join(outside), group=draft.base_group
        )
    return ""


def _goes_round(code: str, shapes: Mapping[str, GroupShape]) -> bool:
    followed: set[str] = set()
    while code in shapes and shapes[code].base:
        if code in followed:
            return True
        followed.add(code)
        code = shapes[code].base
    return False


def _shape(draft: GroupDraft) -> GroupShape:
    return GroupShape(
        is_open=draft.membership is GroupMembership.OPEN,
        members=frozenset(draft.members),
        base=draft.base_group,
        exclusions=frozenset(draft.exclusions),
    )


def _twice(code: str, row: int) -> DuplicateValue:
    return DuplicateValue(
        _("{name} anges två gånger i samma inlämning.").format(name=code),
        row=row,
        column="code",
        value=code,
        remedy=_("Ta bort den ena raden."),
    )


def _no_base(code: str, row: int) -> UnknownGroup:
    return UnknownGroup(
        _("Det finns ingen krets av organ med koden {code}.").format(code=code),
        row=row,
        column="base_group",
        value=code,
        remedy=_("Bilda den kretsen först, eller i samma inlämning."),
    )
