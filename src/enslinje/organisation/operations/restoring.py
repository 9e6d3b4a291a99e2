"""Record an earlier fact anew, whatever it is about: by the operation that owns such facts."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from enslinje.core.actors import Actor
from enslinje.core.marking import Marking
from enslinje.core.policy import Action
from enslinje.core.versions import UNSEEN, Seen
from enslinje.journal.history import loading, register
from enslinje.journal.history.loading import Found, State
from enslinje.journal.history.register import Kind, Restoring
from enslinje.journal.record import Receipt, Why
from enslinje.organisation import gates, rights
from enslinje.organisation.errors import CannotBeRestored, OccasionClosed, RestoredWithoutReason
from enslinje.organisation.sight import sight_of


@transaction.atomic
def restore_fact(
    *,
    actor: Actor,
    address: str,
    fact: int,
    reason: str,
    seen: Seen = UNSEEN,
    key: UUID | None = None,
) -> Receipt:
    """Let the object at `address` be as its earlier fact with the id `fact` says.

    The right to restore is asked for, and the occasion that such facts are taken at; then the
    owning operation asks again all that it asks of a new fact. The change set names the fact.

    Raises:
        HistoryNotFound: there is no such object for the actor to see, or it never had that fact.
        NotAllowed: the policy gives no right to restore it, or to record it.
        OccasionClosed: no occasion that takes it is open to the body.
        RestoredWithoutReason: it says not why.
        CannotBeRestored: it is current, or its kind is recorded in another way only.
        EditedMeanwhile: what is current is not what was seen.
        Refusal: whatever the owning operation refuses, when it would not be valid any more.
    """
    kind, place = register.find(address)
    there = loading.load(kind, [place]).get(place)
    found = sight_of(actor).of(there) if there else None
    if found is None:
        raise register.not_found(address)
    asked = _asked_for(found, fact, address)
    actor = _require(actor, kind, found, asked)
    _check(kind, asked, reason, is_there=found.own[-1]["superseded_in_id"] is None)
    assert kind.restore is not None and asked.own is not None  # noqa: S101, PT018 - checked
    return kind.restore(
        Restoring(
            actor=actor,
            row=asked.own,
            items=asked.items,
            seen=seen,
            why=Why(reason.strip(), restores=f"{kind.name}/{fact}"),
            key=key,
        )
    )


def _asked_for(found: Found, fact: int, address: str) -> State:
    """How the object stood last while the fact held."""
    held = [after for _at, _before, after in loading.states(found) if _is_of(after, fact)]
    if not held:
        raise register.not_found(address)
    return held[-1]


def _is_of(state: State, fact: int) -> bool:
    return state.own is not None and state.own["pk"] == fact


def _require(actor: Actor, kind: Kind, found: Found, asked: State) -> Actor:
    bodies = sorted(found.bodies)
    places = rights.places_of(bodies) if kind.is_owned else bodies
    actor = rights.require(actor, Action.RESTORE_FACT, places)
    if kind.occasions is not None and asked.own is not None:
        year, kinds = kind.occasions(asked.own)
        gate = gates.gate(
            action=Action.RESTORE_FACT,
            year=year,
            kinds=kinds,
            actor=actor,
            instant=timezone.now(),
        )
        for body in bodies:
            if not gate.is_open_to(body):
                raise OccasionClosed(
                    _("Tiden för att ändra uppgiften har gått ut."),
                    column="body",
                    value=body,
                    remedy=_("Vänta till nästa tillfälle eller be om anstånd."),
                )
    return actor


def _check(kind: Kind, asked: State, reason: str, *, is_there: bool) -> None:
    if not reason.strip():
        raise RestoredWithoutReason(
            _("En återställning har ett skäl."),
            column="reason",
            remedy=_("Skriv varför den tidigare uppgiften ska gälla igen."),
        )
    if kind.restore is None:
        raise CannotBeRestored(
            _("{kind} återställs inte ur historiken.").format(kind=_(kind.label)),
            column="fact",
            remedy=_("Anteckna uppgiften på nytt på dess egen sida."),
        )
    if asked.own is not None and asked.own["marking"] != Marking.PUBLIC and not is_there:
        raise CannotBeRestored(
            _("Uppgiften är märkt och gäller inte längre."),
            column="fact",
            value=asked.own["pk"],
            remedy=_("Ange den på nytt, och märk den sedan."),
        )
    if asked.own is not None and asked.own["superseded_in_id"] is None:
        raise CannotBeRestored(
            _("Uppgiften gäller redan."),
            column="fact",
            value=asked.own["pk"],
            remedy=_("Välj en tidigare uppgift."),
        )
