"""How the year's occasions stand to bodies and people: asked by every write that a lock stops."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from enslinje.core.actors import Actor, Source
from enslinje.core.errors import Refusals
from enslinje.core.marking import EVERYTHING
from enslinje.core.occasions import Window, is_about, standing_at
from enslinje.core.policy import Action, Standing, admits
from enslinje.core.terms import OccasionKind, OccasionState, PlanPart
from enslinje.journal import kept_by
from enslinje.journal.keeping import Kept
from enslinje.journal.together import rows_of
from enslinje.organisation import access
from enslinje.organisation.errors import OccasionClosed
from enslinje.organisation.models import LockOpening
from enslinje.organisation.rows import Gate

LOADS = frozenset({Source.DEMO, Source.COMMAND})
"""Doors that bring in what was stated in another system, when its deadlines may have passed."""

Place = tuple[int, str]
"""An occasion's id and a body's code."""


@dataclass(frozen=True)
class _Edition:
    """An occasion as it stands."""

    occasion_id: int
    state: str
    opens_at: datetime | None
    due_at: datetime | None


@dataclass(frozen=True)
class _Occasions:
    """What is recorded of some occasions, and of the exceptions from them that somebody has."""

    editions: tuple[_Edition, ...]
    parts: Mapping[int, frozenset[PlanPart]]
    extended: Mapping[Place, datetime]
    exempted: Mapping[Place, datetime]

    def standing(self, edition: _Edition, body: str, instant: datetime) -> Standing:
        place = (edition.occasion_id, body)
        return standing_at(
            Window(OccasionState(edition.state), edition.opens_at, edition.due_at),
            instant,
            extended_due_at=self.extended.get(place),
            exempted_until=self.exempted.get(place),
        )

    def admit(self, action: Action, body: str, instant: datetime) -> bool:
        """Whether one of them that is about `action` takes it from `body`."""
        return any(
            admits(action, self.standing(edition, body, instant))
            for edition in self.editions
            if is_about(self.parts.get(edition.occasion_id, frozenset()), action)
        )

    @property
    def excepted(self) -> set[str]:
        return {body for _occasion, body in (*self.extended, *self.exempted)}


recorded: Kept[_Occasions] = Kept(64)


def gate(
    *,
    action: Action,
    year: int,
    kinds: Collection[OccasionKind],
    actor: Actor,
    instant: datetime,
) -> Gate:
    """Return towards which bodies the occasions of `kinds` admit `action` at `instant`.

    A year without such an occasion is open; one whose occasions are about other parts is not. A
    load may come after the due instant, since what it brings was stated elsewhere, but not when
    everything is locked. One query, or two, when none of it has been
    written since.
    """
    if actor.source in LOADS:
        found = _editions(year, kinds)
        unlocked = [one for one in found if one.state != OccasionState.LOCKED]
        return Gate(is_open=bool(unlocked) or not found, extended_to=frozenset())
    known = _read(action=action, year=year, kinds=kinds, actor=actor)
    return Gate(
        is_open=not known.editions or known.admit(action, "", instant),
        extended_to=frozenset(
            body for body in known.excepted if known.admit(action, body, instant)
        ),
    )


def refuse_closed(
    bodies: Sequence[str],
    refusals: Refusals,
    *,
    action: Action,
    year: int,
    kinds: Collection[OccasionKind],
    actor: Actor,
    instant: datetime,
    fact: str,
) -> None:
    """Add `OccasionClosed` for each row whose body the occasions do not admit; `fact` says it."""
    found = gate(action=action, year=year, kinds=kinds, actor=actor, instant=instant)
    for row, body in enumerate(bodies):
        if not found.is_open_to(body):
            refusals.add(
                OccasionClosed(
                    fact,
                    row=row,
                    column="body",
                    value=body,
                    remedy=_("Vänta till nästa tillfälle eller be om anstånd."),
                )
            )


def standing(
    *,
    action: Action,
    year: int,
    kind: OccasionKind,
    body: str,
    actor: Actor,
    instant: datetime,
) -> Standing | None:
    """Return how the occasion stands to `actor` doing `action` for `body`; None without one."""
    known = _read(action=action, year=year, kinds=[kind], actor=actor)
    for edition in known.editions:
        return known.standing(edition, body, instant)
    return None


def _editions(year: int, kinds: Collection[OccasionKind]) -> tuple[_Edition, ...]:
    found = access.occasion_editions(sight=EVERYTHING).filter(
        occasion__year=year, occasion__kind__in=[kind.value for kind in kinds]
    )
    return tuple(_Edition(*row) for row in found.values_list(*_OF_EDITION))


_OF_EDITION = ("occasion_id", "state", "opens_at", "due_at")


def _read(
    *, action: Action, year: int, kinds: Collection[OccasionKind], actor: Actor
) -> _Occasions:
    found = _recorded(year, frozenset(kinds))
    if not any(edition.state == OccasionState.LOCKED for edition in found.editions):
        return found
    occasions = [edition.occasion_id for edition in found.editions]
    return replace(found, exempted=_exempted(occasions, action, actor))


def _recorded(year: int, kinds: frozenset[OccasionKind]) -> _Occasions:
    """The occasions of these kinds, without anybody's exceptions: every save asks for them."""
    return recorded.answer(
        year, kinds, read=lambda: _occasions(year, kinds), version=kept_by.goals_apart(year)
    )


def _occasions(year: int, kinds: Collection[OccasionKind]) -> _Occasions:
    """One query."""
    of = {"occasion__year": year, "occasion__kind__in": [kind.value for kind in kinds]}
    editions = access.occasion_editions(sight=EVERYTHING).filter(**of)
    extended = access.occasion_bodies(sight=EVERYTHING).filter(extended_due_at__isnull=False, **of)
    told = rows_of(
        {
            "editions": editions.values_list(*_OF_EDITION),
            "parts": access.occasion_parts(sight=EVERYTHING)
            .filter(**of)
            .values_list("occasion_id", "part"),
            "extended": extended.values_list("occasion_id", "body__code", "extended_due_at"),
        }
    )
    parts: dict[int, set[PlanPart]] = defaultdict(set)
    for occasion, part in told["parts"]:
        parts[occasion].add(PlanPart(part))
    return _Occasions(
        editions=tuple(_Edition(*row) for row in told["editions"]),
        parts={occasion: frozenset(found) for occasion, found in parts.items()},
        extended={(occasion, body): due_at for occasion, body, due_at in told["extended"]},
        exempted={},
    )


def _exempted(occasions: Collection[int], action: Action, actor: Actor) -> Mapping[Place, datetime]:
    """Until when locks are open for `actor` doing `action`, the latest where there are several."""
    found: dict[Place, datetime] = {}
    openings = access.lock_openings(sight=EVERYTHING).filter(occasion__in=occasions)
    for opening in openings.select_related("body", "person"):
        if is_about([PlanPart(part) for part in opening.parts], action) and _is_for(opening, actor):
            place = (opening.occasion_id, opening.body.code)
            found[place] = max(opening.ends_at, found.get(place, opening.ends_at))
    return found


def _is_for(opening: LockOpening, actor: Actor) -> bool:
    """Whether `actor` is the person, has the role for the body, or is deputy for who it is."""
    if opening.person is None:
        places = {opening.body.code, ""}
        return any(one.role == opening.role and one.body in places for one in actor.holdings)
    person = opening.person.username
    return actor.code == person or any(
        one.deputy_for == person and one.body == opening.body.code for one in actor.holdings
    )
