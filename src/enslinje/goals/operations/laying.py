"""Lay the duty to have a target on bodies."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from enslinje.core.actors import Actor
from enslinje.core.errors import Refusals
from enslinje.core.marking import EVERYTHING
from enslinje.core.policy import Action
from enslinje.goals import access
from enslinje.goals.codes import indicator_codes
from enslinje.goals.drafts import DutyDraft
from enslinje.goals.models import Duty
from enslinje.journal import record
from enslinje.journal.record import UNSAID, Receipt, Why
from enslinje.journal.restate import restate
from enslinje.organisation import queries as organisation
from enslinje.organisation import rights


@transaction.atomic
def lay_duties(
    *,
    actor: Actor,
    year: int,
    duties: Sequence[DutyDraft],
    key: UUID | None = None,
    why: Why = UNSAID,
) -> Receipt:
    """Lay on bodies the duty to have a target for an indicator.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownIndicator, UnknownBody, UnknownGroup: a code is not known.
        DuplicateValue: two drafts are about the same indicator and body.
    """
    actor = rights.require(actor, Action.LAY_DUTY, [draft.body for draft in duties])
    change = record.begin(
        actor=actor,
        action="lay_duties",
        year=year,
        bodies={draft.body for draft in duties},
        key=key,
        why=why,
        content=duties,
    )
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    indicators = indicator_codes({draft.indicator for draft in duties}, year=year)
    bodies = organisation.body_codes({draft.body for draft in duties})
    groups = organisation.group_codes({draft.via_group for draft in duties})
    facts = [
        Duty(
            indicator_id=indicators.id_of(
                draft.indicator, row=row, field="indicator", refusals=refusals
            ),
            year=year,
            body_id=bodies.id_of(draft.body, row=row, field="body", refusals=refusals),
            via_group_id=groups.id_or_none(
                draft.via_group, row=row, field="via_group", refusals=refusals
            ),
            basis=draft.basis.value,
            source_ref=draft.source_ref,
            note=draft.note,
        )
        for row, draft in enumerate(duties)
    ]
    refusals.settle()
    current = access.duties(sight=EVERYTHING).filter(year=year)
    recorded = restate(
        facts,
        place=("indicator_id", "body_id"),
        current=current.filter(body_id__in={fact.body_id for fact in facts}),
        change=change,
        seen=[draft.seen for draft in duties],
        named=lambda row: f"{duties[row].indicator} {duties[row].body}",
    )
    return record.finish(change, recorded)
