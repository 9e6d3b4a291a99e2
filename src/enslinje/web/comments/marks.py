"""The mark beside each thing of a plan: how many open threads there are, and where they are."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from enslinje.core.policy import Action
from enslinje.core.terms import CommentSubject
from enslinje.plans import comment_queries
from enslinje.plans.comment_subjects import Subject, row_of
from enslinje.web.comments import places
from enslinje.web.comments.seeing import seeing
from enslinje.web.viewers import Viewer


@dataclass(frozen=True, slots=True)
class RowMarks:
    """The marks of a row of the target grid: of all of it, and of its two cells."""

    year: int
    slug: str
    code: str
    may_comment: bool
    row: int
    value: int
    reason: int

    @property
    def address(self) -> str:
        """Where the threads are; "" where the reader may not comment."""
        if not self.may_comment:
            return ""
        subject = Subject(CommentSubject.TARGET, self.code)
        return places.comments_address(subject, year=self.year, slug=self.slug)


@dataclass(frozen=True, slots=True)
class RowsMarks:
    """The marks of several rows of the target grid.

    Attributes:
        open: of the rows with open threads the code, and how many there are on all of it and on
            its two cells.
    """

    year: int
    slug: str
    may_comment: bool
    open: tuple[tuple[str, int, int, int], ...] = ()

    def of(self, code: str) -> RowMarks:
        """Return the marks of one of the rows."""
        counts = next((one[1:] for one in self.open if one[0] == code), (0, 0, 0))
        return RowMarks(self.year, self.slug, code, self.may_comment, *counts)


@dataclass(frozen=True)
class Marks:
    """The marks of a body's plan. `cells` has those of the target grid's cells, by `IND18/reason`.

    Where the reader may not comment there are none.
    """

    year: int
    slug: str
    may_comment: bool = False
    rows: Mapping[Subject, int] = field(default_factory=dict)
    cells: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many open threads there are on the whole plan."""
        return sum(self.rows.values())

    def count(self, kind: str, code: str) -> int:
        """Return how many open threads there are about a thing, those of its cells included."""
        return self.rows.get(Subject(CommentSubject(kind), code), 0)

    def of_rows(self, codes: Iterable[str]) -> RowsMarks:
        """Return the marks of the target grid's rows of some indicators."""
        found = self._open
        rows = tuple(found[code] for code in codes if code in found)
        return RowsMarks(self.year, self.slug, self.may_comment, rows)

    @cached_property
    def _open(self) -> Mapping[str, tuple[str, int, int, int]]:
        """What `RowsMarks` says of each row with open threads. Those of cells are among its own."""
        found = {}
        for row, count in self.rows.items():
            if row.kind is CommentSubject.TARGET:
                value, reason = (
                    self.cells.get(f"{row.code}/{column}", 0) for column in ("value", "reason")
                )
                found[row.code] = (row.code, count, value, reason)
        return found

    def address(self, kind: str, code: str) -> str:
        """Return where they are; "" where the reader may not comment."""
        if not self.may_comment:
            return ""
        subject = Subject(CommentSubject(kind), code)
        return places.comments_address(subject, year=self.year, slug=self.slug)


def marks_of(viewer: Viewer, *, year: int, body: str, slug: str) -> Marks:
    """Return the marks that the viewer sees on the body's plan. One query at most."""
    if not viewer.may(Action.COMMENT_SHARED, body):
        return Marks(year, slug)
    found = comment_queries.open_threads(body=body, year=year, seeing=seeing(viewer, body))
    rows: Counter[Subject] = Counter()
    cells = {}
    for subject, count in found.items():
        rows[row_of(subject)] += count
        if subject.kind is CommentSubject.CELL:
            cells[subject.code] = count
    return Marks(year, slug, may_comment=True, rows=rows, cells=cells)
