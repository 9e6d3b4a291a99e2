"""Change bodies from a day on: new names, another parent, closed, opened again."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from enslinje.core.actors import Actor
from enslinje.core.errors import Refusal, Refusals
from enslinje.core.marking import EVERYTHING
from enslinje.core.names import fold
from enslinje.core.policy import Action
from enslinje.core.terms import Basis
from enslinje.core.versions import UNSEEN, Seen
from enslinje.journal import record
from enslinje.journal.record import Change, Receipt
from enslinje.organisation import access, lineage, obligations, queries, rights
from enslinje.organisation.drafts import BodyChangeDraft
from enslinje.organisation.errors import (
    BodyMisdated,
    BodyNotOpen,
    BodyStillNeeded,
    BodyUnchanged,
    NameTaken,
    ParentsGoRound,
)
from enslinje.organisation.models import Body, BodyAddress, BodyEdition, Membership
from enslinje.organisation.operations.body_editions import refuse_unseen, restate_editions


@transaction.atomic
def change_body(
    *, actor: Actor, draft: BodyChangeDraft, reason: str = "", key: UUID | None = None
) -> Receipt:
    """Give a body other names, another parent or another address, from a day on.

    Its code and its history stay. The names hold from the day; the address changes at once, and
    the old one leads to the body for ever.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownBody: the body or its new parent is not registered.
        BodyUnchanged: nothing would be different.
        BodyMisdated: it was changed on a later day, or is not there yet.
        BodyNotOpen: it or its new parent is closed on the day.
        NameTaken: another body has the name, as its own, as a spelling or as its code.
        ParentsGoRound: it would lie under itself.
        BodyConflict: its latest edition is not the one that the writer saw.
    """
    actor = rights.require(actor, Action.EDIT_MASTER_DATA)
    change = record.begin(
        actor=actor, action="change_body", key=key, content=draft, why=record.Why(reason)
    )
    if change.is_repeat:
        return record.repeated(change)
    body = body_of(draft.body)
    latest = latest_of(body, draft.valid_from)
    refuse_closed(draft.body, latest)
    edition = _edition(latest, draft)
    refuse_unseen(edition, latest, draft.seen, change)
    refusals = Refusals()
    if draft.parent is not None:
        codes = queries.body_codes([draft.parent])
        edition.parent_id = codes.id_or_none(draft.parent, row=0, field="parent", refusals=refusals)
        refusals.settle()
        _check_parent(draft, refusals)
    _check_names(draft, refusals)
    if not _differs(edition, latest) and draft.slug in {None, body.slug}:
        refusals.add(
            BodyUnchanged(
                _("Inget av {body} skulle bli annorlunda.").format(body=draft.body),
                row=0,
                column="official_name",
                value=draft.body,
                remedy=_("Ange ett nytt namn, ett annat överordnat organ eller en ny adress."),
            )
        )
    refusals.settle()
    recorded = restate_editions([edition], change) if _differs(edition, latest) else []
    _give_address(body, draft.slug, change)
    return record.finish(change, recorded)


@transaction.atomic
def close_body(
    *,
    actor: Actor,
    body: str,
    on: date,
    reason: str,
    basis: Basis = Basis.STATED,
    seen: Seen = UNSEEN,
    key: UUID | None = None,
) -> Receipt:
    """Close a body: `on` is the first day it is not there.

    Roles in it end on that day. Of the years after the last one it is there, it leaves the groups
    and the register; what it stated, and what was laid on it until then, stays on record.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownBody: the body is not registered.
        BodyMisdated: it was changed on a later day, or is not there yet.
        BodyNotOpen: it is closed already.
        BodyStillNeeded: open bodies lie under it, or something holds it to a later year.
        BodyConflict: its latest edition is not the one that the writer saw.
    """
    actor = rights.require(actor, Action.EDIT_MASTER_DATA)
    content = [body, on, reason, basis, seen]
    change = record.begin(
        actor=actor, action="close_body", key=key, content=content, why=record.Why(reason)
    )
    if change.is_repeat:
        return record.repeated(change)
    closed = close(body, on, change=change, basis=basis, note=reason, seen=seen)
    return record.finish(change, [closed])


@transaction.atomic
def reopen_body(
    *,
    actor: Actor,
    body: str,
    on: date,
    reason: str,
    basis: Basis = Basis.STATED,
    seen: Seen = UNSEEN,
    key: UUID | None = None,
) -> Receipt:
    """Open a closed body again from a day on. It gets no roles, groups or duties back by itself.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownBody: the body is not registered.
        BodyMisdated: it was changed on a later day.
        BodyNotOpen: it is open.
        BodyConflict: its latest edition is not the one that the writer saw.
    """
    actor = rights.require(actor, Action.EDIT_MASTER_DATA)
    content = [body, on, reason, basis, seen]
    change = record.begin(
        actor=actor, action="reopen_body", key=key, content=content, why=record.Why(reason)
    )
    if change.is_repeat:
        return record.repeated(change)
    latest = latest_of(body_of(body), on)
    if latest.is_open:
        raise _not_open(body, _("{body} är redan öppet.").format(body=body))
    opened = _copy(latest, on, basis=basis, note=reason)
    opened.is_open = True
    refuse_unseen(opened, latest, seen, change)
    return record.finish(change, restate_editions([opened], change))


def close(
    body: str, on: date, *, change: Change, basis: Basis, note: str, seen: Seen
) -> BodyEdition:
    """Close `body` inside another operation; see `close_body` for what is refused and what ends."""
    row = body_of(body)
    latest = latest_of(row, on)
    refuse_closed(body, latest)
    closed = _copy(latest, on, basis=basis, note=note)
    closed.is_open = False
    refuse_unseen(closed, latest, seen, change)
    last_year = (on - timedelta(days=1)).year
    refusals = Refusals()
    for fault in _still_needed(body, on, last_year):
        refusals.add(fault)
    refusals.settle()
    _end_roles(row, on, change)
    for rows in (
        access.group_members(sight=EVERYTHING),
        access.group_exclusions(sight=EVERYTHING),
        access.register_entries(sight=EVERYTHING),
    ):
        record.supersede(rows.filter(body=row, year__gt=last_year), change=change)
    return restate_editions([closed], change)[0]


def body_of(code: str) -> Body:
    """Return the body, locked. Raise `UnknownBody` when nobody has the code."""
    refusals = Refusals()
    found = queries.body_codes([code]).id_of(code, row=0, field="body", refusals=refusals)
    refusals.settle()
    return Body.objects.select_for_update().get(pk=found)


def latest_of(body: Body, on: date) -> BodyEdition:
    """Return the body's latest edition. Raise `BodyMisdated` when it begins after the day `on`."""
    latest = access.body_editions(sight=EVERYTHING).filter(body=body).order_by("valid_from").last()
    if latest is None or latest.valid_from > on:
        day = latest.valid_from.isoformat() if latest else ""
        raise BodyMisdated(
            _("{body} är ändrat från och med {day}, som är senare.").format(
                body=body.code, day=day
            ),
            row=0,
            column="valid_from",
            value=on.isoformat(),
            remedy=_("Ange den dagen eller en senare."),
        )
    return latest


