"""Set up the year's reporting occasions, change them, say what and whom they are about."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from enslinje.core.actors import Actor
from enslinje.core.errors import DuplicateValue, Refusals
from enslinje.core.marking import EVERYTHING
from enslinje.core.policy import Action
from enslinje.core.terms import OccasionKind, OccasionState, PlanPart
from enslinje.core.versions import UNSEEN, Seen
from enslinje.journal import record
from enslinje.journal.conflict import SetSave, check_sets
from enslinje.journal.history.entries import ITEM_SEPARATOR
from enslinje.journal.models import EVERY_YEAR
from enslinje.journal.record import UNSAID, Change, Receipt, Why
from enslinje.journal.restate import restate
from enslinje.journal.vocabulary import word
from enslinje.organisation import access, queries, rights
from enslinje.organisation.drafts import OccasionBodyDraft, OccasionDraft, OccasionEditionDraft
from enslinje.organisation.errors import (
    HasExtension,
    LockLiftedWithoutReason,
    OccasionConflict,
    OccasionMisdated,
)
from enslinje.organisation.models import Occasion, OccasionBody, OccasionEdition, OccasionPart


@transaction.atomic
def open_occasions(
    *, actor: Actor, occasions: Sequence[OccasionDraft], key: UUID | None = None, why: Why = UNSAID
) -> Receipt:
    """Set up occasions; one that is there for its year and kind takes the new instants and state.

    The state says whether it is open: an occasion can be set up long before it opens. Bodies and
    their extensions are facts; those of the batch come in the place of earlier ones. So do the
    parts of the plan, where a draft names any. The receipt's rows are those of the editions and
    then those of the bodies.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownBody: a body is not registered.
        OccasionMisdated: it closes before it opens, or an extension has no reason.
        DuplicateValue: the batch has the same occasion, or a body of it, twice.
        OccasionConflict: one does not read as the writer saw it; it carries theirs.
    """
    actor = rights.require(actor, Action.MANAGE_OCCASIONS)
    extended = [one.body for draft in occasions for one in draft.bodies if one.extended_due_at]
    rights.require(actor, Action.EXTEND_OCCASION, extended, column="bodies")
    change = record.begin(
        actor=actor, action="open_occasions", year=EVERY_YEAR, key=key, why=why, content=occasions
    )
    if change.is_repeat:
        return record.repeated(change)
    return record.finish(change, record_occasions(occasions, change=change))


@transaction.atomic
def change_occasion(
    *,
    actor: Actor,
    year: int,
    kind: OccasionKind,
    edition: OccasionEditionDraft,
    seen: Seen = UNSEEN,
    reason: str = "",
    restores: str = "",
    key: UUID | None = None,
) -> Receipt:
    """Say anew what an occasion is called, its instants and its state. Who takes part stays.

    `restores` names an earlier fact that is recorded anew; only `restore_fact` fills it in.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownOccasion: the year has no such occasion.
        OccasionMisdated: it closes before it opens.
        LockLiftedWithoutReason: it was locked and is not to be, and no reason is given.
        OccasionConflict: it does not read as the writer saw it; it carries theirs.
    """
    actor = rights.require(actor, Action.MANAGE_OCCASIONS)
    change = record.begin(
        actor=actor,
        action="change_occasion",
        year=year,
        key=key,
        content=[kind, edition, seen],
        why=record.Why(reason, restores=restores),
    )
    if change.is_repeat:
        return record.repeated(change)
    occasion_id = occasion_of(year, kind)
    refusals = Refusals()
    _check_order(edition, 0, refusals)
    current = access.occasion_editions(sight=EVERYTHING).filter(occasion_id=occasion_id)
    is_locked = current.filter(state=OccasionState.LOCKED.value).exists()
    if is_locked and edition.state is not OccasionState.LOCKED and not reason.strip():
        refusals.add(
            LockLiftedWithoutReason(
                _("{name} är låst.").format(name=edition.name),
                column="state",
                value=edition.state.value,
                remedy=_("Ange varför låset tas bort, eller öppna det bara för namngivna."),
            )
        )
    refusals.settle()
    recorded = restate(
        [_edition(edition, occasion_id)],
        place=("occasion_id",),
        current=current,
        change=change,
        seen=[seen],
        refusal=OccasionConflict,
        named=lambda _row: edition.name,
    )
    return record.finish(change, recorded)


@transaction.atomic
def name_participants(
    *,
    actor: Actor,
    year: int,
    kind: OccasionKind,
    bodies: Collection[str],
    seen: Seen = UNSEEN,
    key: UUID | None = None,
) -> Receipt:
    """Say which bodies take part in an occasion: these and no others. Extensions stay.

    `seen` is the last change set that touched who takes part, or an extension.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownOccasion, UnknownBody: there is none.
        HasExtension: a body that is left out has been given an extension.
        OccasionConflict: others take part than the writer saw; it carries theirs.
    """
    actor = rights.require(actor, Action.MANAGE_OCCASIONS)
    wanted = sorted(set(bodies))
    change = record.begin(
        actor=actor, action="name_participants", year=year, key=key, content=[kind, wanted, seen]
    )
    if change.is_repeat:
        return record.repeated(change)
    occasion_id = occasion_of(year, kind)
    refusals = Refusals()
    codes = queries.body_codes(wanted)
    ids = {
        code: codes.id_of(code, row=row, field="bodies", refusals=refusals)
        for row, code in enumerate(wanted)
    }
    there = (
        access.occasion_bodies(sight=EVERYTHING)
        .filter(occasion_id=occasion_id)
        .select_related("body")
    )
    leaving = [one for one in there if one.body.code not in ids]
    for one in leaving:
        if one.extended_due_at is not None:
            refusals.add(
                HasExtension(
                    _("{body} har anstånd.").format(body=one.body.code),
                    column="bodies",
                    value=one.body.code,
                    remedy=_("Ta tillbaka anståndet först."),
                )
            )
    refusals.settle()
    _check_set("tillfallets-organ", (year, kind), {"bodies": wanted}, seen=seen, change=change)
    record.supersede(leaving, change=change)
    staying = {one.body_id for one in there}
    new = [
        OccasionBody(occasion_id=occasion_id, body_id=body_id)
        for body_id in ids.values()
        if body_id not in staying
    ]
    return record.finish(change, record.record_many(new, change=change))


@transaction.atomic
def name_parts(
    *,
    actor: Actor,
    year: int,
    kind: OccasionKind,
    parts: Collection[PlanPart],
    seen: Seen = UNSEEN,
    key: UUID | None = None,
) -> Receipt:
    """Say which parts of the plan an occasion is about: these and no others; none is all of it.

    `seen` is the last change set that touched them.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownOccasion: the year has no such occasion.
        OccasionConflict: it is about other parts than the writer saw; it carries theirs.
    """
    actor = rights.require(actor, Action.MANAGE_OCCASIONS)
    wanted = sorted({part.value for part in parts})
    change = record.begin(
        actor=actor, action="name_parts", year=year, key=key, content=[kind, wanted, seen]
    )
    if change.is_repeat:
        return record.repeated(change)
    occasion_id = occasion_of(year, kind)
    names = [word(PlanPart, part) for part in wanted]
    _check_set("tillfallets-delar", (year, kind), {"parts": names}, seen=seen, change=change)
    return record.finish(change, _settle_parts(occasion_id, parts, change))


def _check_set(
    kind: str,
    occasion: tuple[int, OccasionKind],
    wanted: Mapping[str, Collection[str]],
    *,
    seen: Seen,
    change: Change,
) -> None:
    """Refuse what rests on another version of a set of the occasion than the one current."""
    save = SetSave(
        row=0,
        name=word(OccasionKind, occasion[1]),
        seen=seen,
        refusal=OccasionConflict,
        key=(occasion[0], occasion[1].value),
        words={name: ITEM_SEPARATOR.join(sorted(words)) for name, words in wanted.items()},
    )
    check_sets(kind, [save], change_set=change.change_set)


def occasion_of(year: int, kind: OccasionKind) -> int:
    """Return the id of the year's occasion. Raise `UnknownOccasion` when it has none."""
    refusals = Refusals()
    found = queries.occasion_codes({kind.value}, year=year).id_of(
        kind.value, row=None, field="kind", refusals=refusals
    )
    refusals.settle()
    return found


