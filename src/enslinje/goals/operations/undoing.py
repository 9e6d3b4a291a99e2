"""Take back a whole write of targets: what stood before it is recorded anew."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from enslinje.core.actors import Actor
from enslinje.core.errors import Refusals
from enslinje.core.policy import Action
from enslinje.goals import access
from enslinje.goals.errors import AlreadyUndone, NothingToUndo
from enslinje.goals.models import Target
from enslinje.goals.operations.targets import TARGETS_ARE_TAKEN_AT
from enslinje.journal import record
from enslinje.journal.record import Receipt, Why
from enslinje.journal.restate import copied
from enslinje.organisation import gates, rights

Place = tuple[int, int, str]


@dataclass(frozen=True)
class Undone:
    """What became of it.

    Attributes:
        receipt: of the write that took the other back.
        taken_back: how many targets are again what they were.
        left: the codes of the indicators whose target somebody has changed since.
    """

    receipt: Receipt
    taken_back: int
    left: tuple[str, ...]


@dataclass(frozen=True)
class _Reach:
    """What can be taken back: `standing` are to end, `before` to come back; `left` stay."""

    standing: list[Target]
    before: list[Target]
    left: tuple[str, ...]

    @property
    def places(self) -> set[Place]:
        return {_place(one) for one in (*self.standing, *self.before)}


@transaction.atomic
def undo_targets(
    *, actor: Actor, year: int, body: str, change_set: int, key: UUID | None = None
) -> Undone:
    """Let the body's targets be what they were before `change_set`, a write of the actor's own.

    What somebody has changed since is left as it is. Taking back is itself a write, which can be
    taken back in its turn.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        NothingToUndo: the actor wrote none of the body's targets for the year in that change
            set, or all of them have been changed since.
        AlreadyUndone: it has been taken back before.
        OccasionClosed: no occasion that takes targets is open to the body.
        KeyReused: the key came before, with other content.
    """
    actor = rights.require(actor, Action.STATE_TARGET, [body])
    try:
        change = record.begin(
            actor=actor,
            action="undo_targets",
            year=year,
            bodies=[body],
            key=key,
            why=Why(undoes=change_set),
            content=[body, change_set],
        )
    except IntegrityError as taken:
        raise AlreadyUndone(_("Det är redan ångrat."), remedy=_("Läs in sidan på nytt.")) from taken
    if change.is_repeat:
        told = change.answer
        return Undone(record.repeated(change), told["taken_back"], tuple(told["left"]))
    refusals = Refusals()
    gates.refuse_closed(
        [body],
        refusals,
        action=Action.STATE_TARGET,
        year=year,
        kinds=TARGETS_ARE_TAKEN_AT,
        actor=actor,
        instant=change.change_set.recorded_at,
        fact=_("Tiden för att lämna årsmål har gått ut."),
    )
    refusals.settle()
    reach = _reach(year, body, change_set, actor)
    record.supersede(reach.standing, change=change)
    facts = record.record_many([copied(one) for one in reach.before], change=change)
    told = {"taken_back": len(reach.places), "left": list(reach.left)}
    return Undone(record.finish(change, facts, told=told), len(reach.places), reach.left)


def _reach(year: int, body: str, change_set: int, actor: Actor) -> _Reach:
    """Return what of the change set can be taken back. Raise `NothingToUndo` when nothing can."""
    of_body = access.targets_ever().filter(year=year, body__code=body)
    of_actor = of_body.select_related("indicator")
    written = list(of_actor.filter(recorded_in=change_set, recorded_in__actor_code=actor.code))
    ended = list(of_actor.filter(superseded_in=change_set, superseded_in__actor_code=actor.code))
    now = of_actor.filter(superseded_in=None).select_related("indicator", "recorded_in")
    holding, by_place = _by_place(now), _by_place(written)
    places = by_place.keys() | _by_place(ended).keys()
    reached = {
        place for place in places if _is_as_left(holding.get(place), by_place.get(place), actor)
    }
    if not reached:
        raise NothingToUndo(
            _("Det finns inget kvar att ångra: allt har ändrats sedan dess."),
            remedy=_("Tidigare uppgifter finns i historiken, där de kan återställas."),
        )
    named = {_place(one): one.indicator.code for one in (*written, *ended)}
    return _Reach(
        standing=[one for place, one in holding.items() if place in reached],
        before=[one for one in ended if _place(one) in reached],
        left=tuple(sorted({named[place] for place in places - reached})),
    )


def _is_as_left(now: Target | None, left: Target | None, actor: Actor) -> bool:
    """Whether a place holds what the write left there, or what the actor has put back there."""
    if now is None or left is None:
        return now is left
    if now.pk == left.pk:
        return True
    change_set = now.recorded_in
    is_put_back = change_set.undoes_id is not None and change_set.actor_code == actor.code
    return is_put_back and _says(now) == _says(left)


def _says(target: Target) -> dict[str, Any]:
    told = {"id", "recorded_in_id", "superseded_in_id"}
    return {name: value for name, value in vars(target).items() if name not in told | {"_state"}}


def _by_place(targets: Iterable[Target]) -> dict[Place, Target]:
    return {_place(one): one for one in targets}


def _place(target: Target) -> Place:
    return (target.indicator_id, target.for_year, target.sex)
