"""What people hold just now, and the question every operation asks before it writes."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from enslinje.core import policy
from enslinje.core.actors import SYSTEM_CODE, Actor, Source
from enslinje.core.errors import Refusals
from enslinje.core.marking import EVERYTHING
from enslinje.core.policy import TWO_PERSON_ROLES, Action, Holding, NotAllowed, Role
from enslinje.journal import kept_by
from enslinje.journal.keeping import Kept
from enslinje.organisation import access
from enslinje.organisation.directory import directory
from enslinje.organisation.policy_words import ACTIONS

holdings: Kept[tuple[Holding, ...]] = Kept(2_000)
WHOLE_GROUP = ("",)
"""The place of what belongs to no single body."""


def holdings_of(person: str, instant: datetime) -> tuple[Holding, ...]:
    """Return the roles that the person with code `person` holds at `instant`.

    Those of whoever the person is deputy for are among them; but a role that needs two persons
    only when its holder named the deputy, for else one administrator could hand it out alone.

    One query, or none when no role has been written since it was asked.
    """
    day = timezone.localdate(instant)
    return holdings.answer(
        person, day, read=lambda: _holdings(person, day), version=kept_by.OF_EVERY_YEAR
    )


def _holdings(person: str, day: date) -> tuple[Holding, ...]:
    handed_over = access.deputies(sight=EVERYTHING).filter(
        during(day), deputy__username=person, person=OuterRef("person")
    )
    holder = OuterRef("person__username")
    rows = (
        access.memberships(sight=EVERYTHING)
        .filter(during(day), person__is_active=True, is_pending=False)
        .annotate(by_holder=Exists(handed_over.filter(named_by_code__in=[holder, SYSTEM_CODE])))
        .filter(Q(person__username=person) | Exists(handed_over))
        .order_by("pk")
        .values_list("role", "body__code", "person__username", "by_holder")
    )
    return tuple(
        Holding(Role(role), body or "", "" if held_by == person else held_by)
        for role, body, held_by, by_holder in rows
        if held_by == person or role not in TWO_PERSON_ROLES or by_holder
    )


def who_may(
    actions: Collection[Action], body: str, *, instant: datetime | None = None
) -> Mapping[Action, frozenset[str]]:
    """Return the codes of those whom the policy lets do each action to `body`, by default now.

    Deputies are among them as in `holdings_of`; those whose accounts are closed are not. Three
    queries.
    """
    day = timezone.localdate(instant)
    roles = {role.value for action in actions for role in policy.TABLE[action].roles}
    rows = access.memberships(sight=EVERYTHING).filter(
        during(day), person__is_active=True, is_pending=False, role__in=roles
    )
    held: dict[str, list[Holding]] = defaultdict(list)
    for person, role, place in rows.values_list("person__username", "role", "body__code"):
        held[person].append(Holding(Role(role), place or ""))
    own = {person: tuple(holdings) for person, holdings in held.items()}
    deputies = access.deputies(sight=EVERYTHING).filter(during(day), deputy__is_active=True)
    for holder, deputy, named_by in deputies.values_list(
        "person__username", "deputy__username", "named_by_code"
    ):
        is_all = named_by in {holder, SYSTEM_CODE}
        held[deputy] += [
            Holding(one.role, one.body, holder)
            for one in own.get(holder, ())
            if is_all or one.role not in TWO_PERSON_ROLES
        ]
    parents = parents_of_bodies()
    return {
        action: frozenset(
            code
            for code, holdings in held.items()
            if policy.allows(holdings, action, body=body, parents=parents)
        )
        for action in actions
    }


def actor_for(person: str, *, source: Source, instant: datetime | None = None) -> Actor:
    """Return `person` as an actor with the roles held at `instant`, by default now."""
    held = holdings_of(person, instant or timezone.now())
    return Actor(code=person, source=source, holdings=held)


def require(
    actor: Actor, action: Action, bodies: Sequence[str] = WHOLE_GROUP, *, column: str = "body"
) -> Actor:
    """Return `actor`, on behalf of whoever the right is held for and in the role that gives it.

    A load is always let through. When rows need different roles, the actor has none.

    A code that no body has is let through too: the operation refuses it as unknown.

    Args:
        actor: who wants to.
        action: what.
        bodies: codes of the bodies it is about, one for each row of the batch.
        column: the field that names them.

    Raises:
        NotAllowed: the policy gives no right towards one of them. It names every such row.
    """
    if actor.is_system:
        return actor
    bodies_now = directory()
    parents, known = bodies_now.parents, {"", *bodies_now.slugs}
    refusals = Refusals()
    represented = set()
    roles: set[Role] = set(Role)
    for row, body in enumerate(bodies):
        if body not in known:
            continue
        granting = policy.granting(actor.holdings, action, body=body, parents=parents)
        if not granting:
            refusals.add(not_allowed(action, body, row=row if body else None, column=column))
        roles &= {one.role for one in granting}
        represented.add("" if any(not one.deputy_for for one in granting) else _first(granting))
    refusals.settle()
    behalf = represented - {""}
    for_whom = behalf.pop() if len(behalf) == 1 and not actor.on_behalf_of else actor.on_behalf_of
    role = next((one for one in Role if represented and one in roles), actor.role)
    return replace(actor, on_behalf_of=for_whom, role=role)


def may(actor: Actor, action: Action, body: str = "") -> bool:
    """Whether the policy lets `actor` do `action` to `body`, whatever the occasion."""
    return actor.is_system or policy.allows(
        actor.holdings, action, body=body, parents=parents_of_bodies()
    )


def may_towards(
    actor: Actor, actions: Collection[Action], bodies: Collection[str]
) -> Mapping[Action, frozenset[str]]:
    """Return towards which of `bodies` the policy lets `actor` do each of `actions`. One query."""
    parents = parents_of_bodies()
    return {
        action: frozenset(
            body
            for body in bodies
            if policy.allows(actor.holdings, action, body=body, parents=parents)
        )
        for action in actions
    }


def not_allowed(
    action: Action, body: str = "", *, row: int | None = None, column: str = "body"
) -> NotAllowed:
    """Return the refusal of `action`, in words."""
    return NotAllowed(
        _("Du har inte behörighet att {action}.").format(action=_(ACTIONS[action])),
        row=row,
        column=column,
        value=body,
        remedy=_("Be den som ger roller, om det ingår i din uppgift."),
    )


def places_of(owners: Sequence[str]) -> list[str]:
    """Return the place in the policy of what each of `owners` owns: "" for the whole group."""
    for_all = bodies_that_speak_for_all()
    return ["" if owner in for_all else owner for owner in owners]


def bodies_that_speak_for_all() -> frozenset[str]:
    """Return the codes of the bodies whose goals are the whole group's. One query."""
    return directory().speak_for_all


def all_bodies() -> tuple[str, ...]:
    """Return the code of every body there is or has been. One query."""
    return tuple(directory().slugs)


def parents_of_bodies() -> Mapping[str, str]:
    """Return the code of each body's parent today, "" where it has none. One query."""
    return directory().parents


def during(day: date) -> Q:
    """What holds on `day`: its first day is in it, the day it ends on is not."""
    return Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gt=day))


def _first(granting: Sequence[Holding]) -> str:
    return granting[0].deputy_for if granting else ""
