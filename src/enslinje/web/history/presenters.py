"""What the pages of history show: entries with their links, filters, and the earlier and later."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enslinje.core import versions
from enslinje.core.policy import Action
from enslinje.journal.history.rows import (
    Choice as Occurring,
)
from enslinje.journal.history.rows import (
    Entry,
    Filter,
    Happening,
    History,
    Recent,
    Write,
    Written,
)
from enslinje.web.choices import Choice
from enslinje.web.choices import Filter as Shown
from enslinje.web.form_pages import FormPage
from enslinje.web.viewers import Viewer
from enslinje.web.words import Word

ALL = 100_000
"""More entries than any object has: for the page that compares two of them."""

HAPPENINGS: Mapping[Happening, Word] = {
    Happening.CREATED: gettext_lazy("Ny"),
    Happening.CHANGED: gettext_lazy("Ändrad"),
    Happening.ENDED: gettext_lazy("Avslutad"),
    Happening.RESTORED: gettext_lazy("Återställd"),
}


@dataclass(frozen=True)
class Line:
    """An entry and where it leads: the object's history, and restoring as it was."""

    entry: Entry
    happening: Word
    history: str
    restore: str


@dataclass(frozen=True)
class Page:
    """A place in a list of several pages; "" where there is no page before or after."""

    number: int
    count: int
    newer: str
    older: str


@dataclass(frozen=True)
class ObjectPage:
    """The history of one object."""

    title: str
    kind: str
    lines: tuple[Line, ...]
    total: int
    filters: tuple[Shown, ...]
    since: str
    until: str
    is_narrowed: bool
    pages: Page
    mark: str


@dataclass(frozen=True)
class WritePage:
    """One write and what it did."""

    write: Write
    lines: tuple[Line, ...]
    total: int
    pages: Page


@dataclass(frozen=True)
class RecentPage:
    """The latest writes about a body or by a person; `older` is the query of what came before."""

    name: str
    writes: tuple[WritePage, ...]
    older: str


@dataclass(frozen=True)
class RestorePage:
    """An earlier fact beside the one that holds: the fields in which they differ."""

    title: str
    kind: str
    history: str
    write: Write
    rows: tuple[tuple[str, str, str], ...]
    base: str


def filter_asked(asked: Mapping[str, str]) -> Filter:
    """Return the filter that the query string asks for; what cannot be read lets all through."""
    since, until = _day(asked.get("from", "")), _day(asked.get("till", ""))
    return Filter(
        person=asked.get("person", ""),
        field=asked.get("falt", ""),
        source=asked.get("vag", ""),
        operation=asked.get("vad", ""),
        since=_start(since) if since else None,
        until=_start(until + timedelta(days=1)) if until else None,
    )


