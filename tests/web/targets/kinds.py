"""Every kind of malformed files, taking turns."""

from random import Random

from tests.web.targets import malformed_archives, malformed_books, malformed_texts
from tests.web.targets.malformed import KINDS, Made, Ours

FROM = (malformed_archives, malformed_books, malformed_texts)
"""Where the kinds are: importing them lists them."""


def made(at: int, ours: Ours) -> tuple[str, Made]:
    """The file with a number, the same each time, and its kind."""
    kind = list(KINDS)[at % len(KINDS)]
    return kind, KINDS[kind](Random(at), ours)
