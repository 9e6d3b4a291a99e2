"""What the operations on a plan's conflicts, preparation and budget take. Amounts: whole öre."""

from dataclasses import dataclass
from datetime import date

from enslinje.core.budget_terms import AccountGroup
from enslinje.core.plan_terms import NeededOf
from enslinje.core.terms import Basis, PreparationKind
from enslinje.core.versions import UNSEEN, Seen


@dataclass(frozen=True, kw_only=True)
class GoalConflictDraft:
    """Two goals that a body finds in conflict, in whichever order, and how it handles that."""

    body: str
    goal: str
    other: str
    text: str
    basis: Basis
    handling: str = ""
    seen: Seen = UNSEEN
    source_ref: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class EndedGoalConflictDraft:
    """Two goals that are in conflict no more."""

    body: str
    goal: str
    other: str
    seen: Seen = UNSEEN


@dataclass(frozen=True, kw_only=True)
class HindranceDraft:
    """What stands in the way of a goal, or of none in particular, and what would be needed.

    `needed_body` is named when it is needed of another body, and only then.
    """

    body: str
    code: str
    text: str
    needed: str
    needed_of: NeededOf
    basis: Basis
    goal: str = ""
    needed_body: str = ""
    seen: Seen = UNSEEN
    source_ref: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class EndedHindranceDraft:
    """A hindrance that is there no more."""

    body: str
    code: str
    seen: Seen = UNSEEN


@dataclass(frozen=True, kw_only=True)
class PreparationDraft:
    """A step of how the plan was prepared. `minutes_ref` says where its minutes are kept."""

    body: str
    code: str
    kind: PreparationKind
    held_on: date
    said: str
    basis: Basis
    counterpart: str = ""
    minutes_ref: str = ""
    seen: Seen = UNSEEN
    source_ref: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class EndedPreparationDraft:
    """A step that was recorded by mistake."""

    body: str
    code: str
    seen: Seen = UNSEEN


@dataclass(frozen=True, kw_only=True)
class PlannedAmountDraft:
    """An amount, as in the result budget: costs negative. `line` is "" for the body as a whole."""

    activity_area: str
    account_group: AccountGroup
    for_year: int
    amount_ore: int
    line: str = ""


@dataclass(frozen=True, kw_only=True)
class PlanBudgetDraft:
    """A body's whole budget in its plan: these amounts and no others.

    `seen` is the last change set that changed it.
    """

    body: str
    basis: Basis
    amounts: tuple[PlannedAmountDraft, ...] = ()
    seen: Seen = UNSEEN
    source_ref: str = ""
    note: str = ""
