"""Plans that their bodies have decided and that are submitted under load, one for each body.

Their targets are those of the year that is saved in, so that no save changes what was decided: each
body revises its plan of the year before, and the data set has brought it as far as the decision.
"""

import re
from collections.abc import Mapping, Sequence
from http.client import HTTPConnection
from urllib.parse import urlencode
from uuid import uuid4

from benchmarks.load.client import Asked
from benchmarks.load.people import Person
from benchmarks.load.servers import HOST

BASE = re.compile(r'name="base"[^>]*value="([^"]*)"')
RECEIPT = re.compile(r"/kvitto/(\d+)/")


def submit(port: int, head: Person, year: int, at: float) -> Asked:
    """The form that the head of administration sends; its page is read before."""
    address = f"/arbete/{year}/namnd/{head.slug}/lamna-in/"
    status, page = _page(port, head, address)
    assert status == 200, f"{head.slug} has nothing to submit: {status}"
    (base,) = set(BASE.findall(page))
    sent = {"base": base, "declared": "on", "key": str(uuid4())}
    return Asked(
        at=at,
        path=address,
        group="submission",
        method="POST",
        headers=head.form_headers,
        body=urlencode(sent),
    )


def next_numbers(port: int, heads: Sequence[Person], year: int) -> Mapping[Person, int]:
    """The number that each body's next receipt gets."""
    found = {}
    for one in heads:
        _status, page = _page(port, one, f"/arbete/{year}/namnd/{one.slug}/")
        found[one] = 1 + max(map(int, RECEIPT.findall(page)), default=0)
    return found


def missing(port: int, numbers: Mapping[Person, int], year: int) -> list[str]:
    """The bodies without the receipt that they were to get."""
    return [
        one.slug
        for one, number in numbers.items()
        if _page(port, one, f"/arbete/{year}/namnd/{one.slug}/kvitto/{number}/")[0] != 200
    ]


def _page(port: int, person: Person, address: str) -> tuple[int, str]:
    connection = HTTPConnection(HOST, port, timeout=60)
    connection.request("GET", address, headers=person.headers)
    answer = connection.getresponse()
    page = answer.read().decode()
    connection.close()
    return answer.status, page
