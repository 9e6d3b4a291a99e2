"""What somebody has typed, pasted or sent in a file, held against what is stated: cell by cell."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from enslinje.core import numbers, target_text
from enslinje.core.errors import Refusal, Refusals, shortened
from enslinje.core.marking import Marking
from enslinje.core.numbers import AmbiguousNumber
from enslinje.core.origins import Origin
from enslinje.core.terms import Basis, Kind, Sex
from enslinje.core.values import Stated
from enslinje.core.versions import Seen
from enslinje.goals.drafts import TargetDraft
from enslinje.goals.operations.values import check_target
from enslinje.goals.target_grid import StatedTarget, TargetGrid, TargetRow

MOST_REASON = 1000
"""Characters of a reason."""


class TargetUnreadable(Refusal):
    """What is written is no target that can be kept."""


class Verdict(StrEnum):
    """What becomes of a cell."""

    CHANGED = "changed"
    EQUAL = "equal"
    REFUSED = "refused"
    SKIPPED = "skipped"


class Skipped(StrEnum):
    """Why a cell is left as it is."""

    EMPTY = "empty"
    HIDDEN = "hidden"
    BY_PARTS = "by_parts"


@dataclass(frozen=True)
class Entry:
    """What is wanted in a row. `None` leaves the cell as it is; `seen` is what its writer saw."""

    code: str
    text: str | None
    reason: str | None
    seen: Seen


@dataclass(frozen=True)
class Planned:
    """What becomes of an entry.

    Attributes:
        row: the row it is about.
        entry: what was wanted.
        text, reason: the verdict on each of the two cells; `None` where nothing is wanted.
        value: what would be stated, `None` when nothing of it changes.
        refusal: what is wrong with the text.
        reason_refusal: what is wrong with the reason.
        why_skipped: why the cells are skipped.
    """

    row: TargetRow
    entry: Entry
    text: Verdict | None
    reason: Verdict | None
    value: Stated | None = None
    refusal: Refusal | None = None
    why_skipped: Skipped | None = None
    reason_refusal: Refusal | None = None

    @property
    def refusals(self) -> tuple[Refusal, ...]:
        """What is wrong with the two cells."""
        return tuple(one for one in (self.refusal, self.reason_refusal) if one)

    @property
    def is_unread(self) -> bool:
        """Whether the text is kept as it was written, since it is understood as no target."""
        return self.value is not None and bool(self.value.raw_text)

    def draft(self, body: str, stated_on: date) -> TargetDraft:
        """Return what the operation is to record. Only where there is a value."""
        assert self.value is not None  # noqa: S101 - asked for where something changes
        return TargetDraft(
            indicator=self.row.code,
            body=body,
            value=self.value,
            basis=Basis.STATED,
            for_year=self.row.for_year,
            stated_on=stated_on,
            seen=self.entry.seen,
        )

    def recorded(self, fact: int, draft: TargetDraft) -> TargetRow:
        """Return the row as it is when `draft` is recorded of it, with the id `fact`."""
        marking = self.row.stated.marking if self.row.stated else Marking.PUBLIC
        stated = StatedTarget(
            fact=fact,
            for_year=self.row.for_year,
            value=draft.value,
            marking=marking,  # It is inherited: see `journal.restate`.
            stated_on=draft.stated_on,
            origin=Origin(draft.basis),
            source="",
        )
        return replace(self.row, stated=stated)


def plan(grid: TargetGrid, entries: Iterable[Entry]) -> tuple[Planned, ...]:
    """Return what becomes of each entry, in their order. Nothing is written.

    An entry for a row that the body does not have is left out.
    """
    rows = grid.by_code
    return tuple(
        _planned(rows[entry.code], entry, year=grid.year, at=at)
        for at, entry in enumerate(entries)
        if entry.code in rows
    )


def why_locked(row: TargetRow) -> Skipped | None:
    """Why nobody writes in the row's cells, `None` where one may."""
    if row.is_hidden:
        return Skipped.HIDDEN
    return Skipped.BY_PARTS if row.is_by_parts else None


