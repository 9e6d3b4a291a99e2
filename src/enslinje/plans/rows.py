"""What is read of the bodies' plans for a year."""

from dataclasses import dataclass

from enslinje.core.origins import Origin
from enslinje.core.terms import ContributionState, Criterion, Relevance


@dataclass(frozen=True, slots=True)
class ContributionRow:
    """What a body says of a goal, and what the centre says of the pair."""

    goal: str
    body: str
    state: ContributionState
    criterion: Criterion
    relevance: Relevance | None
    text: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """A planned activity with its goals, bodies and groups; groups by name and by code."""

    code: str
    title: str
    goals: tuple[str, ...]
    bodies: tuple[str, ...]
    groups: tuple[str, ...]
    group_names: tuple[str, ...]
    origin: Origin
