"""Open the year's reporting occasions, move their instants, give extensions."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from enslinje.core.actors import Actor
from enslinje.core.errors import DuplicateValue, Refusals
from enslinje.core.policy import Action
from enslinje.journal import record
from enslinje.journal.models import EVERY_YEAR
from enslinje.journal.record import UNSAID, Receipt, Why
from enslinje.journal.restate import restate
from enslinje.organisation import access, queries, rights
from enslinje.organisation.drafts import OccasionBodyDraft, OccasionDraft
from enslinje.organisation.errors import OccasionMisdated
from enslinje.organisation.models import Occasion, OccasionBody


@transaction.atomic
def open_occasions(
    *, actor: Actor, occasions: Sequence[OccasionDraft], key: UUID | None = None, why: Why = UNSAID
) -> Receipt:
    """Set up occasions; one that is there for its year and kind takes the new instants and state.

    The state says whether it is open: an occasion can be set up long before it opens. Bodies and
    their extensions are facts; those of the batch come in the place of earlier ones.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownBody: a body is not registered.
        OccasionMisdated: it closes before it opens, or an extension has no reason.
        DuplicateValue: the batch has the same occasion, or a body of it, twice.
    """
    actor = rights.require(actor, Action.MANAGE_OCCASIONS)
    extended = [one.body for draft in occasions for one in draft.bodies if one.extended_due_at]
    rights.require(actor, Action.EXTEND_OCCASION, extended, column="bodies")
    change = record.begin(
        actor=actor, action="open_occasions", year=EVERY_YEAR, key=key, why=why, content=occasions
    )
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    _check_drafts(occasions, refusals)
    bodies = queries.body_codes({one.body for draft in occasions for one in draft.bodies})
    refusals.settle()
    Occasion.objects.bulk_create(
        [_occasion(draft) for draft in occasions],
        update_conflicts=True,
        unique_fields=["year", "kind"],
        update_fields=["name", "opens_at", "due_at", "reference_at", "state"],
    )
    ids = _ids({draft.year for draft in occasions})
    facts = [
        OccasionBody(
            occasion_id=ids[draft.year, draft.kind.value],
            body_id=bodies.id_of(one.body, row=row, field="bodies", refusals=refusals),
            extended_due_at=one.extended_due_at,
            reason=one.reason,
        )
        for row, draft in enumerate(occasions)
        for one in draft.bodies
    ]
    refusals.settle()
    current = access.occasion_bodies().filter(occasion_id__in=ids.values())
    given = [one for draft in occasions for one in draft.bodies]
    recorded = restate(
        facts,
        place=("occasion_id", "body_id"),
        current=current,
        change=change,
        seen=[one.seen for one in given],
        named=lambda row: given[row].body,
    )
    return record.finish(change, recorded)


def _ids(years: set[int]) -> dict[tuple[int, str], int]:
    """The ids of the years' occasions by year and kind."""
    rows = Occasion.objects.filter(year__in=years).values_list("year", "kind", "pk")
    return {(year, kind): pk for year, kind, pk in rows}


def _occasion(draft: OccasionDraft) -> Occasion:
    return Occasion(
        year=draft.year,
        kind=draft.kind.value,
        name=draft.name,
        opens_at=draft.opens_at,
        due_at=draft.due_at,
        reference_at=draft.reference_at,
        state=draft.state.value,
    )


def _check_drafts(drafts: Sequence[OccasionDraft], refusals: Refusals) -> None:
    seen: set[tuple[int, str]] = set()
    for row, draft in enumerate(drafts):
        if (draft.year, draft.kind) in seen:
            refusals.add(
                DuplicateValue(
                    _("{name} anges två gånger i samma inlämning.").format(name=draft.name),
                    row=row,
                    column="kind",
                    value=draft.kind.value,
                    remedy=_("Ta bort den ena raden."),
                )
            )
        seen.add((draft.year, draft.kind))
        if draft.opens_at and draft.due_at and draft.opens_at >= draft.due_at:
            refusals.add(
                OccasionMisdated(
                    _("{name} stänger innan det öppnar.").format(name=draft.name),
                    row=row,
                    column="due_at",
                    value=draft.due_at.isoformat(),
                    remedy=_("Ange en senare tidpunkt."),
                )
            )
        for one in draft.bodies:
            _check_extension(one, row, refusals)


def _check_extension(draft: OccasionBodyDraft, row: int, refusals: Refusals) -> None:
    if draft.extended_due_at and not draft.reason:
        refusals.add(
            OccasionMisdated(
                _("{body} har fått anstånd utan skäl.").format(body=draft.body),
                row=row,
                column="reason",
                value="",
                remedy=_("Ange varför organet har fått anstånd."),
            )
        )
