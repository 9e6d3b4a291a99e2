"""A case as its reader may see it: its decisions, their files, and what rests on them.

Everybody sees what is checked, and what of its files is public; whoever reads the body's decisions
sees those that wait too. A case of which nothing is seen is as one that is not there.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from enslinje.core import case_numbers
from enslinje.core.file_types import ENDINGS
from enslinje.core.marking import PUBLIC_SIGHT
from enslinje.core.policy import Action
from enslinje.core.terms import DecisionOutcome, FileKind
from enslinje.journal.vocabulary import word
from enslinje.organisation import case_registers, decision_queries, directory, file_queries
from enslinje.organisation.decision_queries import RecordedDecision
from enslinje.organisation.file_queries import FileRow
from enslinje.organisation.sight import facts_within_sight
from enslinje.web.decisions.numbering import case_address, register_words
from enslinje.web.decisions.presenters import state_words
from enslinje.web.decisions.resting import Resting, resting_on
from enslinje.web.viewers import Viewer


@dataclass(frozen=True)
class CaseFile:
    """A file of a decision, to be saved."""

    address: str
    title: str
    kind: str
    ending: str
    size: str


@dataclass(frozen=True)
class CaseItem:
    """A decision of the case. `address` is its page in the workspace, "" for who reads none.

    `had` is the number that it was recorded under, when it is corrected. Under that number, `has`
    is the one it has instead and `moved_to` its case.
    """

    item_no: int
    subject: str
    decided_by: str
    decided_on: date | None
    paragraph: str
    outcome: str
    state: str
    source_ref: str
    note: str
    had: str
    has: str
    moved_to: str
    address: str
    files: tuple[CaseFile, ...]
    resting: tuple[Resting, ...]


@dataclass(frozen=True)
class CasePage:
    """A case. `register` says whose register its number is of, "" when it is of none."""

    number: str
    register: str
    items: tuple[CaseItem, ...]


def number_at(address: str) -> str:
    """Return the number that an address or a typed text is of, as its register spells it."""
    return case_registers.registers().at_address(address)


def is_address(text: str, number: str) -> bool:
    """Whether `text` is how the number stands in its address."""
    return text == case_registers.registers().address(number)


def case_page(viewer: Viewer, number: str) -> CasePage | None:
    """Return the case, None when the viewer may see nothing of it. Nine queries at most."""
    rows = _within_sight(viewer, number)
    if not rows:
        return None
    reads = {row.pk for row in rows if _reads(viewer, row)}
    files = _files(viewer, rows)
    checked = [row.pk for row in rows if row.checked]
    inside = resting_on([pk for pk in checked if pk in reads])
    outside = resting_on([pk for pk in checked if pk not in reads], in_public=True)
    resting = {**inside, **outside}
    shown = _shown(number, rows)
    return CasePage(
        number=shown,
        register=register_words(shown, directory.body_names()),
        items=tuple(
            _item(row, number, reads=row.pk in reads, files=files.get(row.pk, ()), resting=resting)
            for row in rows
        ),
    )


def file_of(viewer: Viewer, number: str, decision: int, file: int) -> FileRow | None:
    """Return a file of the case, None when the viewer may not see it, if it is."""
    rows = [row for row in _within_sight(viewer, number) if row.pk == decision]
    found = _rows_of_files(viewer, rows)
    return next((row for row in found if row.number == file), None)


def _within_sight(viewer: Viewer, number: str) -> tuple[RecordedDecision, ...]:
    rows = decision_queries.of_cases(_spelled(number))
    return tuple(row for row in rows if row.checked or _reads(viewer, row))


def _shown(number: str, rows: Sequence[RecordedDecision]) -> str:
    """The number as a decision has it, else as it was asked for: theirs is corrected."""
    registers = case_registers.registers()
    here = (row for row in rows if is_address(registers.address(row.case_number), number))
    return registers.spelled(next((row.case_number for row in here), number))


def _spelled(number: str) -> frozenset[str]:
    """Every way in which the number stands: some may be from before there were registers."""
    registers, read = case_registers.registers(), case_numbers.read_or_none(number)
    if read is None:
        return frozenset({number})
    there = decision_queries.numbers_with(str(read.serial))
    return frozenset(one for one in there if registers.address(one) == read.address)


def _reads(viewer: Viewer, row: RecordedDecision) -> bool:
    """Whether the viewer reads the decider's decisions in the workspace."""
    for_all = directory.directory().speak_for_all
    place = "" if row.decided_by in for_all else row.decided_by
    return viewer.is_signed_in and viewer.may(Action.VIEW_DECISIONS, place)


def _rows_of_files(viewer: Viewer, rows: Sequence[RecordedDecision]) -> Iterable[FileRow]:
    sight = facts_within_sight(viewer.actor) if viewer.holdings else PUBLIC_SIGHT
    reads = {row.pk for row in rows if _reads(viewer, row)}
    for row in file_queries.files_of([one.pk for one in rows], sight=sight):
        if row.is_public or row.decision in reads:
            yield row


def _files(viewer: Viewer, rows: Sequence[RecordedDecision]) -> Mapping[int, tuple[CaseFile, ...]]:
    numbers = {row.pk: row.case_number for row in rows}
    found: dict[int, tuple[CaseFile, ...]] = {}
    for row in _rows_of_files(viewer, rows):
        address = case_registers.registers().address(numbers[row.decision])
        which = {"case": address, "decision": row.decision, "file": row.number}
        one = CaseFile(
            address=reverse("web:case-file", kwargs=which),
            title=row.title,
            kind=word(FileKind, row.kind),
            ending=ENDINGS[row.media_type].upper(),
            size=filesizeformat(row.size),
        )
        found[row.decision] = (*found.get(row.decision, ()), one)
    return found


def _item(
    row: RecordedDecision,
    number: str,
    *,
    reads: bool,
    files: tuple[CaseFile, ...],
    resting: Mapping[int, tuple[Resting, ...]],
) -> CaseItem:
    slug, registers = directory.body_slugs().get(row.decided_by, ""), case_registers.registers()
    is_here = registers.address(row.case_number) == registers.address(number)
    outcome = word(DecisionOutcome, row.outcome) if row.outcome else _("inte beslutat än")
    return CaseItem(
        item_no=row.item_no,
        subject=row.subject,
        decided_by=directory.body_names().get(row.decided_by, row.decided_by),
        decided_on=row.decided_on,
        paragraph=row.paragraph,
        outcome=capfirst(outcome),
        state=state_words(row) if row.outcome else "",
        source_ref=row.source_ref,
        note=row.note,
        had=row.recorded_number if is_here else "",
        has="" if is_here else row.case_number,
        moved_to="" if is_here else case_address(row.case_number),
        address=reverse("work:decision", kwargs={"slug": slug, "decision": row.pk})
        if reads
        else "",
        files=files,
        resting=resting.get(row.pk, ()),
    )
