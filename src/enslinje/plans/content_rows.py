"""What is read of one body's plan, for its lists and forms."""

from dataclasses import dataclass
from datetime import date

from enslinje.core.budget_terms import AccountGroup
from enslinje.core.origins import Origin
from enslinje.core.plan_terms import NeededOf
from enslinje.core.terms import (
    ActivityState,
    Basis,
    ContributionState,
    Criterion,
    OwnerKind,
    PartyRole,
    PreparationKind,
)


@dataclass(frozen=True, slots=True)
class OwnContribution:
    """What one body says of a goal in a year; `fact` is what a form that changes it rests on."""

    year: int
    goal: str
    state: ContributionState
    criterion: Criterion
    text: str
    fact: int


@dataclass(frozen=True, slots=True)
class Party:
    """A body, or a group, that takes part in an activity: the other code is empty."""

    body: str
    group: str
    group_name: str
    role: PartyRole


@dataclass(frozen=True, slots=True)
class PlannedActivity:
    """An activity as it reads in a year, for whoever changes it. `ends_on` is not part of it."""

    code: str
    title: str
    owner_kind: OwnerKind
    state: ActivityState
    starts_on: date | None
    ends_on: date | None
    goals: tuple[str, ...]
    parties: tuple[Party, ...]
    themes: tuple[str, ...]
    origin: Origin
    fact: int
    responsible_function: str

    @property
    def planners(self) -> tuple[str, ...]:
        """Codes of those whose it is: the bodies that lead it, else that take part; "" for all."""
        bodies = [one for one in self.parties if one.body and self.owner_kind is OwnerKind.BODY]
        leading = [one.body for one in bodies if one.role is PartyRole.LEAD]
        return tuple(leading or [one.body for one in bodies] or [""])


@dataclass(frozen=True, slots=True)
class ActivityToSeeTo:
    """An activity that somebody of a body is to see to; `ends_on` is not part of it."""

    body: str
    year: int
    code: str
    title: str
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class GoalConflictRow:
    """Two goals that a body finds in conflict; `fact` is what a form that changes it rests on."""

    goal: str
    other: str
    text: str
    handling: str
    origin: Origin
    fact: int


@dataclass(frozen=True, slots=True)
class HindranceRow:
    """What stands in the way of a goal, "" for none in particular, and what would be needed.

    `needed_body` is the code of the body that it is needed of, "" unless it is another body;
    `fact` is what a form that changes it rests on.
    """

    code: str
    goal: str
    text: str
    needed: str
    needed_of: NeededOf
    needed_body: str
    origin: Origin
    fact: int


@dataclass(frozen=True, slots=True)
class PreparationRow:
    """A step of how a plan was prepared; `fact` is what a form that changes it rests on."""

    code: str
    kind: PreparationKind
    held_on: date
    counterpart: str
    said: str
    minutes_ref: str
    origin: Origin
    fact: int


@dataclass(frozen=True, slots=True)
class PlannedAmount:
    """An amount of a plan's budget in whole öre, costs negative; no `line` is the whole body."""

    line: str
    line_name: str
    activity_area: str
    account_group: AccountGroup
    for_year: int
    amount_ore: int
    basis: Basis


@dataclass(frozen=True, slots=True)
class TaggedActivity:
    """An activity, the codes of the bodies whose it is, and those of the themes that it has."""

    code: str
    title: str
    planners: tuple[str, ...]
    themes: tuple[str, ...]
