"""What the page before a submission shows: what hinders it, and how the plan has changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from enslinje.core.terms import Severity
from enslinje.filing import contents, parts, submissions
from enslinje.filing.contents import CONTENTS, Difference
from enslinje.filing.rows import StageRow
from enslinje.goals.naming import Named
from enslinje.organisation import directory
from enslinje.reconciliation import messages
from enslinje.reconciliation import queries as reconciliation
from enslinje.reconciliation.picture import Finding
from enslinje.web.contents.place import place_of
from enslinje.web.plan import content_checks, words
from enslinje.web.plan.content_checks import Remark
from enslinje.web.plan.pages import address_of
from enslinje.web.viewers import Viewer
from enslinje.web.words import Word

PART_OF_SUBJECT = {"indicator": "malvarden", "goal": "bidrag"}


@dataclass(frozen=True)
class Changed:
    """A place where two versions differ, in words and numbers."""

    title: str
    before: str
    after: str


@dataclass(frozen=True)
class ChangedTable:
    """The places of one table in which two versions differ."""

    words: Word
    lines: tuple[Changed, ...]


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
    filings = submissions.filings(year=year, body=body)
    since = filings[-1].change_set if filings else None
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
        last=tables(contents.differences(body=body, year=year, before=since), year)
        if since
        else None,
        year_before=_year_before(body, year),
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


def _year_before(body: str, year: int) -> tuple[ChangedTable, ...] | None:
    """How the plan differs from what the body submitted the year before."""
    filings = submissions.filings(year=year - 1, body=body)
    if not filings:
        return None
    found: list[Difference] = []
    for content in CONTENTS:
        before = contents.held_in(
            content, body=body, year=year - 1, change_set=filings[-1].change_set
        )
        now = contents.held_in(content, body=body, year=year)
        found += contents.compared(content, contents.of_any_year(before), contents.of_any_year(now))
    return tables(found, year)


def tables(
    differences: Sequence[Difference], year: int, about: Named | None = None
) -> tuple[ChangedTable, ...]:
    """Put differences in words, table by table. Without `about`, with the names that hold now."""
    about = about or words.named(
        year, [(one.content, one.place, one.after or one.before) for one in differences]
    )
    found = []
    sections = words.headings(year, {one.content.kind for one in differences})
    for content in CONTENTS:
        lines = tuple(
            _line(one, year, about, sections) for one in differences if one.content is content
        )
        if lines:
            found.append(ChangedTable(words.content_words(content), lines))
    return tuple(found)


def _line(one: Difference, year: int, about: Named, sections: Mapping[str, str]) -> Changed:
    row = one.after or one.before
    return Changed(
        title=words.title(one.content, one.place, year, about, row=row, sections=sections),
        before=words.said(one.content, one.before, year, about),
        after=words.said(one.content, one.after, year, about),
    )
