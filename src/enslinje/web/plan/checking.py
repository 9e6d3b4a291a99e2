"""What the page before a submission shows: what hinders it, and how the plan has changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from enslinje.core.terms import Severity
from enslinje.filing import contents, parts, submissions
from enslinje.filing.contents import Comparison, Difference
from enslinje.filing.rows import StageRow
from enslinje.organisation import directory
from enslinje.reconciliation import messages
from enslinje.reconciliation import queries as reconciliation
from enslinje.reconciliation.picture import Finding
from enslinje.web.contents.place import place_of
from enslinje.web.plan import content_checks, words
from enslinje.web.plan.content_checks import Remark
from enslinje.web.plan.differences import ChangedTable, tables
from enslinje.web.plan.pages import address_of
from enslinje.web.plan.submitted import SHOWN
from enslinje.web.plan.words import Told
from enslinje.web.viewers import Viewer

PART_OF_SUBJECT = {"indicator": "malvarden", "goal": "bidrag"}


@dataclass(frozen=True)
class CheckPage:
    """The check of a body's plan. `last` and `year_before` are None where there is nothing."""

    year: int
    body: str
    slug: str
    state: str
    blocking: tuple[Remark, ...]
    warnings: tuple[Remark, ...]
    notices: tuple[Remark, ...]
    last: tuple[ChangedTable, ...] | None
    year_before: tuple[ChangedTable, ...] | None


def check_page(viewer: Viewer, *, year: int, slug: str, body: str, stage: StageRow) -> CheckPage:
    """Return the check of the body's plan, as it is saved and as far as the viewer sees it."""
    remarks = content_checks.remarks(viewer, place_of(year, slug))
    work = parts.plan_work(year=year, bodies=[body])[body]
    picture = reconciliation.picture(year, saved=frozenset({body}))
    mine = [one for one in picture.findings if one.body and one.body.code == body]
    last, year_before = _changes(body, year)
    return CheckPage(
        year=year,
        body=directory.body_names().get(body, body),
        slug=slug,
        state=words.state(stage),
        blocking=tuple(
            Remark(task.title, address_of(of.part.name, year=year, slug=slug, code=task.code))
            for of in work.required
            for task in of.left
        ),
        warnings=(
            *_remarks(mine, {Severity.ERROR, Severity.WARNING}, year, slug),
            *remarks.warnings,
        ),
        notices=(
            *_remarks(mine, {Severity.INFORMATION}, year, slug),
            *remarks.notices,
        ),
        last=last,
        year_before=year_before,
    )


def _remarks(
    findings: Iterable[Finding], severities: set[Severity], year: int, slug: str
) -> tuple[Remark, ...]:
    return tuple(
        Remark(
            messages.sentence(one),
            address_of(
                PART_OF_SUBJECT.get(one.subject_kind, ""), year=year, slug=slug, code=one.subject
            ),
        )
        for one in findings
        if one.severity in severities
    )


def _changes(
    body: str, year: int
) -> tuple[tuple[ChangedTable, ...] | None, tuple[ChangedTable, ...] | None]:
    """How the plan differs from what was submitted last, and from what was the year before."""
    last, before = (_submitted(body, of) for of in (year, year - 1))
    asked: list[Comparison] = []
    if last:
        asked.append(contents.of_versions(body=body, year=year, before=last))
    if before:
        kinds = {*SHOWN, "beredning"}
        asked.append(contents.of_years(kinds, body=body, year=year, before=before))
    found = iter(contents.compare(*asked))
    return (
        _since(next(found), year) if last else None,
        _of_years(next(found), year) if before else None,
    )


def _submitted(body: str, year: int) -> int | None:
    """The change set in which the body submitted its plan of the year last, if it has."""
    filings = submissions.filings(year=year, body=body)
    return filings[-1].change_set if filings else None


def _since(found: Sequence[Difference], year: int) -> tuple[ChangedTable, ...]:
    return tables(found, _told(found, year))


def _of_years(found: Sequence[Difference], year: int) -> tuple[ChangedTable, ...]:
    return tables(found, _told(found, year), _told(found, year - 1))


def _told(found: Iterable[Difference], year: int) -> Told:
    return words.told(year, [(one.content, one.place, one.row) for one in found])
