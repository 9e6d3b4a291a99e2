"""The one rule of who may write over what: only whoever has seen what is current.

A load says nothing of what it saw and writes over what is there. A person's write, by page, grid
or interface, must say which version it rests on as soon as something is current; when another one
is current by now, it is refused and carries theirs, mine and, for texts, a merge.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from enslinje.core.actors import Source
from enslinje.core.errors import Refusals
from enslinje.core.merging import merge
from enslinje.core.versions import UNSEEN, Seen
from enslinje.journal.errors import BaseNotSaid, EditedMeanwhile
from enslinje.journal.history import loading, register
from enslinje.journal.history.entries import labels, words, writes
from enslinje.journal.history.register import Key, Kind, Row
from enslinje.journal.models import ChangeSet, Fact
from enslinje.journal.versions import Difference, Version

MUST_SAY = frozenset({Source.PAGE, Source.GRID, Source.API})
"""Doors through which a person writes what somebody else may have changed since."""


@dataclass(frozen=True, kw_only=True)
class Save:
    """A row of a batch that is to be written in a place: its position, the place's name, its base.

    `refusal` is the class it is refused with.
    """

    row: int
    name: str
    seen: Seen
    refusal: type[EditedMeanwhile] = EditedMeanwhile


@dataclass(frozen=True, kw_only=True)
class Clash(Save):
    """One that may not be written: what it wanted, and what is current."""

    mine: Fact
    theirs: Fact | None


@dataclass(frozen=True, kw_only=True)
class SetSave(Save):
    """A save of an object that is a set, such as a group: its place, and what is wanted in words.

    Its version is the last change set that touched it.
    """

    key: Key
    words: Mapping[str, str]


def clashes(theirs: int | None, seen: Seen, *, change_set: ChangeSet) -> bool:
    """Whether whoever saw `seen` may not write in the place where `theirs` is current, if any."""
    if seen is UNSEEN:
        return theirs is not None and Source(change_set.source) in MUST_SAY
    return seen != theirs


def refusals(found: Sequence[Clash]) -> Iterable[EditedMeanwhile]:
    """Return what each clash is refused with. Few queries, whatever the number of them."""
    if not found:
        return []
    kind = register.kind_of(found[0].mine)
    if kind is None:
        nothing = Version(None, {}, {})
        return [
            _refusal(
                clash,
                theirs=Version(clash.theirs.pk, {}, {}) if clash.theirs else None,
                base=None,
                mine=nothing,
            )
            for clash in found
        ]
    return _compared(kind, found)


def versions(kind: Kind, keys: Collection[Key]) -> dict[Key, Version]:
    """Return what is current in these places, for forms and grids to rest on. Few queries."""
    standing = {}
    for key, there in loading.load(kind, keys).items():
        *_earlier, (change_set, _before, now) = loading.states(there)
        if now.is_there:
            standing[key] = (change_set, now)
    by = writes({change_set for change_set, _now in standing.values()})
    about = kind.about(keys).read()
    return {
        key: Version(
            pk=change_set if now.own is None else now.own["pk"],
            values=now.own or {},
            words={name: words(kind, name, now, about) for name in labels(kind)},
            write=by[change_set],
        )
        for key, (change_set, now) in standing.items()
    }


def refusals_of_sets(
    kind: Kind, saves: Sequence[SetSave], *, change_set: ChangeSet
) -> Iterable[EditedMeanwhile]:
    """Return what those saves are refused with that may not be written. Few queries."""
    current, named = versions(kind, [save.key for save in saves]), labels(kind)
    for save in saves:
        theirs = current.get(save.key)
        if clashes(theirs.pk if theirs else None, save.seen, change_set=change_set):
            had = theirs.words if theirs else {}
            differences = (
                Difference(name, label, "", had.get(name, ""), save.words.get(name, ""))
                for name, label in named.items()
                if had.get(name, "") != save.words.get(name, "")
            )
            mine = Version(None, {}, save.words)
            yield _refusal(
                save, theirs=theirs, base=None, mine=mine, differences=tuple(differences)
            )


def check(save: Save, *, mine: Fact, theirs: Fact | None, change_set: ChangeSet) -> None:
    """Refuse the save of `mine` when it does not rest on `theirs`, which is current.

    For what `restate` does not ask of: a fact that rests on one in another place.

    Raises:
        EditedMeanwhile: of the save's own class, or `BaseNotSaid`.
    """
    if clashes(theirs.pk if theirs else None, save.seen, change_set=change_set):
        clash = Clash(
            row=save.row,
            name=save.name,
            seen=save.seen,
            refusal=save.refusal,
            mine=mine,
            theirs=theirs,
        )
        raise next(iter(refusals([clash])))


def check_sets(name: str, saves: Sequence[SetSave], *, change_set: ChangeSet) -> None:
    """Refuse, all at once, the saves of objects of the kind called `name` that may not be written.

    Raises:
        EditedMeanwhile: of each save's own class, or `BaseNotSaid`.
    """
    refused = Refusals()
    for edited in refusals_of_sets(register.kind_called(name), saves, change_set=change_set):
        refused.add(edited)
    refused.settle()


def _compared(kind: Kind, found: Sequence[Clash]) -> Iterable[EditedMeanwhile]:
    mine = _rows_of(kind, [clash.mine for clash in found])
    wanted = {clash.theirs.pk for clash in found if clash.theirs}
    wanted |= {clash.seen for clash in found if isinstance(clash.seen, int)}
    recorded = _recorded(kind, wanted)
    by = writes({row["recorded_in_id"] for row in recorded.values()})
    about = kind.about({kind.key_of(row) for row in mine}).read()
    for clash, row in zip(found, mine, strict=True):
        theirs = recorded[clash.theirs.pk] if clash.theirs else None
        base = recorded.get(clash.seen) if isinstance(clash.seen, int) else None
        if base is not None and kind.key_of(base) != kind.key_of(row):
            base = None  # Of another place: not for this writer's eyes.
        yield _refusal(
            clash,
            theirs=_version_or_none(kind, theirs, about, by),
            base=_version_or_none(kind, base, about, by),
            mine=_version(kind, row, about, by),
            differences=tuple(_differences(kind, (base, theirs, row), about)),
        )


def _differences(kind: Kind, three: tuple[Row | None, ...], about: Any) -> Iterable[Difference]:
    """The fields in which theirs and mine differ; `three` are base, theirs and mine."""
    texts = {one.name for one in kind.fields if one.is_text}
    named = labels(kind)
    for name in (one.name for one in kind.fields):
        of_base, of_theirs, of_mine = (
            words(kind, name, row, about) if row else "" for row in three
        )
        if of_theirs != of_mine:
            merged = merge(of_base, of_theirs, of_mine) if name in texts else None
            yield Difference(name, named[name], of_base, of_theirs, of_mine, merged)


def _refusal(
    save: Save,
    *,
    theirs: Version | None,
    base: Version | None,
    mine: Version,
    differences: tuple[Difference, ...] = (),
) -> EditedMeanwhile:
    is_said = save.seen is not UNSEEN
    what = (
        _("Någon annan har ändrat {name} sedan uppgiften lästes.")
        if is_said
        else _("Det finns redan en uppgift för {name}, och det sägs inte vilken som lästes.")
    )
    mend = (
        _("Jämför med det som nu gäller och spara igen.")
        if is_said
        else _("Läs in sidan på nytt, jämför och spara igen.")
    )
    return (save.refusal if is_said else BaseNotSaid)(
        what.format(name=save.name),
        theirs=theirs,
        base=base,
        mine=mine,
        differences=differences,
        row=save.row,
        column="seen",
        value=save.name,
        remedy=mend,
    )


def _recorded(kind: Kind, ids: Collection[int]) -> Mapping[int, Row]:
    """The kind's facts with these ids. One query."""
    assert kind.model is not None  # noqa: S101 - a kind of a fact has its model
    columns = ("pk", *loading.CHANGE_SETS, *loading.columns(kind))
    rows = kind.model.objects.filter(pk__in=ids, **dict(kind.only)).values(*columns)
    return {row["pk"]: row for row in rows}


def _rows_of(kind: Kind, facts: Sequence[Fact]) -> list[Row]:
    """Facts that are not recorded yet, as rows. A query for each thing they point at."""
    columns = loading.columns(kind)
    through = dict.fromkeys(path.rpartition("__")[0] for path in columns if "__" in path)
    prefetch_related_objects(facts, *through)
    return [
        {path: _at(fact, path) for path in columns} | dict.fromkeys(loading.CHANGE_SETS)
        for fact in facts
    ]


def _at(fact: Any, path: str) -> Any:
    for part in path.split("__"):
        if fact is None:
            return None
        fact = getattr(fact, part)
    return fact


def _version(kind: Kind, row: Row, about: Any, by: Mapping[int, Any]) -> Version:
    return Version(
        pk=row.get("pk"),
        values=row,
        words={one.name: words(kind, one.name, row, about) for one in kind.fields},
        write=by.get(row["recorded_in_id"]),
    )


def _version_or_none(
    kind: Kind, row: Row | None, about: Any, by: Mapping[int, Any]
) -> Version | None:
    return None if row is None else _version(kind, row, about, by)
