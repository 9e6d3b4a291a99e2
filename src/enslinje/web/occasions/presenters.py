"""What the pages of the year's occasions show: to the centre all, to a body its own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from enslinje.core.actors import Actor
from enslinje.core.deadlines import LOCAL_TIME
from enslinje.core.occasions import Window, standing_at
from enslinje.core.policy import Action
from enslinje.core.terms import CountsAs, OccasionKind, OccasionState
from enslinje.goals import queries as goals
from enslinje.journal.vocabulary import word
from enslinje.organisation import occasion_queries, queries
from enslinje.organisation.rows import BodyRow, ExtensionRow, LockOpeningRow, OccasionRow
from enslinje.web import writing
from enslinje.web.account.presenters import role_words
from enslinje.web.occasions.instants import InstantFields
from enslinje.web.occasions.words import PART, STANDING, STATE
from enslinje.web.viewers import Viewer
from enslinje.web.words import Word


@dataclass(frozen=True)
class Instant:
    """An instant as people read it: its day with weekday and week, and the clock."""

    at: datetime
    words: str


@dataclass(frozen=True)
class Opening:
    """A lock that was opened for somebody. `is_over`: its end has passed."""

    body: str
    slug: str
    who: str
    person: str
    role: str
    parts: str
    ends: Instant
    reason: str
    given_by: str
    is_over: bool


@dataclass(frozen=True)
class TakingPart:
    """A body that takes part, and the later last time that it has been given."""

    name: str
    slug: str
    extended: Instant | None = None
    reason: str = ""
    given_by: str = ""


@dataclass(frozen=True)
class OccasionLine:
    """An occasion of the year, as a line and as a page.

    `now` is how it stands just now, where that is not what its state says.
    """

    kind: OccasionKind
    kind_words: str
    name: str
    title: str
    state: Word
    now: Word
    is_locked: bool
    opens: Instant | None
    due: Instant | None
    reference: Instant | None
    parts: str
    bodies: tuple[TakingPart, ...]
    openings: tuple[Opening, ...]

    @property
    def extended(self) -> int:
        """How many bodies have been given a later last time."""
        return sum(one.extended is not None for one in self.bodies)


@dataclass(frozen=True)
class OccasionsPage:
    """The year's occasions, and the other years."""

    year: int
    years: tuple[int, ...]
    lines: tuple[OccasionLine, ...]
    can_manage: bool

    @property
    def can_add(self) -> bool:
        """Whether the reader may set up another, and the year has not one of each kind."""
        return self.can_manage and len(self.lines) < len(OccasionKind)


def occasions_page(viewer: Viewer, year: int) -> OccasionsPage:
    """Return the year's occasions, as the centre sees them."""
    return OccasionsPage(
        year=year,
        years=goals.years(),
        lines=_lines(year, viewer.actor),
        can_manage=viewer.may(Action.MANAGE_OCCASIONS),
    )


def occasion_line(viewer: Viewer, year: int, kind: OccasionKind) -> OccasionLine:
    """Return one occasion. Raise `Http404` when the year has none of the kind."""
    found = next((one for one in _lines(year, viewer.actor) if one.kind is kind), None)
    if found is None:
        raise Http404(kind)
    return found


def lines_of_body(year: int, body: str, actor: Actor) -> tuple[OccasionLine, ...]:
    """Return the occasions that a body takes part in, with its own exceptions alone."""
    return _lines(year, actor, body)


def occasion_row(year: int, kind: OccasionKind) -> OccasionRow:
    """Return an occasion as it is recorded. Raise `Http404` when the year has none."""
    found = next((row for row in queries.occasions(year=year) if row.kind is kind), None)
    if found is None:
        raise Http404(kind)
    return found


def possible_participants(year: int) -> list[BodyRow]:
    """The bodies that may take part in an occasion: those that are counted, and open."""
    rows = queries.bodies(year=year)
    counted = [row for row in rows if row.is_open and row.counts_as is not CountsAs.NONE]
    return sorted(counted, key=lambda row: row.short_name)


def instant(at: datetime | None, *, is_due: bool) -> Instant | None:
    """Put an instant in words."""
    if at is None:
        return None
    what, local = InstantFields("at", is_due=is_due), at.astimezone(LOCAL_TIME)
    clock = what.shown(at)["at_clock"]
    day = writing.day_in_words(local)
    if clock:
        day = _("{day} kl. {clock}").format(day=day, clock=clock.replace(":", "."))
    return Instant(at, day)


def _lines(year: int, actor: Actor, body: str = "") -> tuple[OccasionLine, ...]:
    rows = queries.bodies(year=year)
    extensions = occasion_queries.extensions(year=year, actor=actor, body=body)
    openings = occasion_queries.lock_openings(year=year, actor=actor, body=body)
    return tuple(
        _line(row, rows, extensions=extensions, openings=openings, body=body, year=year)
        for row in queries.occasions(year=year)
        if not body or not row.bodies or body in row.bodies
    )


def titled(name: str, year: int) -> str:
    """What an occasion is called, with its year where the name does not say it."""
    return name if str(year) in name else f"{name} {year}"


def _line(
    row: OccasionRow,
    bodies: Sequence[BodyRow],
    *,
    extensions: Iterable[ExtensionRow],
    openings: Iterable[LockOpeningRow],
    body: str,
    year: int,
) -> OccasionLine:
    extended = {one.body: one for one in extensions if one.kind is row.kind}
    mine = extended.get(body)
    standing = standing_at(
        Window(row.state, row.opens_at, row.due_at),
        timezone.now(),
        extended_due_at=mine.extended_due_at if mine else None,
    )
    named = {one.code: one for one in bodies}
    return OccasionLine(
        kind=row.kind,
        kind_words=capfirst(word(OccasionKind, row.kind)),
        name=row.name,
        title=titled(row.name, year),
        state=STATE[row.state],
        now="" if standing.value == row.state.value else STANDING[standing],
        is_locked=row.state is OccasionState.LOCKED,
        opens=instant(row.opens_at, is_due=False),
        due=instant(row.due_at, is_due=True),
        reference=instant(row.reference_at, is_due=False),
        parts=", ".join(str(PART[part]) for part in row.parts),
        bodies=tuple(
            _taking_part(named[code], extended.get(code))
            for code in sorted(row.bodies, key=lambda one: _name(named, one))
            if code in named and body in {"", code}
        ),
        openings=tuple(_opening(one, named) for one in openings if one.kind is row.kind),
    )


def _name(named: dict[str, BodyRow], code: str) -> str:
    return named[code].short_name if code in named else code


def _taking_part(body: BodyRow, extension: ExtensionRow | None) -> TakingPart:
    if extension is None:
        return TakingPart(body.short_name, body.slug)
    return TakingPart(
        name=body.short_name,
        slug=body.slug,
        extended=instant(extension.extended_due_at, is_due=True),
        reason=extension.reason,
        given_by=extension.given_by,
    )


def _opening(row: LockOpeningRow, named: dict[str, BodyRow]) -> Opening:
    ends = instant(row.ends_at, is_due=True)
    assert ends is not None  # noqa: S101 - an opening has an end
    return Opening(
        body=_name(named, row.body),
        slug=named[row.body].slug if row.body in named else "",
        who=row.person or (role_words(row.role) if row.role else ""),
        person=row.person,
        role=row.role.value if row.role else "",
        parts=", ".join(str(PART[part]) for part in row.parts),
        ends=ends,
        reason=row.reason,
        given_by=row.given_by,
        is_over=row.ends_at < timezone.now(),
    )
