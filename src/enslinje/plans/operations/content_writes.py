"""What writes to the contents of a plan share: the right, the gate, and taking away."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, TypeVar
from uuid import UUID

from django.utils.translation import gettext as _

from enslinje.core.actors import Actor
from enslinje.core.errors import Refusal, Refusals
from enslinje.core.policy import Action
from enslinje.core.versions import Seen
from enslinje.journal import record
from enslinje.journal.conflict import Clash, clashes
from enslinje.journal.conflict import refusals as conflicts
from enslinje.journal.errors import EditedMeanwhile
from enslinje.journal.models import Fact, FactQuerySet
from enslinje.journal.record import Change, Receipt, Why
from enslinje.organisation import gates, rights
from enslinje.plans.operations.sections import TEXTS_ARE_TAKEN_AT


def begin(
    action: str,
    bodies: Sequence[str],
    *,
    actor: Actor,
    year: int,
    key: UUID | None,
    why: Why,
    content: object,
) -> Change:
    """Ask for the right to write in the bodies' plans, and begin."""
    return record.begin(
        actor=rights.require(actor, Action.WRITE_SECTION, bodies),
        action=action,
        year=year,
        bodies=set(bodies),
        key=key,
        why=why,
        content=content,
    )


def refuse_late(
    bodies: Sequence[str], change: Change, *, actor: Actor, year: int, refusals: Refusals
) -> None:
    gates.refuse_closed(
        bodies,
        refusals,
        action=Action.WRITE_SECTION,
        year=year,
        kinds=TEXTS_ARE_TAKEN_AT,
        actor=actor,
        instant=change.change_set.recorded_at,
        fact=_("Tiden för att skriva i planen har gått ut."),
    )


class Ended(Protocol):
    """What is taken away: whose it is, its code, and what its writer saw."""

    @property
    def body(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def seen(self) -> Seen: ...


_Ended = TypeVar("_Ended", bound=Ended)


def end_coded(
    action: str,
    drafts: Sequence[_Ended],
    facts: FactQuerySet[Any],
    *,
    gone: Callable[[_Ended, int], Refusal],
    refusal: type[EditedMeanwhile],
    actor: Actor,
    year: int,
    key: UUID | None,
    why: Why,
) -> Receipt:
    """Take away what bodies call by codes of their own: those of `facts` that the drafts name.

    `gone` makes the refusal of a draft, in its row, whose fact is not there.
    """
    bodies = [draft.body for draft in drafts]
    change = begin(action, actor=actor, year=year, bodies=bodies, key=key, why=why, content=drafts)
    if change.is_repeat:
        return record.repeated(change)
    current = facts.filter(year=year, body__code__in=bodies).select_related("body")
    there: Mapping[tuple[str, str], Fact] = {(one.body.code, one.code): one for one in current}
    refusals = Refusals()
    for row, draft in enumerate(drafts):
        if (draft.body, draft.code) not in there:
            refusals.add(gone(draft, row))
    refuse_late(bodies, change, actor=actor, year=year, refusals=refusals)
    refusals.settle()
    ended = [(draft.code, there[draft.body, draft.code], draft.seen) for draft in drafts]
    end_facts(ended, change, refusal)
    return record.finish(change)


def end_facts(
    ended: Sequence[tuple[str, Fact, Seen]], change: Change, refusal: type[EditedMeanwhile]
) -> None:
    """Supersede the facts, each with its name, unless one is another than its writer saw."""
    refusals = Refusals()
    clashing = [
        Clash(row=row, name=name, seen=seen, refusal=refusal, mine=fact, theirs=fact)
        for row, (name, fact, seen) in enumerate(ended)
        if clashes(fact.pk, seen, change_set=change.change_set)
    ]
    for edited in conflicts(clashing):
        refusals.add(edited)
    refusals.settle()
    record.supersede([fact for _name, fact, _seen in ended], change=change)
