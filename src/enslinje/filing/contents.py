"""What a body's plan holds: the tables of facts that are submitted, one line for each.

A table that becomes part of the plan adds its line to `CONTENTS`. What a submission freezes, its
hash, what has changed since, and what differs between two versions, all ask here.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.db.models import IntegerField, Q, QuerySet, Value

from enslinje.core.marking import EVERYTHING, Sight
from enslinje.goals.models import GoalEdition, IndicatorEdition, Target
from enslinje.journal import record as journal
from enslinje.journal.access import within_sight
from enslinje.journal.keeping import Kept
from enslinje.journal.models import ChangeSet, Counted, Fact, FactQuerySet
from enslinje.journal.prepared import Prepared
from enslinje.organisation import directory
from enslinje.plans.models import (
    ActivityEdition,
    ActivityGoal,
    ActivityParty,
    ActivityTheme,
    Contribution,
    GoalConflict,
    Hindrance,
    PlanBudgetAmount,
    Preparation,
    SectionText,
)

Place: TypeAlias = tuple[Any, ...]
"""The parts of an object's place in its table, as they are stored."""

Row: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True)
class Content:
    """A table of facts that belongs to bodies' plans.

    Attributes:
        kind: the name of the kind of object in the histories.
        model: the facts.
        place: paths to the parts of an object's place, the year aside.
        values: paths to what is said of it.
        of_body: from the code of a body and a year to the condition that a fact is in its plan.
        is_value: it says a target or an amount: changed, it needs a new decision.
        later: those of `values` that came after plans had been submitted. An empty one is no part
            of the hash, so that the receipts from before still give theirs.
        is_later: the whole table came so. It too is no part of the hash while it is empty.
    """

    kind: str
    model: type[Fact]
    place: tuple[str, ...]
    values: tuple[str, ...]
    of_body: Callable[[str, int], Q]
    is_value: bool = False
    later: tuple[str, ...] = ()
    is_later: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """What is read of a fact, in the order it is submitted."""
        return (*self.place, *self.values, "marking")

    def facts(self, body: str, year: int) -> FactQuerySet[Any]:
        """Every fact that there is or has been of it in the body's plan of the year."""
        return self.model.objects.filter(self.of_body(body, year), year=year)  # type: ignore[misc]


def of(path: str) -> Callable[[str, int], Q]:
    """Facts whose body is found at `path`."""
    return lambda body, _year: Q(**{path: body})


def owned_at(path: str) -> Callable[[str, int], Q]:
    """Facts of what a body owns; what the council or the board owns is in no plan."""
    return lambda body, _year: (
        Q(**{path: body})
        & ~Q(**{f"{path.removesuffix('__code')}__kind__in": sorted(directory.SPEAK_FOR_ALL)})
    )


def of_activities(body: str, year: int) -> Q:
    """Facts of the activities that the body takes part in, or has taken part in, in the year."""
    parties = ActivityParty.objects.filter(year=year, body__code=body)
    return Q(activity__in=parties.values("activity"))


_STATED = ("kind", "form", "change", "low", "high", "numerator", "denominator", "reason")

CONTENTS: tuple[Content, ...] = (
    Content(
        "arsmal",
        Target,
        ("indicator__code", "for_year", "sex"),
        (*_STATED, "due_occasion__kind", "raw_text"),
        of("body__code"),
        is_value=True,
    ),
    Content("avsnittstext", SectionText, ("section__code",), ("text",), of("body__code")),
    Content("bidrag", Contribution, ("goal__code",), ("state", "text"), of("body__code")),
    Content(
        "mal",
        GoalEdition,
        ("goal__code",),
        ("level__code", "number", "name", "parent__code", "expected_result"),
        owned_at("goal__owner__code"),
        is_value=True,
    ),
    Content(
        "indikator",
        IndicatorEdition,
        ("indicator__code",),
        ("name", "goal__code", "unit__code", "decimals", "polarity", "form", "definition"),
        owned_at("indicator__owner__code"),
        is_value=True,
    ),
    Content(
        "aktivitet",
        ActivityEdition,
        ("activity__code",),
        ("title", "owner_kind", "starts_on", "ends_on", "state", "responsible_function"),
        of_activities,
        later=("responsible_function",),
    ),
    Content("aktivitetens-mal", ActivityGoal, ("activity__code", "goal__code"), (), of_activities),
    Content(
        "aktivitetens-parter",
        ActivityParty,
        ("activity__code", "body__code", "group__code"),
        ("role",),
        of_activities,
    ),
    Content(
        "malkonflikt",
        GoalConflict,
        ("goal__code", "other__code"),
        ("text", "handling"),
        of("body__code"),
    ),
    Content(
        "planens-budget",
        PlanBudgetAmount,
        ("activity_area", "account_group", "for_year", "line__code"),
        ("amount_ore",),
        of("body__code"),
        is_value=True,
    ),
    Content(
        "beredning",
        Preparation,
        ("code",),
        ("kind", "held_on", "counterpart", "said", "minutes_ref"),
        of("body__code"),
    ),
    Content(
        "aktivitetens-teman", ActivityTheme, ("activity__code", "theme__code"), (), of_activities
    ),
    Content(
        "hinder",
        Hindrance,
        ("code",),
        ("goal__code", "text", "needed", "needed_of", "needed_body__code"),
        of("body__code"),
        is_later=True,
    ),
)
"""Everything that is submitted with a plan, in the order of the plan."""


