"""Reject all other requests by one decision: what is still open of a year, all of it or nothing."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from enslinje.budget import access
from enslinje.budget.drafts import GrantDraft, RestDraft
from enslinje.budget.errors import PetitionsRemain
from enslinje.budget.operations.petitions import grant_petitions
from enslinje.core.actors import Actor
from enslinje.core.marking import EVERYTHING
from enslinje.core.terms import DecisionOutcome
from enslinje.journal.record import Receipt


@transaction.atomic
def reject_the_rest(
    *, actor: Actor, year: int, rest: RestDraft, key: UUID | None = None
) -> Receipt:
    """Record that every petition still open was rejected by one decision item: all or none.

    Raises:
        PetitionsRemain: the draft names none, or not all that are open by now.
        whatever `grant_petitions` raises; PetitionConflict when one is not what was seen.
    """
    if not rest.petitions:
        raise PetitionsRemain(
            _("Ingen framställning är kvar att avslå."),
            remedy=_("Alla är redan beslutade."),
        )
    grants = [
        GrantDraft(
            code=one.code,
            line=one.line,
            granted_ore=0,
            outcome=DecisionOutcome.REJECTED,
            decision=rest.decision,
            reason=rest.reason,
            seen=one.seen,
        )
        for one in rest.petitions
    ]
    receipt = grant_petitions(actor=actor, year=year, grants=grants, key=key)
    if not receipt.is_repeat:
        _require_none_left(year)
    return receipt


def _require_none_left(year: int) -> None:
    """Somebody may have asked since the draft was made: then nothing is rejected."""
    left = access.petitions(sight=EVERYTHING).filter(year=year, outcome=None)
    named = [f"{one.code} {one.purpose}" for one in left.order_by("code", "line")]
    if named:
        raise PetitionsRemain(
            _("Det här har kommit till eller ändrats sedan du öppnade sidan: {named}.").format(
                named=", ".join(named)
            ),
            remedy=_("Öppna sidan igen och se igenom det. Inget är avslaget."),
        )
