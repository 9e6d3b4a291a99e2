"""The mark beside each thing of a plan: how many open threads there are, and where they are."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

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

    def of_row(self, code: str) -> RowMarks:
        """Return the marks of the target grid's row of an indicator."""
        row = self.rows.get(Subject(CommentSubject.TARGET, code), 0)
        value, reason = self.cells.get(f"{code}/value", 0), self.cells.get(f"{code}/reason", 0)
        return RowMarks(self.year, self.slug, code, self.may_comment, row, value, reason)

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
