"""The rows of the target grid as they are shown, kept while nothing that they say is written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from enslinje.core import target_text, versions
from enslinje.core.terms import Basis, Polarity
from enslinje.core.values import SCALE, unscaled
from enslinje.goals.target_entries import why_locked
from enslinje.goals.target_grid import TargetGrid, TargetRow
from enslinje.journal import kept_by
from enslinje.journal.keeping import Kept, Key
from enslinje.journal.vocabulary import word
from enslinje.reconciliation.own_targets import Standing, hold
from enslinje.web import writing
from enslinje.web.target_grid import words
from enslinje.web.words import Word
from enslinje.web.writing import Shown

lines_shown: "Kept[Line]" = Kept(20_000)


def anchor_of(code: str) -> str:
    """The id of the cell for the indicator's target, which a link leads to."""
    return code


@dataclass(frozen=True)
class Typed:
    """What somebody has typed in a row and that is not saved: shown in place of what is stated."""

    text: str
    reason: str
    faults: tuple[str, ...] = ()
    theirs: str = ""
    base: str | None = None


class Line(NamedTuple):
    """A row of the grid.

    A tuple, for rows are kept by it: it is compared without a call for each of its parts.

    Attributes:
        text, reason: what stands in the two cells.
        seen_text, seen_reason: what is stated, to be restored and compared with.
        base: the version that a write rests on.
        gap: how much better than the council's target or the quota, with its sign.
        warnings: what is weak about it; `is_explained` when a reason is given.
        faults: why what is typed was not saved.
        theirs: what somebody else has saved meanwhile.
    """

    code: str
    name: str
    unit: str
    direction: Word
    before: str
    outcome: Shown | None
    council: Shown | None
    is_quota: bool
    for_year: int
    text: str
    reason: str
    seen_text: str
    seen_reason: str
    base: str
    gap: str
    state: Word
    is_missing: bool
    is_weak: bool
    is_explained: bool
    warnings: tuple[str, ...]
    examples: tuple[str, ...]
    locked: Word
    faults: tuple[str, ...]
    theirs: str
    is_invented: bool

    @property
    def anchor(self) -> str:
        """The id of the cell, which a link leads to."""
        return anchor_of(self.code)


def lines(
    grid: TargetGrid, rows: Sequence[TargetRow], typed: Mapping[str, Typed], *, is_open: bool
) -> list[Line]:
    """Return the rows as they are shown, with what somebody has typed in them and is not saved."""
    where = (grid.year, grid.on, grid.body, is_open, writing.language())
    by_key = {(*where, *_key(row)): row for row in rows}
    given = {key: row for key, row in by_key.items() if row.code in typed} if typed else {}
    stands = hold(grid, tuple(given.values())) if given else {}
    shown = {
        key: line(row, stands[row.code], typed[row.code], is_open=is_open)
        for key, row in given.items()
    }
    found = lines_shown.each(
        by_key.keys() - given.keys() if given else by_key.keys(),
        read=lambda keys: _read(grid, {key: by_key[key] for key in keys}, is_open=is_open),
        version=kept_by.ground(grid.year),
    )
    return [shown[key] if key in shown else found[key] for key in by_key]


def _key(row: TargetRow) -> Key:
    """All that a row says besides what plans rest on. What a target's row says never changes."""
    before = row.before.fact if row.before else None
    return (row.code, row.quota, row.seen, before, row.is_hidden)


def _read(grid: TargetGrid, rows: Mapping[Key, TargetRow], *, is_open: bool) -> dict[Key, Line]:
    stands = hold(grid, tuple(rows.values()))
    return {key: line(row, stands[row.code], None, is_open=is_open) for key, row in rows.items()}


def unweighed(rows: Iterable[TargetRow]) -> tuple[Line, ...]:
    """Return the rows as their writer may see them, held against nothing yet."""
    return tuple(line(row, Standing(), None, is_open=True) for row in rows)


def line(row: TargetRow, stands: Standing, typed: Typed | None, *, is_open: bool) -> Line:
    """Return one row as it is shown."""
    locked = why_locked(row)
    text, reason = (typed.text, typed.reason) if typed else (row.text, row.value.reason)
    base = versions.written(row.seen)
    decimals = row.measure.decimals
    return Line(
        code=row.code,
        name=row.indicator.name,
        unit=writing.in_language(row.indicator.unit_sv, row.indicator.unit_en),
        direction=_direction(row),
        before=row.written(row.before.value) if row.before else "",
        outcome=_outcome(stands, decimals),
        council=_council(row, decimals),
        is_quota=row.quota is not None,
        for_year=row.for_year,
        text=text,
        reason=reason,
        seen_text=row.text,
        seen_reason=row.value.reason,
        base=typed.base if typed and typed.base is not None else base,
        gap="" if stands.gap is None else writing.signed(stands.gap / SCALE, decimals),
        state=words.state_of(row),
        is_missing=row.is_missing,
        is_weak=stands.is_below or stands.is_lowered,
        is_explained=bool(row.value.reason),
        warnings=words.warnings(row, stands),
        examples=target_text.examples(row.measure.unit_kind),
        locked=words.LOCKED[locked] if locked else "" if is_open else _("Stängt"),
        faults=typed.faults if typed else (),
        theirs=typed.theirs if typed else "",
        is_invented=bool(row.stated and row.stated.origin.basis is Basis.INVENTED),
    )


def _direction(row: TargetRow) -> str:
    return word(Polarity, row.indicator.polarity.value)


def _outcome(stands: Standing, decimals: int) -> Shown | None:
    found = stands.outcome
    if found is None:
        return None
    return Shown(writing.number(unscaled(found.value), decimals), "", found.origin.basis)


def _council(row: TargetRow, decimals: int) -> Shown | None:
    """The body's quota, else the council's target for the whole group."""
    if row.quota is not None and row.quota_origin is not None:
        return Shown(writing.number(unscaled(row.quota), decimals), "", row.quota_origin.basis)
    asked = row.indicator.council
    if asked is None or asked.low is None or asked.high is None:
        return None
    ends = writing.ends(unscaled(asked.low), unscaled(asked.high), decimals)
    return Shown(words.form_words(asked.form, ends), "", asked.origin.basis)