def page_asked(asked: Mapping[str, str]) -> int:
    """Return the number of the page that is asked for, 1 when it is none."""
    text = asked.get("sida", "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 1  # noqa: PLR2004


def older_asked(asked: Mapping[str, str]) -> int | None:
    """Return the write that a list is to go on after, if the query string names one."""
    text = asked.get("fore", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None  # noqa: PLR2004


@dataclass(frozen=True)
class Offers:
    """What the reader may do from a history: nothing is offered that would be refused."""

    viewer: Viewer
    for_all: frozenset[str]

    def may(self, action: Action, bodies: Sequence[str]) -> bool:
        """Whether the policy lets the reader do it to an object of these bodies."""
        places = {"" if body in self.for_all else body for body in bodies}
        return all(self.viewer.may(action, place) for place in places)


def object_page(
    found: History, wanted: Filter, asked: Mapping[str, str], offers: Offers
) -> ObjectPage:
    """Return the page about one object."""
    choices = found.choices
    return ObjectPage(
        title=found.title,
        kind=found.kind_words,
        lines=tuple(_line(entry, offers) for entry in found.entries),
        total=found.total,
        filters=(
            _filter("person", _("Vem"), choices.people, wanted.person),
            _filter("falt", _("Uppgift"), choices.fields, wanted.field),
            _filter("vag", _("Väg in"), choices.sources, wanted.source),
            _filter("vad", _("Vad"), choices.operations, wanted.operation),
        ),
        since=_as_day(_day(asked.get("from", ""))),
        until=_as_day(_day(asked.get("till", ""))),
        is_narrowed=wanted != Filter(),
        mark=reverse("work:mark", kwargs={"address": found.address})
        if offers.may(Action.CHANGE_MARKING, found.bodies)
        else "",
        pages=_pages(found.page, found.pages, asked),
    )


def write_page(found: Written, offers: Offers, asked: Mapping[str, str] | None = None) -> WritePage:
    """Return the page about one write."""
    return WritePage(
        write=found.write,
        lines=tuple(_line(entry, offers) for entry in found.entries),
        total=found.total,
        pages=_pages(found.page, found.pages, asked or {}),
    )


def recent_page(recent: Recent, name: str, offers: Offers) -> RecentPage:
    """Return a page of the latest writes."""
    return RecentPage(
        name=name,
        writes=tuple(write_page(one, offers) for one in recent.writes),
        older=f"?fore={recent.older}" if recent.older else "",
    )


def restore_page(found: History, fact: int) -> RestorePage | None:
    """Return an earlier fact of the object beside what holds, `None` when it never had it."""
    held = next((one for one in found.entries if one.fact == fact and one.can_restore), None)
    if held is None:
        return None
    earlier, now = _state_at(found, held), _state_at(found, found.entries[0])
    labels = {change.name: change.label for one in found.entries for change in one.changes}
    latest = found.entries[0].fact
    return RestorePage(
        title=found.title,
        kind=found.kind_words,
        history=reverse("work:history", kwargs={"address": found.address}),
        write=held.write,
        rows=tuple(
            (labels[name], now.get(name, ""), earlier.get(name, ""))
            for name in labels
            if now.get(name, "") != earlier.get(name, "")
        ),
        base=versions.written(latest),
    )


def mark_page(found: History) -> FormPage | None:
    """Return the page that marks what the object says, `None` when it says nothing of its own."""
    if not base_of(found):
        return None
    note = _(
        "Det som är sekretessmarkerat lämnar aldrig offentliga sidor, filer, sökningar eller antal."
    )
    return FormPage(
        heading=_("Ändra märkningen"),
        about=f"{found.title}, {found.kind_words.lower()}",
        submit=_("Spara märkningen"),
        back=reverse("work:history", kwargs={"address": found.address}),
        back_words=found.title,
        notes=(note,),
    )


def base_of(found: History) -> str:
    """What the object's latest fact is called in a form, "" when it has none of its own."""
    latest = found.entries[0].fact if found.entries else None
    return "" if latest is None else versions.written(latest)


def _state_at(found: History, entry: Entry) -> dict[str, str]:
    """What stood in each field after `entry`: its changes and the latest before it."""
    state: dict[str, str] = {}
    for one in reversed(found.entries):
        state |= {change.name: change.after for change in one.changes}
        if one is entry:
            break
    return state


def _line(entry: Entry, offers: Offers) -> Line:
    history = reverse("work:history", kwargs={"address": entry.address})
    restore = (
        reverse("work:restore", kwargs={"fact": entry.fact, "address": entry.address})
        if entry.can_restore and offers.may(Action.RESTORE_FACT, entry.bodies)
        else ""
    )
    return Line(entry, HAPPENINGS[entry.happening], history, restore)


def _filter(name: str, label: str, occurring: tuple[Occurring, ...], chosen: str) -> Shown:
    return Shown(
        name,
        label,
        tuple(Choice(one.value, one.words, one.value == chosen) for one in occurring),
        all_words=_("alla"),
    )


def _pages(number: int, count: int, asked: Mapping[str, str]) -> Page:
    def at(page: int) -> str:
        kept = {name: text for name, text in asked.items() if name != "sida" and text}
        return f"?{urlencode(kept | {'sida': str(page)})}"

    return Page(
        number,
        count,
        newer=at(number - 1) if number > 1 else "",
        older=at(number + 1) if number < count else "",
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _as_day(day: date | None) -> str:
    return day.isoformat() if day else ""
