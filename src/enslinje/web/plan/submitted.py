"""What is shown of plans as they were submitted: the receipt, the plan, and what differs."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.http import Http404
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from enslinje.core.marking import PUBLIC_SIGHT, Sight
from enslinje.filing import contents, submissions
from enslinje.filing.contents import Asked, Difference
from enslinje.filing.rows import FilingRow
from enslinje.filing.tables import CONTENTS, Content, Place, Row
from enslinje.organisation import directory
from enslinje.web.plan import words
from enslinje.web.plan.decided import PublicFile, public_files
from enslinje.web.plan.differences import ChangedTable, tables
from enslinje.web.plan.words import Told
from enslinje.web.texts import written
from enslinje.web.words import Word


@dataclass(frozen=True)
class Receipt:
    """The receipt of one submission. `is_intact`: what is recorded gives the hash that it bears."""

    year: int
    body: str
    slug: str
    filing: FilingRow
    version: str
    submitted: str
    decided: str
    changed: str
    is_intact: bool


@dataclass(frozen=True)
class Said:
    """A place of the plan and what the plan says there; `is_marked`: not to everybody."""

    title: str
    words: str
    is_marked: bool = False

    @property
    def text(self) -> SafeString:
        """Running text as it is read, below its own heading."""
        return written.shown(self.words, highest_heading=4)


@dataclass(frozen=True)
class PlanTable:
    """A table of the plan in words. Texts are read as text, the others as rows."""

    kind: str
    words: Word
    lines: tuple[Said, ...]

    @property
    def is_text(self) -> bool:
        """Whether it is read as running text."""
        return self.kind == "avsnittstext"


@dataclass(frozen=True)
class Version:
    """A submitted version among the others."""

    number: int
    words: str
    submitted: str
    reason: str


@dataclass(frozen=True)
class PlanPage:
    """A submitted plan, for everybody."""

    year: int
    body: str
    slug: str
    year_before: int
    number: int
    version: str
    submitted: str
    decided: str
    sha256: str
    reason: str
    is_editorial: bool
    is_invented: bool
    versions: tuple[Version, ...]
    files: tuple[PublicFile, ...]
    tables: tuple[PlanTable, ...]

    @property
    def has_marked(self) -> bool:
        """Whether something of it is not shown to everybody."""
        return any(line.is_marked for table in self.tables for line in table.lines)


@dataclass(frozen=True)
class ComparePage:
    """Two versions of a plan, and the places in which they differ; None when there are not two."""

    year: int
    body: str
    slug: str
    versions: tuple[Version, ...]
    before: int
    after: int
    said: tuple[Version, ...]
    tables: tuple[ChangedTable, ...]


def receipt(*, year: int, slug: str, body: str, number: int) -> Receipt:
    """Return the receipt of the body's submission with that number. Raise `Http404` without it."""
    filing = numbered(submissions.filings(year=year, body=body), number)
    sha256, _rows = contents.fingerprint(body=body, year=year, change_set=filing.change_set)
    changed = contents.changed_since(body=body, year=year, change_set=filing.change_set)
    return Receipt(
        year=year,
        body=directory.body_names().get(body, body),
        slug=slug,
        filing=filing,
        version=words.numbered(filing),
        submitted=words.submitted(filing.at),
        decided=words.decided(filing.decision) if filing.decision else "",
        changed=words.changed(sum(changed.values())),
        is_intact=sha256 == filing.content_sha256,
    )


def plan_page(
    *, year: int, slug: str, body: str, number: int | None = None, sight: Sight = PUBLIC_SIGHT
) -> PlanPage:
    """Return a body's plan as it was submitted, by default the latest. Raise `Http404` without."""
    filings = submissions.filings(year=year, body=body)
    filing = numbered(filings, number)
    return PlanPage(
        year=year,
        body=directory.body_names().get(body, body),
        slug=slug,
        year_before=year - 1,
        number=filing.number,
        version=words.numbered(filing),
        submitted=words.submitted(filing.at),
        decided=words.decided(filing.decision) if filing.decision else "",
        sha256=filing.content_sha256,
        reason=filing.reason,
        is_editorial=filing.is_editorial,
        is_invented=filing.basis == "invented",
        versions=_versions(filings),
        files=public_files(filing, slug=slug),
        tables=_tables(body, year, filing.change_set, sight),
    )


