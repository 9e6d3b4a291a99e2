"""What the operations of reconciliation take. Goals and indicators are named by codes."""

from dataclasses import dataclass

from enslinje.core.terms import Basis, Grade, JudgementKind, OccasionKind
from enslinje.core.versions import UNSEEN, Seen


@dataclass(frozen=True, kw_only=True)
class JudgementDraft:
    """An assessment of a goal or a sub-area, made at an occasion of the operation's year.

    `stated_as` is the wording it was given in. `reason` and `condition` have a basis of their
    own, exactly when there is a text. `judged_by` is the code of the person or office.
    """

    goal: str
    occasion: OccasionKind
    kind: JudgementKind
    grade: Grade
    judged_by: str
    basis: Basis
    stated_as: str = ""
    reason: str = ""
    reason_basis: Basis | None = None
    condition: str = ""
    condition_basis: Basis | None = None
    seen: Seen = UNSEEN
    source_ref: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class IndicatorJudgementDraft:
    """Whether an indicator is in line with what the council wants, by somebody's word."""

    indicator: str
    in_line: bool
    reason: str
    judged_by: str
    basis: Basis
    seen: Seen = UNSEEN
    source_ref: str = ""
    note: str = ""