held: Kept[Mapping[Place, Row]] = Kept(200)


def held_in(
    content: Content,
    *,
    body: str,
    year: int,
    change_set: int | None = None,
    sight: Sight = EVERYTHING,
) -> Mapping[Place, Row]:
    """Return what the body's plan held of it just after `change_set`, None now.

    Only what is within `sight`, and was not marked since so that it is no more. One query, or none
    until something of the table, of today's, or of what plans rest on is written.
    """
    return held.answer(
        *(content.kind, body, year, change_set, sight),
        read=lambda: _held_in(content, body, year, change_set, sight=sight),
        version=journal.ground(year, *_counted(content, change_set)),
    )


def _counted(content: Content, change_set: int | None) -> tuple[Counted, ...]:
    """What counts the writes that change what the plan held of it just after `change_set`.

    Which activities a body takes part in, or has taken part in, is asked as it is now.
    """
    if change_set is None or content.of_body is of_activities:
        return (content.model.counted_in,)
    return ()


def _held_in(
    content: Content, body: str, year: int, change_set: int | None, *, sight: Sight
) -> Mapping[Place, Row]:
    columns = content.columns
    at = () if change_set is None else (change_set,)
    rows = [
        dict(zip(columns, row, strict=True))
        for row in _there(body, year, sight, *at, number=CONTENTS.index(content))
    ]
    return {tuple(row[part] for part in content.place): row for row in rows}


@Prepared
def _there(
    body: str, year: int, sight: Sight, change_set: int | None = None, *, number: int
) -> QuerySet[Any, Any]:
    content = CONTENTS[number]
    facts = content.facts(body, year)
    held = facts.current() if change_set is None else facts.as_of(ChangeSet(pk=change_set))
    there = within_sight(held, sight, is_past=change_set is not None)
    return there.order_by(*content.place).values_list(*content.columns)


prints: Kept[tuple[str, int]] = Kept(200)


def fingerprint(*, body: str, year: int, change_set: int | None = None) -> tuple[str, int]:
    """Return the SHA-256 of all that the plan held just after `change_set`, and its rows.

    It is over canonical JSON: for each table its name and, in the order of their places, its rows
    as lists of place, values and marking; days as 2021-02-01. What came `later` stands last, with
    its name, where it says something; a table that came later, where it holds something. A query
    for each table, or one until something of the year is written.
    """
    return prints.answer(
        *(body, year, change_set),
        read=lambda: _fingerprint(body, year, change_set),
        version=journal.everything(year),
    )


def _fingerprint(body: str, year: int, change_set: int | None) -> tuple[str, int]:
    tables = [
        [content.kind, rows]
        for content in CONTENTS
        if (rows := sorted(_canonical(content, body, year, change_set), key=json.dumps))
        or not content.is_later
    ]
    text = json.dumps([body, year, tables], ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest(), sum(len(rows) for _kind, rows in tables)


def _canonical(
    content: Content, body: str, year: int, change_set: int | None
) -> Iterator[list[Any]]:
    for row in held_in(content, body=body, year=year, change_set=change_set).values():
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


def differences(
    *, body: str, year: int, before: int | None, after: int | None = None
) -> tuple[Difference, ...]:
    """Return how the plan just after `after`, None now, differs from that just after `before`.

    `before` None is an empty plan. One query, and two for each table that was written to between.
    """
    found: list[Difference] = []
    for content in written_between(body, year, before, after) if before else CONTENTS:
        old = held_in(content, body=body, year=year, change_set=before) if before else {}
        new = held_in(content, body=body, year=year, change_set=after)
        found += compared(content, old, new)
    return tuple(found)


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
    note of a fact, or who sees to an activity. One query, and two for each table written to.
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


def differences_of_years(
    kinds: Collection[str],
    *,
    body: str,
    year: int,
    before: int,
    after: int | None = None,
    sight: Sight = EVERYTHING,
) -> tuple[Difference, ...]:
    """Return how the plan of `year` just after `after`, None now, differs from the year before's.

    That is taken just after the change set `before`, and only the tables of these `kinds` are
    compared; targets and amounts for each plan's own year. Two queries for each table, or none
    until something of the years is written.
    """
    found: list[Difference] = []
    for content in CONTENTS:
        if content.kind not in kinds:
            continue
        old, new = (
            _of_its_year(held_in(content, body=body, year=of, change_set=at, sight=sight), of)
            for of, at in ((year - 1, before), (year, after))
        )
        found += compared(content, old, new)
    return tuple(found)


def _of_its_year(held: Mapping[Place, Row], year: int) -> dict[Place, Row]:
    """What a plan holds for its own year, with the year taken out, so that two can be compared."""
    return {
        tuple(part for part in place if part != year): {
            name: value for name, value in row.items() if name != "for_year"
        }
        for place, row in held.items()
        if row.get("for_year", year) == year
    }
