"""What is read of the bodies' plans for a year."""

from dataclasses import dataclass
from datetime import datetime

from enslinje.core.origins import Origin
from enslinje.core.terms import ContributionState, Criterion, Relevance, SectionScope, WorkState


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
    responsible_function: str = ""


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section as the office asks for it in a year; `fact` is what a change of it rests on."""

    code: str
    heading: str
    guidance: str
    sort_order: int
    scope: SectionScope
    origin: Origin
    fact: int


@dataclass(frozen=True, slots=True)
class Touched:
    """Who wrote something and when: a person's code, the instant of the change set."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class BodySection:
    """A section of a body's plan: what is asked, what stands there, how far it has come.

    Attributes:
        section: what the office asks for.
        text: what the body has written, in Markdown; "" when nothing.
        before: what it wrote there in the year before; "" when nothing.
        figure_refs: references of the figures that are bound in it.
        fact: the id that a save rests on; None where nothing is written.
        state: how far the body has come.
        written: who wrote the text last; None when nobody has.
        moved: who moved the state last; None when nobody has.
    """

    section: SectionRow
    text: str
    before: str
    figure_refs: tuple[str, ...]
    fact: int | None
    state: WorkState
    written: Touched | None
    moved: Touched | None
