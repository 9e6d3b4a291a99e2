"""How an occasion stands at an instant to whoever asks: the one function that decides it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from enslinje.core.deadlines import is_past
from enslinje.core.policy import Action, Standing, standing_of
from enslinje.core.terms import OccasionState, PlanPart


@dataclass(frozen=True, slots=True)
class Window:
    """What the office has said of an occasion. An instant that is not known stops nobody."""

    state: OccasionState
    opens_at: datetime | None = None
    due_at: datetime | None = None


def standing_at(
    window: Window,
    instant: datetime,
    *,
    extended_due_at: datetime | None = None,
    exempted_until: datetime | None = None,
) -> Standing:
    """Return how the occasion stands at `instant`.

    Every end is inclusive: at the due instant, at that of an extension and at the end of an
    exception it is in time, a microsecond later it is not. At the opening instant it is open.

    Args:
        window: the occasion.
        instant: the instant, by the server's clock.
        extended_due_at: the body's own due instant, if it was given one.
        exempted_until: until when the lock is open for whoever asks, if it is.
    """
    if window.state is OccasionState.OPEN and window.opens_at and instant < window.opens_at:
        return Standing.PLANNED
    return standing_of(
        window.state,
        is_past=is_past(window.due_at, instant),
        has_later=extended_due_at is not None and not is_past(extended_due_at, instant),
        is_exempted=exempted_until is not None and not is_past(exempted_until, instant),
    )


PART_OF: Mapping[Action, PlanPart] = {
    Action.STATE_TARGET: PlanPart.TARGETS,
    Action.STATE_CONTRIBUTION: PlanPart.CONTRIBUTIONS,
    Action.PLAN_ACTIVITY: PlanPart.ACTIVITIES,
    Action.WRITE_SECTION: PlanPart.TEXT,
    Action.STATE_PLAN_BUDGET: PlanPart.BUDGET,
}
"""The part of a plan that an action changes. What is not here is about no single part."""


OF_THE_WHOLE = frozenset({Action.SUBMIT_PLAN})
"""What is about whichever parts there are: a plan is submitted as a whole."""


def is_about(parts: Collection[PlanPart], action: Action) -> bool:
    """Whether what is said of `parts` is about `action`: no parts are all of them."""
    return not parts or action in OF_THE_WHOLE or PART_OF.get(action) in parts