def refuse_closed(body: str, edition: BodyEdition) -> None:
    """Raise `BodyNotOpen` when the edition is of a closed body."""
    if not edition.is_open:
        raise _not_open(body, _("{body} är stängt.").format(body=body))


def _not_open(body: str, fact: str) -> BodyNotOpen:
    remedy = _("Se efter vilka organ som är öppna den dagen.")
    return BodyNotOpen(fact, row=0, column="body", value=body, remedy=remedy)


def _edition(latest: BodyEdition, draft: BodyChangeDraft) -> BodyEdition:
    edition = _copy(latest, draft.valid_from, basis=draft.basis, note=draft.note)
    edition.source_ref = draft.source_ref
    if draft.official_name is not None:
        edition.official_name = draft.official_name.strip()
    if draft.short_name is not None:
        edition.short_name = draft.short_name.strip()
    return edition


def _copy(latest: BodyEdition, on: date, *, basis: Basis, note: str) -> BodyEdition:
    return BodyEdition(
        body_id=latest.body_id,
        valid_from=on,
        official_name=latest.official_name,
        short_name=latest.short_name,
        parent_id=latest.parent_id,
        is_open=latest.is_open,
        basis=basis.value,
        note=note,
    )


def _differs(edition: BodyEdition, latest: BodyEdition) -> bool:
    said = ("official_name", "short_name", "parent_id")
    return any(getattr(edition, name) != getattr(latest, name) for name in said)


