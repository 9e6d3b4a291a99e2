"""What the page of findings shows: grouped by how much they matter."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from enslinje.core.findings import FINDING_RULES
from enslinje.core.terms import Severity
from enslinje.reconciliation.picture import Finding, Picture
from enslinje.reconciliation.rule_names import rule_name
from enslinje.web import words
from enslinje.web.choices import Choice, Filter
from enslinje.web.downloads import Column, List
from enslinje.web.words import Word


@dataclass(frozen=True)
class RuleGroup:
    """Findings of one rule."""

    rule: str
    name: Word
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class SeverityGroup:
    """Findings of one severity, by rule. Information is folded: it asks nothing of anybody."""

    severity: Severity
    words: Word
    count: int
    rules: tuple[RuleGroup, ...]

    @property
    def is_folded(self) -> bool:
        return self.severity is Severity.INFORMATION


@dataclass(frozen=True)
class SeverityCount:
    """How many findings are of one severity."""

    severity: Severity
    words: Word
    count: int


@dataclass(frozen=True)
class FindingsPage:
    """The findings that are left after filtering, and the filters; `counts` are of all."""

    counts: tuple[SeverityCount, ...]
    groups: tuple[SeverityGroup, ...]
    shown: int
    total: int
    is_narrowed: bool
    filters: tuple[Filter, ...]


def grouped(findings: Iterable[Finding]) -> tuple[SeverityGroup, ...]:
    """Group findings by severity, the gravest first, then by rule."""
    every = tuple(findings)
    groups = (_group(severity, every) for severity in Severity)
    return tuple(group for group in groups if group.count)


def _group(severity: Severity, every: tuple[Finding, ...]) -> SeverityGroup:
    mine = [finding for finding in every if finding.severity is severity]
    by_rule = [
        RuleGroup(rule, rule_name(rule), tuple(f for f in mine if f.rule == rule))
        for rule in FINDING_RULES
    ]
    return SeverityGroup(
        severity,
        words.SEVERITY[severity],
        len(mine),
        tuple(group for group in by_rule if group.findings),
    )


def severities(picture: Picture) -> tuple[SeverityCount, ...]:
    """How many findings there are of each severity, the gravest first."""
    return tuple(
        SeverityCount(
            severity,
            words.SEVERITY[severity],
            sum(finding.severity is severity for finding in picture.findings),
        )
        for severity in Severity
    )


def findings_page(picture: Picture, query: Mapping[str, str]) -> FindingsPage:
    """Return the findings, narrowed by `regel`, `namnd` and `mal`."""
    chosen = _chosen(picture, query)
    return FindingsPage(
        counts=severities(picture),
        groups=grouped(chosen),
        shown=len(chosen),
        total=len(picture.findings),
        is_narrowed=any(query.get(name) for name in ("regel", "namnd", "mal")),
        filters=_filters(picture, query),
    )


def _filters(picture: Picture, query: Mapping[str, str]) -> tuple[Filter, ...]:
    rule, body, goal = (query.get(name, "") for name in ("regel", "namnd", "mal"))
    used = {finding.rule for finding in picture.findings}
    concerned = {finding.body.slug for finding in picture.findings if finding.body}
    by_rule = tuple(
        Choice(known, rule_name(known), known == rule) for known in FINDING_RULES if known in used
    )
    by_body = tuple(
        Choice(known.slug, known.name, known.slug == body)
        for known in picture.bodies
        if known.slug in concerned
    )
    by_goal = tuple(
        Choice(known.code, f"{known.number} {known.name}", known.code == goal)
        for known in picture.area_goals
    )
    return (
        Filter("regel", gettext("Regel"), by_rule, gettext("Alla")),
        Filter("namnd", gettext("Nämnd eller bolag"), by_body, gettext("Alla")),
        Filter("mal", gettext("Mål"), by_goal, gettext("Alla")),
    )


def _chosen(picture: Picture, query: Mapping[str, str]) -> list[Finding]:
    rule, body, goal = (query.get(name, "") for name in ("regel", "namnd", "mal"))
    return [
        finding
        for finding in picture.findings
        if (not rule or finding.rule == rule)
        and (not body or (finding.body is not None and finding.body.slug == body))
        and (not goal or goal_of(finding) == goal)
    ]


def goal_of(finding: Finding) -> str:
    """The area goal that a finding is about."""
    return finding.indicator.goal if finding.indicator else finding.subject


def findings_list(picture: Picture, query: Mapping[str, str]) -> List:
    """The findings as a file, narrowed like the page."""
    return List(
        "iakttagelser",
        (
            Column("rule", gettext("Regel")),
            Column("severity", gettext("Allvar")),
            Column("body", gettext("Nämnd eller bolag")),
            Column("goal", gettext("Mål")),
            Column("subject_kind", gettext("Gäller")),
            Column("subject", gettext("Kod")),
            Column("subject_name", gettext("Namn")),
            Column("message", gettext("Iakttagelse")),
        ),
        tuple(
            (
                finding.rule,
                finding.severity.value,
                finding.body.name if finding.body else None,
                goal_of(finding),
                finding.subject_kind,
                finding.subject,
                finding.subject_name,
                finding.message,
            )
            for finding in _chosen(picture, query)
        ),
    )
