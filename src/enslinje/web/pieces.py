"""Pieces of pages, written once for as long as they say the same.

Most of a page of the workspace says what it said last: what has been saved is in one row of it. A
piece is given what it says and nothing else, no reader and no request, so that what it is kept by
cannot lack anything that it depends on.
"""

from collections.abc import Hashable, Iterable, Mapping
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

MOST_KEPT = 16_000
"""Every row of the grids of a city's 47 bodies in two languages, and as much again; some two
kilobytes each."""

MOST_OF_PIECES = 1_500
"""Every goal of those grids, and as many again; some fifteen kilobytes each."""


def piece(template: str, /, **said: Hashable) -> SafeString:
    """Return what `template` makes of what is `said`, in the language that is active.

    Args:
        template: its name. It may write neither a form's token nor anything else of its reader's.
        said: what it is given, by name. What is equal must be written alike.
    """
    return written(template, tuple(said.items()), get_language())


def joined(
    template: str, each: Iterable[Mapping[str, Hashable]], *, are_of_pieces: bool = False
) -> SafeString:
    """Return a piece after the other, all of one template: the rows of a table, say.

    Args:
        template: its name.
        each: what each piece says, as `piece` is given it.
        are_of_pieces: others are part of them. They are larger, and fewer are kept: what changes in
            one of its pieces has such a piece put together anew, of the others as they are.
    """
    language, write = get_language(), put_together if are_of_pieces else written
    pieces = [write(template, tuple(said.items()), language) for said in each]
    return mark_safe("".join(pieces))  # noqa: S308 - each is safe already.


def hole(name: str) -> SafeString:
    """Return what stands in a text that is kept, in the place of what is put in for each reader.

    Nobody can type it: what people write is escaped.
    """
    return mark_safe(f"<!--hole:{name}-->")  # noqa: S308 - our own words.


def _write(
    template: str, said: tuple[tuple[str, Hashable], ...], _language: str | None
) -> SafeString:
    """Return the piece in the active language, which is `_language`."""
    return render_to_string(template, dict(said))


written = lru_cache(maxsize=MOST_KEPT)(_write)
put_together = lru_cache(maxsize=MOST_OF_PIECES)(_write)