def _planned(row: TargetRow, entry: Entry, *, year: int, at: int) -> Planned:
    if locked := why_locked(row):
        of_text, of_reason = (
            None if cell is None else Verdict.SKIPPED for cell in (entry.text, entry.reason)
        )
        return Planned(row, entry, of_text, of_reason, why_skipped=locked)
    if entry.reason is not None and len(entry.reason.strip()) > MOST_REASON:
        return _too_long(row, entry, entry.reason.strip(), year=year, at=at)
    was = row.value
    text = row.text if entry.text is None else entry.text
    reason = was.reason if entry.reason is None else entry.reason.strip()
    of_reason = None if entry.reason is None else _changed(is_same=reason == was.reason)
    try:
        value = _read(row, text, reason, year=year, at=at)
    except Refusal as refusal:
        kept = replace(was, reason=reason) if was.reason != reason and _may_say(was) else None
        of_text = Verdict.REFUSED if entry.text is not None else None
        of_reason = Verdict.REFUSED if entry.text is None else of_reason
        return Planned(row, entry, of_text, of_reason, kept, refusal)
    is_same = _meaning(value) == _meaning(was)
    if entry.reason is None and value.reason != was.reason:
        is_same = False  # The reason came after a colon, in the same cell.
    of_text = None if entry.text is None else _changed(is_same=is_same)
    is_as_was = is_same and value.reason == was.reason
    return Planned(row, entry, of_text, of_reason, None if is_as_was else value)


def _too_long(row: TargetRow, entry: Entry, reason: str, *, year: int, at: int) -> Planned:
    """What becomes of the text by itself, where the reason is longer than is kept."""
    refusal = TargetUnreadable(
        _("Motiveringen har {count} tecken.").format(count=numbers.shown(len(reason))),
        row=at,
        column="reason",
        value=reason,
        remedy=_("Korta den till högst {most} tecken.").format(most=numbers.shown(MOST_REASON)),
    )
    one = _planned(row, replace(entry, reason=None), year=year, at=at)
    return replace(one, entry=entry, reason=Verdict.REFUSED, reason_refusal=refusal)


def _may_say(was: Stated) -> bool:
    """Whether the reason alone can be changed: some kinds of value need one."""
    return was.kind not in {Kind.PENDING, Kind.NOT_RELEVANT, Kind.MISSING}


def _changed(*, is_same: bool) -> Verdict:
    return Verdict.EQUAL if is_same else Verdict.CHANGED


def _meaning(value: Stated) -> tuple[object, ...]:
    """What is stated, whatever the words and the reason: the words count where they are all."""
    words = value.raw_text if value.kind is Kind.MISSING else ""
    return (value.kind, value.form, value.change, value.low, value.high, value.due_occasion, words)


def _read(row: TargetRow, text: str, reason: str, *, year: int, at: int) -> Stated:
    """Read the text as a target of this row.

    Raises:
        TargetUnreadable: it is none that can be kept.
        OutsideUnitRange, TooManyDecimals, WrongKindOfValue: it does not fit the indicator.
    """
    shown = shortened(text)
    try:
        value = target_text.read(text, form=row.form, unit=row.indicator.unit_sv, reason=reason)
    except AmbiguousNumber as fault:
        raise _unreadable(*_which_number(text), at, text) from fault
    except target_text.ReversedInterval as fault:
        what = _("Det första talet i ”{text}” är inte lägre än det andra.").format(text=shown)
        raise _unreadable(what, _("Skriv det lägre talet först."), at, text) from fault
    except target_text.ReasonMissing as fault:
        what = _("Det sägs inte varför.")
        mend = _("Skriv skälet i kolumnen motivering, eller efter ett kolon.")
        raise _unreadable(what, mend, at, text) from fault
    except target_text.TooPrecise as fault:
        what = _("”{text}” är ett för stort tal eller har för många decimaler.").format(text=shown)
        raise _unreadable(
            what, _("Skriv ett mindre tal, eller högst fyra decimaler."), at, text
        ) from fault
    refusals = Refusals()
    check_target(
        value,
        row.measure,
        sex=Sex.ALL,
        year=year,
        for_year=row.for_year,
        row=at,
        refusals=refusals,
    )
    refusals.settle()
    return value


def _unreadable(what: str, remedy: str, at: int, text: str) -> TargetUnreadable:
    return TargetUnreadable(what, row=at, column="value", value=text, remedy=remedy)


_THOUSANDS = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{3})+")


def _which_number(text: str) -> tuple[str, str]:
    """Ask which of two numbers a point was meant to make, and say how it is written."""
    written = re.sub(r"[^0-9.,-]", "", text.replace("−", "-"))
    comma = written.replace(".", ",") if written.count(".") == 1 else ""
    whole = written.replace(".", "") if _THOUSANDS.fullmatch(written) else ""
    if whole and comma:
        which = _("Menar du {whole} eller {comma}?").format(
            whole=numbers.shown(int(whole)), comma=comma
        )
    elif whole or comma:
        meant = comma or numbers.shown(int(whole))
        which = _("Menar du {number}?").format(number=meant)
    else:
        which = _("”{text}” kan betyda flera tal.").format(text=shortened(text))
    return which, _("Skriv tusental med mellanslag och decimaler med komma.")


def count(planned: Sequence[Planned], verdict: Verdict) -> int:
    """How many cells the verdict is passed on."""
    return sum((one.text is verdict) + (one.reason is verdict) for one in planned)