def record_occasions(
    occasions: Sequence[OccasionDraft], *, change: Change
) -> list[OccasionEdition | OccasionBody]:
    """Record occasions inside another operation; see `open_occasions` for what is refused."""
    refusals = Refusals()
    _check_drafts(occasions, refusals)
    bodies = queries.body_codes({one.body for draft in occasions for one in draft.bodies})
    refusals.settle()
    ids = _create(occasions)
    editions = [_edition(draft, ids[draft.year, draft.kind.value]) for draft in occasions]
    taking_part = [
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
    current = access.occasion_editions(sight=EVERYTHING).filter(occasion_id__in=ids.values())
    stated = restate(
        editions,
        place=("occasion_id",),
        current=current,
        change=change,
        seen=[draft.seen for draft in occasions],
        refusal=OccasionConflict,
        named=lambda row: occasions[row].name,
    )
    there = access.occasion_bodies(sight=EVERYTHING).filter(occasion_id__in=ids.values())
    place = ("occasion_id", "body_id")
    recorded = restate(taking_part, place=place, current=there, change=change)
    for draft in occasions:
        if draft.parts:
            _settle_parts(ids[draft.year, draft.kind.value], draft.parts, change)
    return [*stated, *recorded]


def _create(drafts: Sequence[OccasionDraft]) -> Mapping[tuple[int, str], int]:
    """Insert the occasions that are not there. Return the ids of those of the years drafted."""
    Occasion.objects.bulk_create(
        [Occasion(year=draft.year, kind=draft.kind.value) for draft in drafts],
        ignore_conflicts=True,
    )
    years = {draft.year for draft in drafts}
    found = Occasion.objects.filter(year__in=years).values_list("year", "kind", "pk")
    wanted = {(draft.year, draft.kind.value) for draft in drafts}
    return {(year, kind): pk for year, kind, pk in found if (year, kind) in wanted}


def _edition(draft: OccasionDraft | OccasionEditionDraft, occasion_id: int) -> OccasionEdition:
    return OccasionEdition(
        occasion_id=occasion_id,
        name=draft.name,
        opens_at=draft.opens_at,
        due_at=draft.due_at,
        reference_at=draft.reference_at,
        state=draft.state.value,
    )


def _settle_parts(
    occasion_id: int, parts: Collection[PlanPart], change: Change
) -> list[OccasionPart]:
    there = {
        one.part: one
        for one in access.occasion_parts(sight=EVERYTHING).filter(occasion_id=occasion_id)
    }
    wanted = {part.value for part in parts}
    record.supersede([one for part, one in there.items() if part not in wanted], change=change)
    new = [
        OccasionPart(occasion_id=occasion_id, part=part) for part in sorted(wanted - there.keys())
    ]
    return record.record_many(new, change=change)


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
        _check_order(draft, row, refusals)
        for one in draft.bodies:
            _check_extension(one, row, refusals)


def _check_order(draft: OccasionDraft | OccasionEditionDraft, row: int, refusals: Refusals) -> None:
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
