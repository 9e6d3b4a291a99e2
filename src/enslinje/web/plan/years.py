"""How a body's submitted plan differs from the one it submitted the year before: for everybody."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from enslinje.core.marking import PUBLIC_SIGHT
from enslinje.filing import contents, submissions
from enslinje.filing.contents import Difference
from enslinje.filing.rows import FilingRow
from enslinje.organisation import directory
from enslinje.web.downloads import Column, List
from enslinje.web.plan import words
from enslinje.web.plan.differences import ChangedTable, tables
from enslinje.web.plan.submitted import SHOWN, numbered, told_as_submitted


@dataclass(frozen=True)
class YearsPage:
    """The plan of a year beside that of the year before; `earlier` is "" when there is none.

    `said` and `earlier` tell when each was submitted, and as which version.
    """

    year: int
    year_before: int
    body: str
    slug: str
    said: str
    earlier: str
    is_invented: bool
    tables: tuple[ChangedTable, ...]


def years_page(*, year: int, slug: str, body: str) -> YearsPage:
    """Return how the latest versions of two years differ. Raise `Http404` without this year's."""
    filing = numbered(submissions.filings(year=year, body=body), None)
    earlier = submissions.filings(year=year - 1, body=body)
    before = earlier[-1] if earlier else None
    return YearsPage(
        year=year,
        year_before=year - 1,
        body=directory.body_names().get(body, body),
        slug=slug,
        said=_said(filing),
        earlier=_said(before) if before else "",
        is_invented="invented" in {one.basis for one in (filing, before) if one},
        tables=_tables(body, filing, before) if before else (),
    )


def years_list(page: YearsPage) -> List:
    """Return the same as a list: a row for each place that differs."""
    return List(
        f"plan_mot_{page.year_before}_{page.slug}",
        (
            Column("part", _("Del av planen")),
            Column("about", _("Vad")),
            Column("before", str(page.year_before)),
            Column("after", str(page.year)),
            Column("difference", _("Skillnad")),
        ),
        tuple(
            (str(table.words), line.title, line.before, line.after, line.difference)
            for table in page.tables
            for line in table.lines
        ),
    )


def _said(filing: FilingRow) -> str:
    return f"{words.submitted(filing.at)}, {words.numbered(filing)}"


def _tables(body: str, filing: FilingRow, before: FilingRow) -> tuple[ChangedTable, ...]:
    (found,) = contents.compare(
        contents.of_years(
            SHOWN,
            body=body,
            year=filing.year,
            before=before.change_set,
            after=filing.change_set,
            sight=PUBLIC_SIGHT,
        )
    )
    now, then = (_told(found, body, one) for one in (filing, before))
    return tables(found, now, then)


def _told(found: Iterable[Difference], body: str, filing: FilingRow) -> words.Told:
    places = [(one.content, one.place, one.row) for one in found]
    return told_as_submitted(places, body, filing.year, filing.change_set)