def compare_page(*, year: int, slug: str, body: str, asked: Mapping[str, str]) -> ComparePage:
    """Return how two versions of a body's plan differ, by default the last two."""
    filings = submissions.filings(year=year, body=body)
    after = numbered(filings, _number(asked.get("till", "")))
    earlier = _number(asked.get("fran", "")) or max(after.number - 1, 1)
    before = numbered(filings, earlier)
    found = _public(_between(body, year, before, after))
    places = [(one.content, one.place, one.row) for one in found]
    return ComparePage(
        year=year,
        body=directory.body_names().get(body, body),
        slug=slug,
        versions=_versions(filings),
        before=before.number,
        after=after.number,
        said=tuple(
            one
            for one in _versions(filings)
            if one.reason and before.number < one.number <= after.number
        ),
        tables=tables(found, told_as_submitted(places, body, year, after.change_set)),
    )


def _between(body: str, year: int, before: FilingRow, after: FilingRow) -> list[Difference]:
    was, now = (
        [_seen(content, body, year, one.change_set) for content in CONTENTS]
        for one in (before, after)
    )
    found = contents.held_together([*was, *now])
    return [
        one
        for old, new in zip(was, now, strict=True)
        for one in contents.compared(new.content, found[old], found[new])
    ]


def _public(differences: Sequence[Difference]) -> Sequence[Difference]:
    return [one for one in differences if one.content.kind in words.CONTENT]


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None  # noqa: PLR2004


def numbered(filings: Sequence[FilingRow], number: int | None) -> FilingRow:
    """Return the filing with that number, None for the latest. Raise `Http404` without it."""
    found = [one for one in filings if number is None or one.number == number]
    if not found:
        raise Http404(_("Planen är inte inlämnad."))
    return found[-1]


def _versions(filings: Sequence[FilingRow]) -> tuple[Version, ...]:
    return tuple(
        Version(one.number, words.numbered(one), words.submitted(one.at), one.reason)
        for one in filings
    )


def _seen(
    content: Content, body: str, year: int, change_set: int, *, sight: Sight = PUBLIC_SIGHT
) -> Asked:
    """Ask what may be seen of a table of the plan, by everybody unless a sight is given."""
    return Asked(content, body, year, change_set, sight)


def told_as_submitted(
    places: Collection[tuple[Content, Place, Row | None]],
    body: str,
    year: int,
    change_set: int,
    *,
    sight: Sight = PUBLIC_SIGHT,
) -> Told:
    """Return with what places of the plan are told as it was called when it was submitted."""
    own = {
        asked.content.kind: rows.values()
        for asked, rows in contents.held_together(
            [
                _seen(one, body, year, change_set, sight=sight)
                for one in CONTENTS
                if one.kind in {"mal", "indikator"}
            ]
        ).items()
    }
    about = words.as_submitted(words.named(year, places), year, own["mal"], own["indikator"])
    return words.told(year, places, about)


def _tables(body: str, year: int, change_set: int, sight: Sight) -> tuple[PlanTable, ...]:
    mine = {one: _seen(one, body, year, change_set, sight=sight) for one in CONTENTS}
    all_s = {one: _seen(one, body, year, change_set) for one in CONTENTS}
    found = contents.held_together([*mine.values(), *all_s.values()])
    held = {content: found[asked] for content, asked in mine.items()}
    public = {content: found[asked] for content, asked in all_s.items()}
    places = [(one, place, row) for one, rows in held.items() for place, row in rows.items()]
    told = told_as_submitted(places, body, year, change_set, sight=sight)
    return tuple(
        PlanTable(
            content.kind,
            words.content_words(content),
            tuple(
                Said(
                    told.title(content, place, row),
                    told.said(content, row),
                    is_marked=place not in public[content],
                )
                for place, row in told.in_order(content, held[content])
            ),
        )
        for content in sorted(CONTENTS, key=_reading_order)
        if held[content] and content.kind in SHOWN
    )


SHOWN = (
    *("avsnittstext", "mal", "indikator", "arsmal", "bidrag", "aktivitet"),
    *("malkonflikt", "hinder", "planens-budget"),
)
"""The tables that a reader meets as lists, in the order that they are read; what hangs on
activities is told on their pages."""


def _reading_order(content: Content) -> int:
    return SHOWN.index(content.kind) if content.kind in SHOWN else len(SHOWN)
