"""Bodies through time: what they were called, who followed whom, where an old address leads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from enslinje.core.marking import EVERYTHING
from enslinje.core.origins import Origin
from enslinje.core.terms import Basis, SuccessionKind
from enslinje.journal import kept_by
from enslinje.journal.keeping import Kept
from enslinje.journal.models import ChangeSet, FactQuerySet
from enslinje.journal.together import Asking, Told
from enslinje.organisation import access, directory
from enslinje.organisation.models import BodyEdition


@dataclass(frozen=True, slots=True)
class BodyEditionRow:
    """A body as it is from a day on; `parent` is a code or empty."""

    body: str
    valid_from: date
    official_name: str
    short_name: str
    parent: str
    is_open: bool
    origin: Origin


@dataclass(frozen=True, slots=True)
class SuccessionRow:
    """A body that followed another on a day. Both are codes."""

    predecessor: str
    successor: str
    on_date: date
    kind: SuccessionKind
    origin: Origin


@dataclass(frozen=True, slots=True)
class Address:
    """The body an address leads to. When `is_former`, who follows it is sent on to `slug`."""

    body: str
    slug: str
    is_former: bool


def editions_of(body: str, *, as_of: datetime | None = None) -> tuple[BodyEditionRow, ...]:
    """Return what the body has been called and where it has belonged, earliest first."""
    editions = access.body_editions(sight=EVERYTHING, as_of=as_of).filter(body__code=body)
    return tuple(
        BodyEditionRow(
            body=body,
            valid_from=one.valid_from,
            official_name=one.official_name,
            short_name=one.short_name,
            parent=one.parent.code if one.parent else "",
            is_open=one.is_open,
            origin=_origin(one.basis, one.source_ref, one.note, one.recorded_in),
        )
        for one in editions.select_related("parent", "recorded_in").order_by("valid_from")
    )


def latest_editions() -> dict[str, int]:
    """Return the id of each body's latest edition, by its code. One query."""
    editions = access.body_editions(sight=EVERYTHING).order_by("valid_from")
    return dict(editions.values_list("body__code", "pk"))


known_successions: Kept[tuple[SuccessionRow, ...]] = Kept(1)


def successions(*, as_of: datetime | None = None) -> tuple[SuccessionRow, ...]:
    """Return every body that followed another, earliest first. One query.

    None when they are asked for as they are now, and are kept.
    """
    return known_successions.at(as_of, read=_successions, version=kept_by.OF_EVERY_YEAR)


def _successions(as_of: datetime | None) -> tuple[SuccessionRow, ...]:
    rows = access.body_successions(sight=EVERYTHING, as_of=as_of).order_by("on_date", "pk")
    return tuple(
        SuccessionRow(
            predecessor=one.predecessor.code,
            successor=one.successor.code,
            on_date=one.on_date,
            kind=SuccessionKind(one.kind),
            origin=_origin(one.basis, one.source_ref, one.note, one.recorded_in),
        )
        for one in rows.select_related("predecessor", "successor", "recorded_in")
    )


def address(slug: str) -> Address | None:
    """Return where the address leads: to the body that has it, else to the one that had it."""
    has = directory.body_at(slug=slug)
    if has is not None:
        return Address(has, slug, is_former=False)
    had = (
        access.body_addresses(sight=EVERYTHING)
        .filter(slug=slug)
        .values_list("body__code", "body__slug")
        .first()
    )
    return Address(*had, is_former=True) if had is not None else None


def standing_on(day: date) -> Mapping[str, BodyEdition]:
    """Return each body's edition that holds on `day`, by code. One query."""
    return {one.body.code: one for one in _begun(day).select_related("body", "parent")}


def open_on(day: date) -> Asking[frozenset[str]]:
    """Ask for the codes of the bodies whose editions that hold on `day` say that they are open."""
    name = ("editions begun", day)

    def are_open(told: Told) -> frozenset[str]:
        latest: dict[str, bool] = dict(told[name])
        return frozenset(body for body, is_open in latest.items() if is_open)

    return Asking(are_open, {name: _begun(day).values_list("body__code", "is_open")})


def _begun(day: date) -> FactQuerySet[BodyEdition]:
    """The editions of bodies that hold on the day, or held before it, the latest last."""
    editions = access.body_editions(sight=EVERYTHING).filter(valid_from__lte=day)
    return editions.order_by("valid_from")


def _origin(basis: str, source_ref: str, note: str, change_set: ChangeSet) -> Origin:
    return Origin(
        basis=Basis(basis),
        source_ref=source_ref,
        recorded_at=change_set.recorded_at,
        actor=change_set.actor_code,
        note=note,
    )
