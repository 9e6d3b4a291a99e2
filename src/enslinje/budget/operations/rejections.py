"""Reject all other requests by one decision: what is still open of a year, all of it or nothing."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from enslinje.budget import access
from enslinje.budget.drafts import GrantDraft, RestDraft
from enslinje.budget.errors import NoPetitionLeft, PetitionConflict
from enslinje.budget.models import Petition
from enslinje.budget.operations.petitions import grant_petitions
from enslinje.core.actors import Actor
from enslinje.core.errors import Refusals
from enslinje.core.marking import EVERYTHING
from enslinje.core.policy import Action
from enslinje.core.terms import DecisionOutcome
from enslinje.journal import conflict
from enslinje.journal.conflict import Clash
from enslinje.journal.record import Receipt
from enslinje.journal.restate import copied
from enslinje.organisation import rights


@transaction.atomic
def reject_the_rest(
    *, actor: Actor, year: int, rest: RestDraft, key: UUID | None = None
) -> Receipt:
    """Record that every petition still open was rejected by one decision item: all or none.

    Raises:
        NoPetitionLeft: the draft names none, and none is open.
        PetitionConflict: one is not what was seen, or has been asked since.
        whatever else `grant_petitions` raises.
    """
    if not rest.petitions:
        rights.require(actor, Action.POST_TRANSACTION, rights.WHOLE_GROUP)
        _require_none_left(rest, year)
        raise NoPetitionLeft(
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
        _require_none_left(rest, year)
    return receipt


def _require_none_left(rest: RestDraft, year: int) -> None:
    """Somebody may have asked since the draft was made: it saw nothing there, so none is rejected.

    Raises:
        PetitionConflict: with theirs and mine of each.
    """
    left = access.petitions(sight=EVERYTHING).filter(year=year, outcome=None)
    unseen = [
        _unseen(rest, petition, row)
        for row, petition in enumerate(left.order_by("code", "line"), start=len(rest.petitions))
    ]
    refusals = Refusals()
    for edited in conflict.refusals(unseen):
        refusals.add(edited)
    refusals.settle()


def _unseen(rest: RestDraft, petition: Petition, row: int) -> Clash:
    mine = copied(
        petition,
        granted_ore=0,
        outcome=DecisionOutcome.REJECTED.value,
        reason=rest.reason or petition.reason,
    )
    return Clash(
        row=row,
        name=petition.code,
        seen=None,
        refusal=PetitionConflict,
        mine=mine,
        theirs=petition,
    )
