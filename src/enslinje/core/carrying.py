"""What is carried from one year to the next, and what waits for somebody to choose."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from enslinje.core.terms import Basis


class CarriedKind(StrEnum):
    """What a year consists of, in the order it is carried over."""

    REGISTER = "register"
    GROUPS = "groups"
    OCCASIONS = "occasions"
    GOALS = "goals"
    EXPECTATIONS = "expectations"
    INDICATORS = "indicators"
    DUTIES = "duties"
    COUNCIL_TARGETS = "council_targets"
    QUOTAS = "quotas"
    THEMES = "themes"
    TAGS = "tags"
    SECTIONS = "sections"


class ChoiceKind(StrEnum):
    """Why something is not carried over, or not whole, until somebody chooses."""

    BODY_CLOSED = "body_closed"
    BODY_GOAL = "body_goal"
    BODY_INDICATOR = "body_indicator"
    INDICATOR_ENDED = "indicator_ended"
    TARGET_ABSENT = "target_absent"
    TARGET_PENDING = "target_pending"
    DATE_UNKNOWN = "date_unknown"


@dataclass(frozen=True, slots=True)
class Carried:
    """Things of one kind, by what they are called, in order."""

    kind: CarriedKind
    names: tuple[str, ...]

    @property
    def count(self) -> int:
        return len(self.names)


@dataclass(frozen=True, slots=True)
class Choice:
    """Something for somebody to choose: about what, and why."""

    kind: ChoiceKind
    subject: str


@dataclass(frozen=True, slots=True)
class Outline:
    """What would be carried over, and what waits. Kinds of which there is nothing are left out."""

    carried: tuple[Carried, ...]
    choices: tuple[Choice, ...]

    def beside(self, other: "Outline") -> "Outline":
        """Both, this one first, what is to be chosen once."""
        choices = dict.fromkeys(self.choices + other.choices)
        return Outline(self.carried + other.carried, tuple(choices))


def outline(
    named: Iterable[tuple[CarriedKind, Iterable[str]]], choices: Iterable[Choice] = ()
) -> Outline:
    """Return the outline of what is named by kind, without the kinds of which there is nothing."""
    carried = [Carried(kind, tuple(names)) for kind, names in named]
    return Outline(tuple(one for one in carried if one.count), tuple(dict.fromkeys(choices)))


def carried_basis(basis: Basis) -> Basis:
    """Return what a thing carried over rests on: nobody has said it of the new year, so inferred.

    What rested on less still does.
    """
    return max(basis, Basis.INFERRED, key=lambda one: one.weakness)
