"""What an actor may see of histories: asked of the policy, for the body it belongs to."""

from collections.abc import Mapping

from django.utils import timezone

from enslinje.core import marking, policy
from enslinje.core.actors import Actor
from enslinje.core.policy import Action
from enslinje.journal import kept_by
from enslinje.journal.history.register import Kind
from enslinje.journal.history.sight import Sight, limited
from enslinje.journal.keeping import Kept
from enslinje.organisation import rights

known_sights: Kept[marking.Sight] = Kept(500)
"""Of all bodies, by the roles of who looks: to ask the policy for each took as long as a page."""


def bodies_within_sight(actor: Actor) -> marking.Sight:
    """Return of which bodies `actor` may see marked facts. One query."""
    return known_sights.answer(
        *(actor.holdings, timezone.localdate()),
        read=lambda: marking.sight_of(
            actor.holdings, rights.all_bodies(), rights.parents_of_bodies()
        ),
        version=kept_by.OF_EVERY_YEAR,
    )


def facts_within_sight(actor: Actor) -> marking.Sight:
    """Return which marked facts `actor` may see. One query."""
    if actor.is_system:
        return marking.EVERYTHING
    seen = bodies_within_sight(actor)
    for_all = rights.bodies_that_speak_for_all()
    return marking.Sight(
        work=seen.work | for_all if "" in seen.work else seen.work,
        secret=seen.secret | for_all if "" in seen.secret else seen.secret,
    )


def sight_of(actor: Actor | None) -> Sight:
    """Return what `actor` may see of histories, None being the public. Two queries, once."""
    if actor is not None and actor.is_system:
        return Sight(lambda _kind, _bodies: True)
    known: list[tuple[Mapping[str, str], frozenset[str]]] = []

    def bodies_known() -> tuple[Mapping[str, str], frozenset[str]]:
        if not known:
            known.append((rights.parents_of_bodies(), rights.bodies_that_speak_for_all()))
        return known[0]

    def may(action: Action, body: str) -> bool:
        held = actor.holdings if actor else ()
        return policy.allows(held, action, body=body, parents=bodies_known()[0])

    def sees(kind: Kind, bodies: frozenset[str]) -> bool:
        for_all = bodies_known()[1]
        places = {"" if kind.is_owned and body in for_all else body for body in bodies}
        return any(may(kind.right, place) for place in places)

    return limited(sees, may)
