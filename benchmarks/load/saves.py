"""What people save under load: the reason of a target, in the grid of their body."""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlencode
from uuid import uuid4

from benchmarks.load.client import Asked
from benchmarks.load.people import Person
from benchmarks.load.servers import HOST

BASE = re.compile(r'name="b-([^"]+)" value="([^"]*)"')
REASON = re.compile(r'<textarea[^>]*name="r-([^"]+)"[^>]*>([^<]*)</textarea>')
REASON_INPUT = re.compile(r'<input[^>]*name="r-([^"]+)"[^>]*>')
TEXT_INPUT = re.compile(r'<input[^>]*name="v-([^"]+)"[^>]*>')
VALUE = re.compile(r'\bvalue="([^"]*)"')


NOT_RELEVANT = "ej relevant"
"""A target that every indicator takes, with a reason: where the body had none the year before."""


@dataclass(frozen=True)
class Cell:
    """A row of somebody's grid, which version of it they have seen, and what they will state."""

    person: Person
    code: str
    base: str
    text: str


def grid_address(person: Person, year: int) -> str:
    """Where the grid of their body is."""
    return f"/arbete/{year}/namnd/{person.slug}/malvarden/"


def cells(port: int, people: Sequence[Person], year: int) -> list[Cell]:
    """Every row of every grid, as its page has it now; stated will be what was the year before."""
    found = []
    for person in people:
        before = dict(_texts(_page(port, person, year - 1)))
        found += [
            Cell(person, code, base, before.get(code) or NOT_RELEVANT)
            for code, base in BASE.findall(_page(port, person, year))
        ]
    return found


def reasons(port: int, people: Sequence[Person], year: int) -> dict[tuple[str, str], str]:
    """What each grid says now, by body and indicator."""
    return {
        (person.slug, code): text
        for person in people
        for code, text in _reasons(_page(port, person, year))
    }


def save(cell: Cell, year: int, at: float, reason: str) -> Asked:
    """The request of the grid's script when somebody has stated a target with that reason."""
    sent = {
        f"v-{cell.code}": cell.text,
        f"r-{cell.code}": reason,
        f"b-{cell.code}": cell.base,
        "key": str(uuid4()),
    }
    return Asked(
        at=at,
        path=grid_address(cell.person, year),
        group="save",
        method="POST",
        headers=cell.person.form_headers,
        body=urlencode(sent),
        then=f"{grid_address(cell.person, year)}?{urlencode({'rad': cell.code})}",
    )


def lost(
    typed: Mapping[tuple[str, str], str], there: Mapping[tuple[str, str], str]
) -> list[tuple[str, str]]:
    """Those that were acknowledged and are not there."""
    return [place for place, reason in typed.items() if there.get(place) != reason]


def _reasons(page: str) -> Iterator[tuple[str, str]]:
    for code, text in REASON.findall(page):
        yield code, html.unescape(text).strip()
    for found in REASON_INPUT.finditer(page):
        value = VALUE.search(found.group(0))
        yield found.group(1), html.unescape(value.group(1)) if value else ""


def _texts(page: str) -> Iterator[tuple[str, str]]:
    for found in TEXT_INPUT.finditer(page):
        value = VALUE.search(found.group(0))
        yield found.group(1), html.unescape(value.group(1)) if value else ""


def _page(port: int, person: Person, year: int) -> str:
    connection = HTTPConnection(HOST, port, timeout=60)
    connection.request("GET", grid_address(person, year), headers=person.headers)
    answer = connection.getresponse()
    page = answer.read().decode()
    connection.close()
    assert answer.status == 200, f"{person.slug}: {answer.status}"
    return page