def _check_names(draft: BodyChangeDraft, refusals: Refusals) -> None:
    """Refuse an empty name and one that another body goes by on the day or later."""
    taken: dict[str, str] = {}
    for code, edition in lineage.standing_on(date.max).items():
        names = (code, edition.official_name, edition.short_name) if edition.is_open else (code,)
        taken |= {fold(name): code for name in names if code != draft.body}
    aliases = access.aliases(sight=EVERYTHING).exclude(body__code=draft.body).exclude(body=None)
    taken |= dict(aliases.values_list("folded", "body__code"))
    for column in ("official_name", "short_name"):
        name = getattr(draft, column)
        if name is None:
            continue
        holder = taken.get(fold(name))
        if holder or not name.strip():
            fact = _("{holder} heter redan {name}.") if holder else _("Ett organ har ett namn.")
            refusals.add(
                NameTaken(
                    fact.format(holder=holder, name=name),
                    row=0,
                    column=column,
                    value=name,
                    remedy=_("Ange ett namn som ingen annan har."),
                )
            )


def _check_parent(draft: BodyChangeDraft, refusals: Refusals) -> None:
    standing = lineage.standing_on(draft.valid_from)
    above = standing.get(draft.parent or "")
    if draft.parent and (above is None or not above.is_open):
        refusals.add(_not_open(draft.parent, _("{body} är stängt.").format(body=draft.parent)))
    parents = {
        code: edition.parent.code if edition.parent else "" for code, edition in standing.items()
    }
    later = access.body_editions(sight=EVERYTHING).filter(valid_from__gt=draft.valid_from)
    parents_later = parents | {
        code: parent or ""
        for code, parent in later.order_by("valid_from").values_list("body__code", "parent__code")
    }
    for known in (parents, parents_later):
        if goes_round({**known, draft.body: draft.parent or ""}.get, draft.body):
            refusals.add(parents_go_round(draft.body, draft.parent or ""))
            return


def goes_round(parent_of: Callable[[str], str | None], body: str) -> bool:
    """Whether who goes up from `body` comes to a body a second time."""
    passed = set()
    above: str | None = body
    while above and above not in passed:
        passed.add(above)
        above = parent_of(above)
    return bool(above)


def parents_go_round(body: str, parent: str, row: int = 0) -> ParentsGoRound:
    """Return the refusal of `parent` above `body`."""
    return ParentsGoRound(
        _("{body} skulle ligga under sig självt.").format(body=body),
        row=row,
        column="parent",
        value=parent,
        remedy=_("Ange ett organ som inte ligger under det."),
    )


def _give_address(body: Body, slug: str | None, change: Change) -> None:
    """Move the body to another address and remember the old one."""
    if slug is None or slug == body.slug:
        return
    holder = lineage.address(slug)
    if not slug or (holder is not None and holder.body != body.code):
        raise NameTaken(
            _("Adressen {slug} är eller har varit ett annat organs.").format(slug=slug),
            row=0,
            column="slug",
            value=slug,
            remedy=_("Ange en annan adress."),
        )
    if not access.body_addresses(sight=EVERYTHING).filter(slug=body.slug).exists():
        record.record(BodyAddress(slug=body.slug, body=body), change=change)
    Body.objects.filter(pk=body.pk).update(slug=slug)


def _still_needed(body: str, on: date, last_year: int) -> Iterator[Refusal]:
    below = [
        code
        for code, edition in lineage.standing_on(date.max).items()
        if edition.is_open and edition.parent and edition.parent.code == body
    ]
    if below:
        yield BodyStillNeeded(
            _("Öppna organ ligger under {body}: {below}.").format(
                body=body, below=", ".join(sorted(below))
            ),
            row=0,
            column="body",
            value=body,
            remedy=_("Flytta eller stäng dem först."),
        )
    if held := obligations.after(body, last_year):
        yield BodyStillNeeded(
            _("{body} behövs efter {year}: {held}.").format(
                body=body, year=last_year, held="; ".join(held)
            ),
            row=0,
            column="on",
            value=on.isoformat(),
            remedy=_("Lyft dem först, eller ange en senare dag."),
        )


def _end_roles(body: Body, on: date, change: Change) -> None:
    """End every role in the body on the day; one that would begin then or later never does."""
    open_roles = access.memberships(sight=EVERYTHING).filter(body=body).exclude(valid_to__lte=on)
    there = list(open_roles)
    record.supersede(there, change=change)
    shorter = [
        Membership(
            person_id=one.person_id,
            body_id=one.body_id,
            role=one.role,
            valid_from=one.valid_from,
            valid_to=on,
            is_pending=one.is_pending,
            granted_by_code=one.granted_by_code,
            confirmed_by_code=one.confirmed_by_code,
        )
        for one in there
        if one.valid_from < on
    ]
    record.record_many(shorter, change=change)
