"""Merge and split bodies: who follows whom, from a day on."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from enslinje.core.actors import Actor
from enslinje.core.errors import Refusals
from enslinje.core.marking import EVERYTHING
from enslinje.core.policy import Action
from enslinje.core.terms import SuccessionKind
from enslinje.core.versions import UNSEEN
from enslinje.journal import record
from enslinje.journal.record import Change, Receipt
from enslinje.journal.restate import restate
from enslinje.organisation import access, lineage, rights
from enslinje.organisation.drafts import SuccessionDraft
from enslinje.organisation.errors import BodiesMismatched, BodyNotOpen
from enslinje.organisation.models import BodySuccession
from enslinje.organisation.operations.body_changes import body_of, close, latest_of, refuse_closed


@transaction.atomic
def merge_bodies(
    *, actor: Actor, draft: SuccessionDraft, reason: str = "", key: UUID | None = None
) -> Receipt:
    """Let one body follow several, or take over another. The predecessors close on the day.

    The successor is there already, perhaps registered to open on that day.

    - *Roles* in a predecessor end on the day. Nobody gets one in the successor by this: whoever
      grants roles does that, and two persons where two are needed.
    - *Groups and register*: the year of the merger counts whom it counted. Of later years the
      predecessors leave, and the successor enters where the office says so.
    - *Duties* of the year stay with the predecessors, so figures before the merger have their
      mothers. Those of later years must be lifted or laid on the successor first.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownBody: one of them is not registered.
        BodiesMismatched: not one successor, nobody before it, or a body merged with itself.
        BodyMisdated, BodyNotOpen, BodyStillNeeded, BodyConflict: as in `close_body`, for each
            predecessor; or the successor is not open on the day.
    """
    actor = rights.require(actor, Action.EDIT_MASTER_DATA)
    change = record.begin(
        actor=actor, action="merge_bodies", key=key, content=draft, why=record.Why(reason)
    )
    if change.is_repeat:
        return record.repeated(change)
    _check_bodies(draft, few=draft.successors, many=draft.predecessors, least=1)
    _check_successors(draft)
    for code in draft.predecessors:
        _close(code, draft, change, reason)
    return record.finish(change, _follow(draft, SuccessionKind.MERGED, change))


@transaction.atomic
def split_body(
    *, actor: Actor, draft: SuccessionDraft, reason: str = "", key: UUID | None = None
) -> Receipt:
    """Let several bodies follow one. It closes on the day, unless it is among its successors.

    Roles, groups, register and duties are treated as in `merge_bodies`, when it closes. When it
    stays, it keeps them all; nothing goes to the new bodies by itself.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownBody: one of them is not registered.
        BodiesMismatched: not one predecessor, fewer than two successors, or one of them twice.
        BodyMisdated, BodyNotOpen, BodyStillNeeded, BodyConflict: as in `close_body`; or a
            successor is not open on the day.
    """
    actor = rights.require(actor, Action.EDIT_MASTER_DATA)
    change = record.begin(
        actor=actor, action="split_body", key=key, content=draft, why=record.Why(reason)
    )
    if change.is_repeat:
        return record.repeated(change)
    _check_bodies(draft, few=draft.predecessors, many=draft.successors, least=2)
    [whole] = draft.predecessors
    _check_successors(draft)
    if whole not in draft.successors:
        _close(whole, draft, change, reason)
    else:
        refuse_closed(whole, latest_of(body_of(whole), draft.on_date))
    return record.finish(change, _follow(draft, SuccessionKind.SPLIT, change))


def _close(body: str, draft: SuccessionDraft, change: Change, reason: str) -> None:
    seen = draft.seen.get(body, UNSEEN)
    close(body, draft.on_date, change=change, basis=draft.basis, note=reason, seen=seen)


def _follow(draft: SuccessionDraft, kind: SuccessionKind, change: Change) -> list[BodySuccession]:
    ids = {code: body_of(code).pk for code in {*draft.predecessors, *draft.successors}}
    followed = [
        BodySuccession(
            predecessor_id=ids[before],
            successor_id=ids[after],
            on_date=draft.on_date,
            kind=kind.value,
            basis=draft.basis.value,
            source_ref=draft.source_ref,
            note=draft.note,
        )
        for before in draft.predecessors
        for after in draft.successors
        if before != after
    ]
    return restate(
        followed,
        place=("predecessor_id", "successor_id", "on_date"),
        current=access.body_successions(sight=EVERYTHING),
        change=change,
    )


def _check_bodies(
    draft: SuccessionDraft, *, few: tuple[str, ...], many: tuple[str, ...], least: int
) -> None:
    fault = ""
    if len(few) != 1 or len(many) < least:
        fault = _("En sammanslagning har en efterträdare, en delning en föregångare och minst två.")
    elif len(set(many)) < len(many):
        fault = _("Samma organ är angivet två gånger.")
    elif least == 1 and set(few) & set(many):
        fault = _("Ett organ kan inte slås samman med sig självt.")
    if fault:
        raise BodiesMismatched(
            fault,
            row=0,
            column="successors",
            value=", ".join(draft.successors),
            remedy=_("Ange vilka organ som upphör och vilka som tar vid."),
        )


def _check_successors(draft: SuccessionDraft) -> None:
    """Refuse a successor that is not registered, or not open on the day."""
    refusals = Refusals()
    standing = lineage.standing_on(draft.on_date)
    for row, code in enumerate(draft.successors):
        body_of(code)
        edition = standing.get(code)
        if edition is None or not edition.is_open:
            refusals.add(
                BodyNotOpen(
                    _("{body} är inte öppet den {day}.").format(
                        body=code, day=draft.on_date.isoformat()
                    ),
                    row=row,
                    column="successors",
                    value=code,
                    remedy=_("Registrera organet från den dagen först."),
                )
            )
    refusals.settle()
