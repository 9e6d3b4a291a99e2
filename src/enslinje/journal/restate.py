"""Many facts at once, each in the place of the one that holds now."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from enslinje.core.errors import DuplicateValue, Refusals
from enslinje.core.versions import UNSEEN, Seen
from enslinje.journal import record
from enslinje.journal.conflict import Clash, clashes
from enslinje.journal.conflict import refusals as conflicts
from enslinje.journal.errors import EditedMeanwhile
from enslinje.journal.models import Fact

_AnyFact = TypeVar("_AnyFact", bound=Fact)


def restate(
    facts: Sequence[_AnyFact],
    *,
    place: Sequence[str],
    current: Iterable[_AnyFact],
    change: record.Change,
    seen: Sequence[Seen] = (),
    refusal: type[EditedMeanwhile] = EditedMeanwhile,
    named: Callable[[int], str] = str,
    rows: Sequence[int] | None = None,
) -> list[_AnyFact]:
    """Supersede what holds in the places of `facts`, all of one model, and record these instead.

    Args:
        facts: the new rows.
        place: attributes that only one current row may have alike, such as "indicator_id".
        current: the current rows of these places; it may hold more.
        change: the change to record in.
        seen: what the writer saw in each place, in the order of the facts; none is `UNSEEN`.
        refusal: its class when a place does not hold what was seen.
        named: what to call the place of a row, by its position in the batch.
        rows: the positions of the facts in the batch, when they are only a part of it.

    Raises:
        DuplicateValue: two of the facts have the same place.
        EditedMeanwhile: a place does not hold what its writer saw; of class `refusal`.
        BaseNotSaid: it holds something, and a person does not say what was seen of it.
    """
    if not facts:
        return []
    places = [_place(fact, place) for fact in facts]
    holding = {_place(row, place): row for row in current}
    refusals = Refusals()
    clashing: list[Clash] = []
    taken: set[tuple[Any, ...]] = set()
    for at, here in enumerate(places):
        inherit_marking(facts[at], holding.get(here))
        row = at if rows is None else rows[at]
        if here in taken:
            refusals.add(_duplicate(row, named(row)))
        taken.add(here)
        theirs, base = holding.get(here), seen[at] if seen else UNSEEN
        if clashes(theirs.pk if theirs else None, base, change_set=change.change_set):
            clashing.append(
                Clash(
                    row=row,
                    name=named(row),
                    seen=base,
                    refusal=refusal,
                    mine=facts[at],
                    theirs=theirs,
                )
            )
    for edited in conflicts(clashing):
        refusals.add(edited)
    refusals.settle()
    record.supersede([holding[here] for here in places if here in holding], change=change)
    return record.record_many(facts, change=change)


def inherit_marking(fact: Fact, before: Fact | None) -> None:
    """Let a fact be marked as the one it comes in the place of: only `mark_fact` changes that."""
    if before is not None:
        fact.marking, fact.secrecy_ground = before.marking, before.secrecy_ground


def _place(fact: Fact, attributes: Sequence[str]) -> tuple[Any, ...]:
    return tuple(getattr(fact, attribute) for attribute in attributes)


def _duplicate(row: int, name: str) -> DuplicateValue:
    return DuplicateValue(
        _("{name} anges två gånger i samma inlämning.").format(name=name),
        row=row,
        value=name,
        remedy=_("Ta bort den ena raden."),
    )


def copied(fact: _AnyFact, **changes: Any) -> _AnyFact:
    """Return a new row that says the same as `fact` but for `changes`, not yet recorded."""
    told = {"id", "recorded_in", "superseded_in"}
    columns = fact._meta.local_concrete_fields  # noqa: SLF001 - documented in spite of its name
    values = {one.attname: getattr(fact, one.attname) for one in columns if one.name not in told}
    return type(fact)(**values | changes)
