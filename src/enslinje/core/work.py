"""What there is to do in a body's plan, and how far it has come: counted, never guessed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from enslinje.core.terms import WorkState


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that a body has to do in its plan: state a target, write a section.

    Attributes:
        body: the code of the body.
        code: what it is about within its part: of an indicator, a goal, a section.
        title: what that is called, in Swedish.
        at, by: when it was last written to and the code of who did; None and "" when never.
    """

    body: str
    code: str
    title: str
    state: WorkState
    at: datetime | None = None
    by: str = ""


def state_of(tasks: Iterable[Task]) -> WorkState:
    """Return how far tasks have come together: ready when all are, not started when none is."""
    states = {task.state for task in tasks}
    if states == {WorkState.READY}:
        return WorkState.READY
    return WorkState.STARTED if states - {WorkState.NOT_STARTED} else WorkState.NOT_STARTED


def last_of(tasks: Sequence[Task]) -> tuple[datetime | None, str]:
    """Return when any of the tasks was last written to, and by whom."""
    written = [(task.at, task.by) for task in tasks if task.at is not None]
    return max(written, default=(None, ""))
