"""Findings are data: a rule id, a severity, a body, and the indicator or goal it is about."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from enslinje.core.terms import Severity


@dataclass(frozen=True)
class Rule:
    """A named rule. Its page is docs/rules/<id>.md; its sentence is in the word catalogue."""

    id: str
    severity: Severity


_FINDINGS = (
    Rule("target-missing", Severity.ERROR),
    Rule("target-pending-overdue", Severity.ERROR),
    Rule("council-target-not-met", Severity.ERROR),
    Rule("judgement-without-reason", Severity.ERROR),
    Rule("council-target-partly-met", Severity.WARNING),
    Rule("verdict-withheld", Severity.WARNING),
    Rule("target-below-outcome", Severity.WARNING),
    Rule("target-below-council", Severity.WARNING),
    Rule("aggregate-below-outcome", Severity.WARNING),
    Rule("mandatory-not-in-line", Severity.WARNING),
    Rule("contribution-missing", Severity.WARNING),
    Rule("parts-by-sex-disagree", Severity.WARNING),
    Rule("judgement-stronger", Severity.INFORMATION),
    Rule("target-pending", Severity.INFORMATION),
    Rule("contribution-not-stated", Severity.INFORMATION),
)

FINDING_RULES: Mapping[str, Rule] = MappingProxyType({rule.id: rule for rule in _FINDINGS})
"""Every rule that finds something, in the order a reader wants them."""

FIGURE_RULES = (
    "target-roll-up",
    "target-alignment",
    "coverage",
    "ambition",
    "contribution-count",
    "assessment-proposal",
    "register-count",
    "recorded-judgement",
    "stated-value",
    "result-budget",
    "reserve-balance",
    "decided-amount",
)
"""The rules that figures are worked out by."""
