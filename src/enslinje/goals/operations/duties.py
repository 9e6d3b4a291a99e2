"""Lift the duty to have a target from bodies."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from enslinje.core.actors import Actor
from enslinje.core.errors import DuplicateValue, Refusal, Refusals
from enslinje.core.marking import EVERYTHING
from enslinje.core.policy import Action
from enslinje.goals import access
from enslinje.goals.drafts import LiftedDutyDraft
from enslinje.goals.errors import LiftedWithoutReason, NoDuty
from enslinje.journal import record
from enslinje.journal.record import Receipt
from enslinje.organisation import rights


@transaction.atomic
def lift_duties(
    *,
    actor: Actor,
    year: int,
    duties: Sequence[LiftedDutyDraft],
    reason: str,
    key: UUID | None = None,
) -> Receipt:
    """Lift from bodies the duty to have a target for an indicator in the year.

    A target that a body has stated stays on record; it is no longer asked for, nor rolled up.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        NoDuty: the body has no such duty.
        DuplicateValue: the batch has the same duty twice.
        LiftedWithoutReason: nobody says why.
    """
    actor = rights.require(actor, Action.LAY_DUTY, [draft.body for draft in duties])
    change = record.begin(
        actor=actor,
        action="lift_duties",
        year=year,
        bodies={draft.body for draft in duties},
        key=key,
        content=[duties, reason],
        why=record.Why(reason),
    )
    if change.is_repeat:
        return record.repeated(change)
    if not reason.strip():
        raise LiftedWithoutReason(
            _("Inget skäl är angivet."),
            column="reason",
            remedy=_("Ange varför organen inte längre ska ha årsmål."),
        )
    current = access.duties(sight=EVERYTHING).filter(
        year=year, body__code__in={draft.body for draft in duties}
    )
    there = {
        (duty.indicator.code, duty.body.code): duty
        for duty in current.select_related("indicator", "body")
    }
    refusals = Refusals()
    lifted = {}
    for row, draft in enumerate(duties):
        place = (draft.indicator, draft.body)
        if place in lifted:
            fault = _("{name} anges två gånger i samma inlämning.")
            refusals.add(_refused(DuplicateValue, fault.format(name=" ".join(place)), draft, row))
        elif place not in there:
            fault = _("{body} har ingen skyldighet att ha årsmål för {indicator}.")
            what = fault.format(body=draft.body, indicator=draft.indicator)
            refusals.add(_refused(NoDuty, what, draft, row))
        else:
            lifted[place] = there[place]
    refusals.settle()
    record.supersede(list(lifted.values()), change=change)
    return record.finish(change)


def _refused(
    refusal: type[DuplicateValue] | type[NoDuty], what: str, draft: LiftedDutyDraft, row: int
) -> Refusal:
    remedy = _("Ta bort raden.")
    return refusal(what, row=row, column="indicator", value=draft.indicator, remedy=remedy)
