"""What bodies' plans hold, and held just after a change set: all of `CONTENTS`.

What a submission freezes, its hash, what has changed since, and what differs between two versions.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import IntegerField, Q, QuerySet, Value

from enslinje.core.marking import EVERYTHING, Sight
from enslinje.filing.tables import CONTENTS, Content, Place, Row, of_activities
from enslinje.journal import kept_by
from enslinje.journal.access import within_sight
from enslinje.journal.keeping import Kept, Key, Version
from enslinje.journal.models import ChangeSet, Counted
from enslinje.journal.prepared import Prepared
from enslinje.journal.together import PreparedRead, Read, Rows, rows_of


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a plan: what it held of a table just after `change_set`, None now.

    Only what is within `sight`, and was not marked since so that it is no more.
    """

    content: Content
    body: str
    year: int
    change_set: int | None = None
    sight: Sight = EVERYTHING

    @property
    def key(self) -> Key:
        """By what it is kept."""
        return (self.content.kind, self.body, self.year, self.change_set, self.sight)

    @property
    def version(self) -> Version:
        """What the answer rests on."""
        return kept_by.ground(self.year, *_counted(self.content, self.change_set))

    @property
    def rows(self) -> Read:
        """The read of it."""
        at = () if self.change_set is None else (self.change_set,)
        return _there(self.body, self.year, self.sight, *at, content=self.content)


held: Kept[Mapping[Place, Row]] = Kept(400)


def held_together(asked: Collection[Asked]) -> Mapping[Asked, Mapping[Place, Row]]:
    """Return what plans held of all that is asked, by place. One query for all of it.

    Or none until something of the tables, of today's, or of what plans rest on is written.
    """
    by_key = {one.key: one for one in asked}
    found = held.each_by(
        {key: one.version for key, one in by_key.items()},
        read=lambda keys: _held([by_key[key] for key in keys]),
    )
    return {one: found[key] for key, one in by_key.items()}


def held_in(
    content: Content,
    *,
    body: str,
    year: int,
    change_set: int | None = None,
    sight: Sight = EVERYTHING,
) -> Mapping[Place, Row]:
    """Return what the body's plan held of one table, as `held_together` does."""
    asked = Asked(content, body, year, change_set, sight)
    return held_together([asked])[asked]


def _counted(content: Content, change_set: int | None) -> tuple[Counted, ...]:
    """What counts the writes that change what the plan held of it just after `change_set`.

    Which activities a body takes part in, or has taken part in, is asked as it is now.
    """
    if change_set is None or content.of_body is of_activities:
        return (content.model.counted_in,)
    return ()


def _held(asked: Sequence[Asked]) -> Mapping[Key, Mapping[Place, Row]]:
    found = rows_of({one.key: one.rows for one in asked})
    return {one.key: dict(_placed(one.content, found[one.key])) for one in asked}


def _placed(content: Content, rows: Rows) -> Iterator[tuple[Place, Row]]:
    for row in rows:
        named = dict(zip(content.columns, row, strict=True))
        yield tuple(named[part] for part in content.place), named


@PreparedRead
def _there(
    body: str, year: int, sight: Sight, change_set: int | None = None, *, content: Content
) -> QuerySet[Any, Any]:
    facts = content.facts(body, year)
    there = facts.current() if change_set is None else facts.as_of(ChangeSet(pk=change_set))
    seen = within_sight(there, sight, is_past=change_set is not None)
    return seen.order_by(*content.place).values_list(*content.columns)


prints: Kept[tuple[str, int]] = Kept(200)


def fingerprint(*, body: str, year: int, change_set: int | None = None) -> tuple[str, int]:
    """Return the SHA-256 of all that the plan held just after `change_set`, and its rows.

    It is over canonical JSON: for each table its name and, in the order of their places, its rows
    as lists of place, values and marking; days as 2021-02-01. What came `later` stands last, with
    its name, where it says something; a table that came later, where it holds something. Two
    queries, or one until something of the year is written.
    """
    return prints.answer(
        *(body, year, change_set),
        read=lambda: _fingerprint(body, year, change_set),
        version=kept_by.everything(year),
    )


