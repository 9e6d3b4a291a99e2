"""Mark a fact as public, working material or secret: a new fact that says the same."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from enslinje.core.actors import Actor
from enslinje.core.marking import Marking
from enslinje.core.policy import Action
from enslinje.core.versions import UNSEEN, Seen
from enslinje.journal import record
from enslinje.journal.conflict import clashes
from enslinje.journal.errors import AlreadySuperseded
from enslinje.journal.history import loading, register
from enslinje.journal.history.loading import Found
from enslinje.journal.models import MARKED_ANEW, Fact
from enslinje.journal.record import Receipt, Why
from enslinje.journal.restate import copied
from enslinje.organisation import rights
from enslinje.organisation.errors import CannotBeMarked
from enslinje.organisation.sight import sight_of


@transaction.atomic
def mark_fact(
    *,
    actor: Actor,
    address: str,
    marking: Marking,
    reason: str,
    ground: str = "",
    seen: Seen = UNSEEN,
    key: UUID | None = None,
) -> Receipt:
    """Mark what the object at `address` says now. Facts that come in its place are marked alike.

    Args:
        actor: who does it.
        address: the object's, as its history has it.
        marking: what it is to be.
        reason: why, in own words.
        ground: the provision that secrecy follows from, such as "OSL 18 kap. 8 §".
        seen: the id of the fact that the writer saw.
        key: the submission's idempotency key.

    Raises:
        HistoryNotFound: there is no such object for the actor to see.
        NotAllowed: the policy gives no right to mark it.
        CannotBeMarked: nothing holds there now, it is marked so already, it says not why, or
            secrecy has no provision or something else has one.
        AlreadySuperseded: what is current is not what was seen.
    """
    kind, place = register.find(address)
    there = loading.load(kind, [place]).get(place)
    found = sight_of(actor).of(there) if there else None
    if found is None:
        raise register.not_found(address)
    bodies = sorted(found.bodies)
    places = rights.places_of(bodies) if kind.is_owned else bodies
    actor = rights.require(actor, Action.CHANGE_MARKING, places)
    change = record.begin(
        actor=actor,
        action=MARKED_ANEW,
        year=place[0] if isinstance(place[0], int) else None,
        bodies=[body for body in bodies if body],
        key=key,
        content=[address, marking, ground, seen],
        why=Why(reason.strip()),
    )
    if change.is_repeat:
        return record.repeated(change)
    fact = _current(found)
    _check(fact, marking, ground.strip(), reason)
    if clashes(fact.pk, seen, change_set=change.change_set):
        raise AlreadySuperseded(
            _("Någon annan har ändrat uppgiften under tiden."),
            column="base",
            remedy=_("Läs det som nu gäller och märk det på nytt."),
        )
    record.supersede([fact], change=change)
    marked = copied(fact, marking=marking.value, secrecy_ground=ground.strip())
    facts = record.record_many([marked], change=change)
    return record.finish(change, facts, is_ground=True)  # It is at once seen by fewer, or more.


def _current(found: Found) -> Fact:
    row = found.own[-1] if found.own else None
    if row is None or row["superseded_in_id"] is not None or found.kind.model is None:
        raise CannotBeMarked(
            _("Det finns ingen uppgift att märka."),
            column="marking",
            remedy=_("Märk uppgifterna som den består av, var för sig."),
        )
    return found.kind.model.objects.get(pk=row["pk"])


def _check(fact: Fact, marking: Marking, ground: str, reason: str) -> None:
    if not reason.strip():
        raise CannotBeMarked(
            _("En ändrad märkning har ett skäl."), column="reason", remedy=_("Ange skälet.")
        )
    if (marking is Marking.SECRET) != bool(ground):
        raise CannotBeMarked(
            _("Sekretess anges med bestämmelsen som den följer av, och bara då."),
            column="ground",
            value=ground,
            remedy=_("Skriv kapitel och paragraf, till exempel OSL 18 kap. 8 §."),
        )
    if (fact.marking, fact.secrecy_ground) == (marking.value, ground):
        raise CannotBeMarked(
            _("Uppgiften är redan märkt så."),
            column="marking",
            value=marking.value,
            remedy=_("Välj en annan märkning."),
        )
