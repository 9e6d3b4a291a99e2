"""What an actor may see of histories: asked of the policy, for the body it belongs to."""

from collections.abc import Mapping

from enslinje.core import marking, policy
from enslinje.core.actors import Actor
from enslinje.journal.history.queries import Sight
from enslinje.journal.history.register import Kind
from enslinje.organisation import rights


def facts_within_sight(actor: Actor) -> marking.Sight:
    """Return which marked facts `actor` may see. Three queries."""
    if actor.is_system:
        return marking.EVERYTHING
    seen = marking.sight_of(actor.holdings, rights.all_bodies(), rights.parents_of_bodies())
    for_all = rights.bodies_that_speak_for_all()
    return marking.Sight(
        work=seen.work | for_all if "" in seen.work else seen.work,
        secret=seen.secret | for_all if "" in seen.secret else seen.secret,
    )


def sight_of(actor: Actor | None) -> Sight:
    """Return what `actor` may see of histories, None being the public. Two queries, once."""
    known: list[tuple[Mapping[str, str], frozenset[str]]] = []

    def sees(kind: Kind, bodies: frozenset[str]) -> bool:
        if actor is not None and actor.is_system:
            return True
        if not known:
            known.append((rights.parents_of_bodies(), rights.bodies_that_speak_for_all()))
        parents, for_all = known[0]
        held = actor.holdings if actor else ()
        places = {"" if kind.is_owned and body in for_all else body for body in bodies}
        return any(policy.allows(held, kind.right, body=place, parents=parents) for place in places)

    return sees
