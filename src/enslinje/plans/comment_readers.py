"""Who reads the comments on a body's plan, and whom a comment may therefore name."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from enslinje.core.errors import Refusals
from enslinje.core.mentions import mentions
from enslinje.core.policy import Action
from enslinje.core.terms import Audience
from enslinje.organisation import rights
from enslinje.plans.errors import StrangerMentioned

RIGHT: Mapping[Audience, Action] = {
    Audience.INTERNAL: Action.COMMENT,
    Audience.SHARED: Action.COMMENT_SHARED,
}
"""What whoever writes or reads a comment must be allowed to, by who it is for."""


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Whom a comment names: codes of people, and whether it names the body itself."""

    people: tuple[str, ...]
    body: str

    def written(self) -> str:
        """Return them as `plans.models.Comment.mentions` holds them."""
        found = [*(f"p:{code}" for code in self.people), *([f"b:{self.body}"] if self.body else [])]
        return f"|{'|'.join(found)}|" if found else ""


def readers(body: str) -> Mapping[Audience, frozenset[str]]:
    """Return the codes of those who read the comments of each audience. Three queries."""
    found = rights.who_may(RIGHT.values(), body)
    return {audience: found[action] for audience, action in RIGHT.items()}


def mentioned(text: str, *, body: str, audience: Audience) -> Mentioned:
    """Return whom a text names. Capital letters do not matter. Three queries when it names any.

    Raises:
        StrangerMentioned: a name is no reader's and not the body's. Whether somebody else has
            that code is not told.
    """
    named = mentions(text)
    if not named:
        return Mentioned((), "")
    known = {code.casefold(): code for code in readers(body)[audience]}
    refusals = Refusals()
    for one in named:
        if one.casefold() not in known and one.casefold() != body.casefold():
            refusals.add(_stranger(one, audience))
    refusals.settle()
    people = sorted({known[one.casefold()] for one in named if one.casefold() in known})
    is_body_named = any(one.casefold() == body.casefold() for one in named)
    return Mentioned(tuple(people), body if is_body_named else "")


def marks_of(code: str, bodies: Iterable[str]) -> Iterator[str]:
    """Yield what stands in `Comment.mentions` where it names the person, or one of the bodies."""
    yield f"|p:{code}|"
    yield from (f"|b:{body}|" for body in bodies)


def _stranger(code: str, audience: Audience) -> StrangerMentioned:
    remedy = (
        _("Välj någon i listan över dem som läser den, eller gör kommentaren delad.")
        if audience is Audience.INTERNAL
        else _("Välj någon i listan över dem som läser den.")
    )
    return StrangerMentioned(
        _("Ingen som läser kommentaren har koden @{code}.").format(code=code),
        column="text",
        value=code,
        remedy=remedy,
    )
