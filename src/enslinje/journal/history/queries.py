"""The history of an object, of a write, of a person and of a body: few queries each, in pages.

Every query takes a `sight`: what the reader sees of objects that belong to certain bodies.
`organisation.sight` makes one of an actor.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from django.apps import apps
from django.db.models import F, Q, QuerySet

from enslinje.journal.history import loading, register
from enslinje.journal.history.entries import Logged, entries, labels, logged, writes
from enslinje.journal.history.loading import FactId, Found
from enslinje.journal.history.register import Kind
from enslinje.journal.history.rows import (
    Choice,
    Choices,
    Entry,
    Filter,
    History,
    Recent,
    Write,
    Written,
)
from enslinje.journal.history.sight import Sight
from enslinje.journal.models import ChangeSet, Fact
from enslinje.journal.together import both, gathered

PAGE_SIZE = 50
SHOWN_OF_EACH = 5
"""Objects that a list of writes shows of each; the write's own page has them all."""

EVERYTHING = Filter()

_Any = TypeVar("_Any")


def history(
    address: str,
    *,
    sight: Sight,
    wanted: Filter = EVERYTHING,
    page: int = 1,
    size: int = PAGE_SIZE,
) -> History:
    """Return a page of the history of the object at `address`, newest first.

    Three queries: what it was, who wrote, and what it is called.

    Raises:
        HistoryNotFound: no object is there, or the reader may not see it.
    """
    kind, key = register.find(address)
    objects, _known = both(loading.objects(kind, [key]), sight.asks({kind: [key]})).read()
    there = objects.get(key)
    found = sight.of(there) if there else None
    if found is None:
        raise register.not_found(address)
    kind = found.kind
    ids = _writes_of(found)
    about = kind.about([key]).read()
    every = list(entries(found, writes(ids), about))
    chosen = [entry for entry in reversed(every) if wanted.lets_through(entry)]
    shown, page, pages = _page(chosen, page, size)
    return History(
        kind=kind.name,
        kind_words=every[-1].kind_words,
        address=found.address,
        title=every[-1].title,
        bodies=every[-1].bodies,
        entries=tuple(shown),
        total=len(chosen),
        page=page,
        pages=pages,
        choices=_choices(kind, every),
    )


def write(change_set: int, *, sight: Sight, page: int = 1, size: int = PAGE_SIZE) -> Written:
    """Return a write and a page of the objects it touched that the reader may see.

    Raises:
        HistoryNotFound: there is no such write, or nothing in it that the reader may see.
    """
    asked = logged(ChangeSet.objects.filter(pk=change_set))
    one = _written(asked, sight=sight, size=size, pages={change_set: page})
    if not one:
        raise register.not_found(str(change_set))
    return one[0]


def of_person(
    person: str, *, sight: Sight, older: int | None = None, size: int = PAGE_SIZE
) -> Recent:
    """Return what somebody wrote, or had written on their behalf, newest first.

    Args:
        person: the person's code.
        sight: what the reader may see; writes with nothing of it are left out.
        older: only writes before this one, as an earlier answer said.
        size: how many writes are looked at.
    """
    by = Q(actor_code=person) | Q(on_behalf_of_code=person)
    rows = ChangeSet.objects.filter(by, **_before(older, "pk")).order_by("-pk")
    return _recent(logged(rows[:size]), sight=sight, size=size)


def of_body(body: str, *, sight: Sight, older: int | None = None, size: int = PAGE_SIZE) -> Recent:
    """Return what was written about a body's objects, newest first; of those objects only.

    The other arguments are those of `of_person`.
    """
    touching: list[QuerySet[Any, Any]] = []
    for model, path in dict.fromkeys(_belonging()):
        for column in loading.CHANGE_SETS:
            rows = model.objects.filter(**{path: body}, **_before(older, column))
            some = rows.exclude(**{column: None}).annotate(written_in=F(column)).order_by()
            touching.append(some.values_list("written_in", flat=True))
    first, *others = touching
    latest = first.union(*others).order_by("-written_in")[:size]

    def theirs(kind: Kind, bodies: frozenset[str]) -> bool:
        return body in bodies and sight.sees(kind, bodies)

    writes_of_it = logged(ChangeSet.objects.filter(pk__in=latest))
    return _recent(writes_of_it, sight=replace(sight, sees=theirs), size=size, body=body)


def _recent(some: Sequence[Logged], *, sight: Sight, size: int, body: str | None = None) -> Recent:
    shown = _written(some, sight=sight, size=SHOWN_OF_EACH, pages={}, body=body)
    return Recent(tuple(shown), older=some[-1].write.change_set if len(some) == size else None)


