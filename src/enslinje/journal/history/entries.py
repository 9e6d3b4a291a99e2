"""From how an object stood before and after a write to an entry in words."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Concat, Trim
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from enslinje.core.actors import SYSTEM_CODE, Source
from enslinje.core.marking import Marking
from enslinje.journal.history import register
from enslinje.journal.history.loading import Found, State, states
from enslinje.journal.history.register import Kind, Row
from enslinje.journal.history.rows import Entry, FieldChange, Happening, Write
from enslinje.journal.models import ChangeSet, LogEntry

SOURCES: Mapping[Source, str] = {
    Source.PAGE: _("formulär"),
    Source.GRID: _("tabell"),
    Source.FILE: _("fil"),
    Source.API: _("API"),
    Source.COMMAND: _("kommando på servern"),
    Source.DEMO: _("exempeldata"),
}
MARKINGS: Mapping[Marking, str] = {
    Marking.PUBLIC: _("offentlig"),
    Marking.WORKING: _("arbetsmaterial"),
    Marking.SECRET: _("sekretess"),
}
SYSTEM_NAME = _("Systemet")
ITEM_SEPARATOR = "; "


@dataclass(frozen=True)
class Logged:
    """A write, and what its log entry says that it wrote; None when it has none."""

    write: Write
    content: str | None


def writes(change_sets: Collection[int]) -> dict[int, Write]:
    """Return the writes by id. One query."""
    rows = _with_names(ChangeSet.objects.filter(pk__in=change_sets))
    return {row.pk: _write(row, _names(row)) for row in rows}


def logged(change_sets: "QuerySet[ChangeSet]") -> list[Logged]:
    """Return the writes and what they wrote, newest first. One query."""
    content = LogEntry.objects.filter(pk=OuterRef("pk")).values("content")
    rows = _with_names(change_sets).annotate(content=Subquery(content))
    some = sorted(rows, key=lambda row: -int(row.pk))
    return [Logged(_write(row, _names(row)), row.content) for row in some]


def _with_names(change_sets: "QuerySet[ChangeSet]") -> "QuerySet[Any]":
    return change_sets.annotate(person=_named("actor_code"), behalf=_named("on_behalf_of_code"))


def _named(code: str) -> Subquery:
    """The name of the person whose code stands in this column; NULL when there is none."""
    people = get_user_model().objects.filter(username=OuterRef(code)).order_by()
    name = Trim(Concat("first_name", Value(" "), "last_name"))
    return Subquery(people.annotate(called=name).values("called")[:1])


def _names(row: Any) -> Mapping[str, str]:
    """What those are called who have a name, by their codes."""
    people = {row.actor_code: row.person, row.on_behalf_of_code: row.behalf}
    named = {code: name for code, name in people.items() if name}
    return {SYSTEM_CODE: gettext(SYSTEM_NAME), **named}


def entries(found: Found, written: Mapping[int, Write], about: Any) -> Iterator[Entry]:
    """Yield what each of the writes `written` did to the object, oldest first."""
    kind = found.kind
    title, bodies = kind.title(found.key, about), tuple(sorted(found.bodies))
    for change_set, before, after in states(found):
        write = written.get(change_set)
        if write is not None:
            yield Entry(
                write=write,
                happening=_happening(before, after, write),
                kind=kind.name,
                kind_words=gettext(kind.label),
                address=found.address,
                title=title,
                bodies=bodies,
                changes=tuple(_changes(kind, before, after, about)),
                fact=after.own["pk"] if after.own else None,
                can_restore=_can_restore(kind, after),
            )


def words(kind: Kind, name: str, state_or_row: State | Row, about: Any) -> str:
    """What stands in a field, in words; "" where there is nothing."""
    own = state_or_row.own if isinstance(state_or_row, State) else state_or_row
    one = next((one for one in kind.fields if one.name == name), None)
    if one is not None:
        if own is None:
            return ""
        return one.write(own, about) if one.write else plain(own[one.name])
    many = next(many for many in kind.items if many.name == name)
    rows = state_or_row.items.get(name, ()) if isinstance(state_or_row, State) else ()
    return ITEM_SEPARATOR.join(sorted(many.write(row, about) for row in rows))


def plain(value: Any) -> str:
    """A value that is no word of a vocabulary, for people: texts, days, instants, yes and no."""
    match value:
        case None:
            return ""
        case bool():
            return gettext("ja") if value else gettext("nej")
        case datetime():
            local = timezone.localtime(value)
            return f"{date_format(local, 'DATE_FORMAT')} {local:%H.%M}"
        case date():
            return date_format(value, "DATE_FORMAT")
        case _:
            return str(value)


def labels(kind: Kind) -> dict[str, str]:
    """The names of the kind's fields, in order, in the reader's language."""
    named = [(one.name, one.label) for one in kind.fields]
    named += [(many.name, many.label) for many in kind.items]
    return {name: gettext(label) for name, label in named}


def _changes(kind: Kind, before: State, after: State, about: Any) -> Iterator[FieldChange]:
    texts = {one.name for one in kind.fields if one.is_text}
    for name, label in labels(kind).items():
        was, now = words(kind, name, before, about), words(kind, name, after, about)
        if was != now:
            yield FieldChange(name, label, was, now, name in texts)
    was, now = _marked(before), _marked(after)
    if was != now and (before.own or now != gettext(MARKINGS[Marking.PUBLIC])):
        yield FieldChange("marking", gettext("Märkning"), was, now)


def _marked(state: State) -> str:
    """How an object's own fact is marked, in words; "" where there is none."""
    if state.own is None:
        return ""
    words_of_it = gettext(MARKINGS[Marking(state.own["marking"])])
    return ", ".join(filter(None, (words_of_it, state.own["secrecy_ground"])))


def _happening(before: State, after: State, write: Write) -> Happening:
    if not after.is_there:
        return Happening.ENDED
    if write.restores:
        return Happening.RESTORED
    return Happening.CHANGED if before.is_there else Happening.CREATED


def _can_restore(kind: Kind, after: State) -> bool:
    own = after.own
    return kind.restore is not None and own is not None and own["superseded_in_id"] is not None


def _write(row: ChangeSet, names: Mapping[str, str]) -> Write:
    source = Source(row.source)
    return Write(
        change_set=row.pk,
        recorded_at=row.recorded_at,
        person=row.actor_code,
        person_name=names.get(row.actor_code, row.actor_code),
        on_behalf_of=row.on_behalf_of_code,
        on_behalf_of_name=names.get(row.on_behalf_of_code, row.on_behalf_of_code),
        role=row.actor_role,
        role_words=register.role_words(row.actor_role) if row.actor_role else "",
        source=source,
        source_words=gettext(SOURCES[source]),
        operation=row.action,
        operation_words=register.operation_words(row.action),
        reason=row.reason,
        restores=row.restores,
    )
