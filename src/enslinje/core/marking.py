"""How a fact is marked, and which of the marked somebody may see.

Source: the Public Access to Information and Secrecy Act (2009:400), chapter 5, section 5: what is
marked as secret says by which provision.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from enslinje.core import policy
from enslinje.core.policy import Action, Holding


class Marking(StrEnum):
    """Whether a fact is for everybody, for those at work, or secret by a provision."""

    PUBLIC = "public"
    WORKING = "working"
    SECRET = "secret"  # noqa: S105 — a marking, no password.


@dataclass(frozen=True)
class Sight:
    """Whose facts somebody may see, besides what is public.

    Attributes:
        work: codes of the bodies whose working material is seen; "" is the whole group's.
        secret: likewise of what is secret.
        everything: nothing is left out: for the product's own writes and loads.
    """

    work: frozenset[str] = frozenset()
    secret: frozenset[str] = frozenset()
    everything: bool = False

    def sees(self, marking: Marking, body: str) -> bool:
        """Whether a fact of `body` that is so marked is seen."""
        if self.everything or marking is Marking.PUBLIC:
            return True
        return body in (self.secret if marking is Marking.SECRET else self.work)


PUBLIC_SIGHT = Sight()
EVERYTHING = Sight(everything=True)


def sight_of(
    holdings: Iterable[Holding], bodies: Iterable[str], parents: Mapping[str, str]
) -> Sight:
    """Return what somebody with these roles may see of `bodies` and of the whole group."""
    held = tuple(holdings)
    places = ("", *bodies)

    def allowed(action: Action) -> frozenset[str]:
        return frozenset(
            body for body in places if policy.allows(held, action, body=body, parents=parents)
        )

    return Sight(allowed(Action.VIEW_WORK), allowed(Action.VIEW_SECRET))