def _written(
    some: Sequence[Logged],
    *,
    sight: Sight,
    size: int,
    pages: Mapping[int, int],
    body: str | None = None,
) -> list[Written]:
    """The writes with a page of what the reader may see of each, newest first.

    Three queries: which objects they touched, all that those were, and what they are called. With
    `body`, what belongs to others is not asked for: the sight must not let it be seen.
    """
    headers = {one.write.change_set: one.write for one in some}
    seen = _seen(_touched(some), sight, body)
    shown = {
        change_set: _page(there, pages.get(change_set, 1), size)
        for change_set, there in seen.items()
        if there
    }
    about = _about([one for of_one, _page_no, _pages in shown.values() for one in of_one])
    return [
        Written(
            write=headers[change_set],
            entries=tuple(_entries_of(headers[change_set], of_one, about)),
            total=len(seen[change_set]),
            page=page,
            pages=of_pages,
        )
        for change_set, (of_one, page, of_pages) in sorted(shown.items(), reverse=True)
    ]


def _seen(
    touched: Mapping[int, set[FactId]], sight: Sight, body: str | None
) -> dict[int, list[Found]]:
    """By write: the objects that it touched and the reader may see, by kind and address."""
    every: dict[type[Fact], set[int]] = {}
    for model, pk in set().union(*touched.values()):
        every.setdefault(model, set()).add(pk)
    kinds = register.kinds()
    keys = gathered({kind.name: loading.touched(kind, every, body=body) for kind in kinds}).read()
    places = {kind: set(keys[kind.name].values()) for kind in kinds}
    objects = gathered({kind.name: loading.objects(kind, of) for kind, of in places.items()})
    there, _known = both(objects, sight.asks(places)).read()
    seen: dict[int, list[Found]] = {change_set: [] for change_set in touched}
    for kind in kinds:
        of_kind = keys[kind.name]
        found = {
            key: (one, _writes_of(one))
            for key, whole in there[kind.name].items()
            if (one := sight.of(whole))
        }
        for change_set, facts in touched.items():
            of_write = {of_kind[fact] for fact in facts if fact in of_kind}
            known = [found[key] for key in of_write if key in found]
            of_it = [one for one, written in known if change_set in written]
            seen[change_set] += sorted(of_it, key=lambda one: one.address)
    return seen


def _entries_of(header: Write, some: Iterable[Found], about: Mapping[Kind, Any]) -> Iterable[Entry]:
    for one in some:
        yield from entries(one, {header.change_set: header}, about[one.kind])


def _about(some: Iterable[Found]) -> dict[Kind, Any]:
    """What the words about these objects need, by their kind."""
    keys: dict[Kind, list[register.Key]] = {}
    for one in some:
        keys.setdefault(one.kind, []).append(one.key)
    return gathered({kind: kind.about(of_kind) for kind, of_kind in keys.items()}).read()


def _writes_of(found: Found) -> set[int]:
    return {change_set for change_set, _before, _after in loading.states(found)}


def _touched(some: Iterable[Logged]) -> dict[int, set[FactId]]:
    """By write: the facts that it recorded or superseded, as its log entry tells."""
    models: dict[str, type[Fact]] = {
        model._meta.db_table: model  # noqa: SLF001 - documented in spite of its name
        for model in apps.get_models()
        if issubclass(model, Fact)
    }
    return {
        one.write.change_set: _facts_of(json.loads(one.content), models)
        for one in some
        if one.content is not None
    }


def _facts_of(content: Mapping[str, Any], models: Mapping[str, type[Fact]]) -> set[FactId]:
    return {
        (models[table], row[part["columns"].index(part["key"])])
        for section in ("recorded", "settled")
        for table, part in content[section].items()
        if table in models
        for row in part["rows"]
    }


def _belonging() -> Iterable[tuple[type[Fact], str]]:
    """The tables whose facts belong to a body, and the path to its code."""
    for kind in register.kinds():
        if kind.model is not None and kind.body:
            yield kind.model, kind.body
        yield from ((one.model, one.body) for one in kind.items if one.body)


def _before(older: int | None, column: str) -> dict[str, int]:
    return {} if older is None else {f"{column}__lt": older}


def _page(rows: Sequence[_Any], page: int, size: int) -> tuple[Sequence[_Any], int, int]:
    """The rows of a page, its number kept within the pages there are, and how many they are."""
    pages = max(1, -(-len(rows) // size))
    within = min(max(page, 1), pages)
    return rows[(within - 1) * size : within * size], within, pages


def _choices(kind: Kind, every: Sequence[Entry]) -> Choices:
    named = labels(kind)
    occurring = {change.name for entry in every for change in entry.changes}
    some = [entry.write for entry in every]
    return Choices(
        people=_sorted({one.person: one.person_name for one in some}),
        fields=tuple(Choice(name, words) for name, words in named.items() if name in occurring),
        sources=_sorted({one.source.value: one.source_words for one in some}),
        operations=_sorted({one.operation: one.operation_words for one in some}),
    )


def _sorted(words: Mapping[str, str]) -> tuple[Choice, ...]:
    return tuple(Choice(*pair) for pair in sorted(words.items(), key=lambda pair: pair[1]))
