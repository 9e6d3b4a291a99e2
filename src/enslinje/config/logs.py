"""What a log may hold: where something broke and of what kind, never what anybody typed.

A log is read by whoever runs the server, who has no right by that to what the bodies write. So the
words of an exception stay out (a database's quotes the row that it refused, Python's the text that
was no number), and so does the address that was asked for: the link of a letter is a secret.
"""

import copy
import logging
import re
import traceback
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class Formatter(logging.Formatter):
    """Writes a line for each event, and under it the places an exception passed."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the event without what was typed. Nobody's text begins a line of its own."""
        told = copy.copy(record)
        told.exc_text = None  # Another handler may have kept the words there.
        told.msg, told.args = _message(record), None
        return super().format(told)

    def formatException(self, ei: Any) -> str:  # noqa: N802 — the standard library's name.
        """Return the places and kinds of the exception and of those that led to it."""
        return "\n".join(_told(ei[1]))


def _message(record: logging.LogRecord) -> str:
    request = getattr(record, "request", None)
    if isinstance(request, HttpRequest):
        status = getattr(record, "status_code", "")
        text = f"{status} to {request.method} {_page(request)}"
    else:
        text = record.getMessage()
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def _page(request: HttpRequest) -> str:
    """The pattern of the address, without what it was asked about."""
    match = request.resolver_match
    return f"/{match.route}" if match else "an address"


def _told(error: BaseException) -> Iterator[str]:
    """Yield the lines of an exception, below those of what it came from."""
    chain = [error]
    while (cause := _cause(chain[-1])) is not None and cause not in chain:
        chain.append(cause)
    for number, one in enumerate(reversed(chain)):
        if number:
            yield "which led to:"
        for frame in traceback.extract_tb(one.__traceback__):
            yield f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}'
            if frame.line:
                yield f"    {frame.line}"
        yield f"{type(one).__module__}.{type(one).__qualname__}{_codes(one)}"


def _cause(error: BaseException) -> BaseException | None:
    return error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _codes(error: BaseException) -> str:
    """What an exception says in codes: those of the operating system and of the database."""
    named = {
        "errno": getattr(error, "errno", None) if isinstance(error, OSError) else None,
        "sqlstate": getattr(error, "sqlstate", None),
        "constraint": getattr(getattr(error, "diag", None), "constraint_name", None),
        "sqlite": getattr(error, "sqlite_errorname", None),
    }
    given = [f"{name} {value}" for name, value in named.items() if value]
    return f" ({', '.join(given)})" if given else ""
