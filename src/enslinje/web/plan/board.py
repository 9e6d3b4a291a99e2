"""How far every body has come with its plan: the centre's list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from enslinje.core.sorting import swedish_key
from enslinje.core.terms import CountsAs, PlanState
from enslinje.filing import parts, submissions
from enslinje.filing.rows import StageRow
from enslinje.organisation import queries
from enslinje.web.choices import Choice, Filter
from enslinje.web.downloads import Column, List
from enslinje.web.plan import words

NOT_SUBMITTED, SUBMITTED = "ej-inlamnad", "inlamnad"


@dataclass(frozen=True)
class BoardLine:
    """A body: where its plan stands, how much of it is ready, when it was last written to."""

    body: str
    slug: str
    is_submitted: bool
    shape: str
    state: str
    ready: int
    total: int
    at: datetime | None
    versions: int


@dataclass(frozen=True)
class BoardPage:
    """All bodies that hand in a plan, or those that are asked for."""

    year: int
    lines: tuple[BoardLine, ...]
    submitted: int
    total: int
    filters: tuple[Filter, ...]


def board_page(*, year: int, only: str) -> BoardPage:
    """Return how far each body of the year's register has come. Its content is not told."""
    rows = [row for row in queries.bodies(year=year) if row.counts_as is not CountsAs.NONE]
    rows.sort(key=lambda row: (row.counts_as is CountsAs.COMPANY, swedish_key(row.short_name)))
    codes = [row.code for row in rows]
    work = parts.plan_work(year=year, bodies=codes)
    stages = submissions.stages(year=year, bodies=codes)
    filings = submissions.filings(year=year)
    lines = []
    for row in rows:
        stage = stages.get(row.code, StageRow(row.code, PlanState.DRAFT))
        versions = sum(one.body == row.code for one in filings)
        lines.append(
            BoardLine(
                body=row.short_name,
                slug=row.slug,
                is_submitted=versions > 0,
                shape=words.SHAPE[stage.state],
                state=words.state(stage),
                ready=work[row.code].ready,
                total=work[row.code].tasks,
                at=max(filter(None, (work[row.code].last[0], stage.at)), default=None),
                versions=versions,
            )
        )
    return BoardPage(
        year=year,
        lines=tuple(line for line in lines if _is_asked(line, only)),
        submitted=sum(line.is_submitted for line in lines),
        total=len(lines),
        filters=(_filter(lines, only),),
    )


def _is_asked(line: BoardLine, only: str) -> bool:
    return only not in {NOT_SUBMITTED, SUBMITTED} or line.is_submitted == (only == SUBMITTED)


def board_list(page: BoardPage) -> List:
    """The list as a file."""
    columns = (
        Column("body", _("Nämnd eller bolag")),
        Column("state", _("Läge")),
        Column("ready", _("Klara uppgifter")),
        Column("total", _("Uppgifter")),
        Column("last_written", _("Senast skrivet")),
        Column("versions", _("Inlämnade versioner")),
    )
    rows = tuple(
        (
            line.body,
            line.state,
            line.ready,
            line.total,
            line.at.isoformat() if line.at else "",
            line.versions,
        )
        for line in page.lines
    )
    return List("lage", columns, rows)


def _filter(lines: Sequence[BoardLine], only: str) -> Filter:
    missing = sum(not line.is_submitted for line in lines)
    choices = (
        (NOT_SUBMITTED, _("Ej inlämnade"), missing),
        (SUBMITTED, _("Inlämnade"), len(lines) - missing),
    )
    return Filter(
        name="lage",
        label=_("Läge"),
        choices=tuple(
            Choice(value, f"{text} ({count})", is_chosen=value == only)
            for value, text, count in choices
        ),
        all_words=_("Alla"),
    )