def _fingerprint(body: str, year: int, change_set: int | None) -> tuple[str, int]:
    found = held_together([Asked(content, body, year, change_set) for content in CONTENTS])
    tables = [
        [asked.content.kind, rows]
        for asked, held_rows in found.items()
        if (rows := sorted(_canonical(asked.content, held_rows.values()), key=json.dumps))
        or not asked.content.is_later
    ]
    text = json.dumps([body, year, tables], ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest(), sum(len(rows) for _kind, rows in tables)


def _canonical(content: Content, rows: Iterable[Row]) -> Iterator[list[Any]]:
    for row in rows:
        said = [name for name in row if name not in content.later]
        more = [name for name in content.later if row[name]]
        yield [
            *(None if row[name] is None else _plain(row[name]) for name in said),
            *([name, _plain(row[name])] for name in more),
        ]


def _plain(value: Any) -> Any:
    return value if isinstance(value, int | str) else str(value)


@dataclass(frozen=True, slots=True)
class Difference:
    """What one version of a plan holds in a place and another does not, or says otherwise.

    `before` is None for what is new, `after` for what is taken away.
    """

    content: Content
    place: Place
    before: Row | None
    after: Row | None

    @property
    def row(self) -> Row | None:
        """What stands there, or stood."""
        return self.after if self.after is not None else self.before


@dataclass(frozen=True)
class Comparison:
    """What of two versions of a plan is held against each other, table by table.

    Before there may have been nothing. Those of two years are each for their own.
    """

    tables: tuple[tuple[Asked | None, Asked], ...]
    are_of_years: bool = False

    @property
    def asked(self) -> Iterator[Asked]:
        """All that is to be read for it."""
        return (one for both in self.tables for one in both if one is not None)

    def made(self, held: Mapping[Asked, Mapping[Place, Row]]) -> Iterator[Difference]:
        """Yield what differs between the versions, of all that they held."""
        for was, now in self.tables:
            old, new = held[was] if was else {}, held[now]
            if was and self.are_of_years:
                old, new = _of_its_year(old, was.year), _of_its_year(new, now.year)
            yield from compared(now.content, old, new)


def compare(*comparisons: Comparison) -> tuple[tuple[Difference, ...], ...]:
    """Return what differs in each comparison. One query for all of them, or none."""
    held = held_together([one for comparison in comparisons for one in comparison.asked])
    return tuple(tuple(comparison.made(held)) for comparison in comparisons)


def differences(
    *, body: str, year: int, before: int | None, after: int | None = None
) -> tuple[Difference, ...]:
    """Return how the plan just after `after`, None now, differs from that just after `before`.

    `before` None is an empty plan. Two queries.
    """
    (found,) = compare(of_versions(body=body, year=year, before=before, after=after))
    return found


def of_versions(
    *, body: str, year: int, before: int | None, after: int | None = None
) -> Comparison:
    """Return what is to be compared of two versions: the tables written between them. One query."""
    if before is None:
        return Comparison(tuple((None, Asked(one, body, year, after)) for one in CONTENTS))
    return Comparison(
        tuple(
            (Asked(content, body, year, before), Asked(content, body, year, after))
            for content in written_between(body, year, before, after)
        )
    )


def compared(
    content: Content, old: Mapping[Place, Row], new: Mapping[Place, Row]
) -> Iterator[Difference]:
    """Yield what differs between two versions of one table, in the order of the places."""
    for place in sorted(old.keys() | new.keys(), key=str):
        before, after = old.get(place), new.get(place)
        if before != after:
            yield Difference(content, place, before, after)


def changed_since(*, body: str, year: int, change_set: int) -> Mapping[Content, int]:
    """Return in how many places of each table the plan says something else than at `change_set`.

    What says again what it said counts for nothing, nor does what is written beside the plan: the
    note of a fact, or who sees to an activity. Two queries.
    """
    return Counter(one.content for one in differences(body=body, year=year, before=change_set))


def written_between(body: str, year: int, one: int, other: int | None) -> tuple[Content, ...]:
    """Return the tables of the body's plan that were written to between two change sets.

    `other` None is now. The rest held the same just after both. One query.
    """
    between = sorted((one, other)) if other is not None else (one,)
    numbers = {number for (number,) in _numbers_written(body, year, *between)}
    return tuple(content for number, content in enumerate(CONTENTS) if number in numbers)


@Prepared
def _numbers_written(
    body: str, year: int, since: int, until: int | None = None
) -> QuerySet[Any, Any]:
    first, *rest = (
        content.facts(body, year)
        .filter(_written(since, until))
        .order_by()
        .values_list(Value(number, output_field=IntegerField()))
        .distinct()
        for number, content in enumerate(CONTENTS)
    )
    return first.union(*rest, all=True)


def _written(since: int, until: int | None) -> Q:
    """The condition that a fact was recorded or superseded after `since`, by `until`."""
    recorded, superseded = Q(recorded_in__gt=since), Q(superseded_in__gt=since)
    if until is None:
        return recorded | superseded
    return (recorded & Q(recorded_in__lte=until)) | (superseded & Q(superseded_in__lte=until))


def of_years(
    kinds: Collection[str],
    *,
    body: str,
    year: int,
    before: int,
    after: int | None = None,
    sight: Sight = EVERYTHING,
) -> Comparison:
    """Return what is to be compared of the plan of `year` just after `after`, None now, and before.

    That is the plan of the year before, just after the change set `before`. Only tables of these
    `kinds` are compared; targets and amounts for each plan's own year. No query.
    """
    return Comparison(
        tuple(
            (
                Asked(content, body, year - 1, before, sight),
                Asked(content, body, year, after, sight),
            )
            for content in CONTENTS
            if content.kind in kinds
        ),
        are_of_years=True,
    )


def _of_its_year(held: Mapping[Place, Row], year: int) -> dict[Place, Row]:
    """What a plan holds for its own year, with the year taken out, so that two can be compared."""
    return {
        tuple(part for part in place if part != year): {
            name: value for name, value in row.items() if name != "for_year"
        }
        for place, row in held.items()
        if row.get("for_year", year) == year
    }
