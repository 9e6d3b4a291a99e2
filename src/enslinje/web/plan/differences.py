"""How two versions of a plan differ, in words and numbers: of one year, or of two that follow."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import ngettext

from enslinje.filing.contents import Difference
from enslinje.filing.tables import CONTENTS
from enslinje.web.plan import words
from enslinje.web.plan.words import Told
from enslinje.web.words import Word


@dataclass(frozen=True)
class Changed:
    """A place where two versions differ, in words and numbers.

    `difference` is how much more it is than before, "" where it is no number.
    """

    title: str
    before: str
    after: str
    difference: str = ""


@dataclass(frozen=True)
class ChangedTable:
    """The places of one table in which two versions differ, and how many of which kind."""

    words: Word
    counts: str
    lines: tuple[Changed, ...]

    @property
    def has_numbers(self) -> bool:
        """Whether the difference of some place can be told in a number."""
        return any(line.difference for line in self.lines)


def tables(
    differences: Sequence[Difference], now: Told, before: Told | None = None
) -> tuple[ChangedTable, ...]:
    """Put differences in words, table by table.

    What the earlier version said is told as of `before`, by default as of `now`; what is gone is
    called as it was called then.
    """
    then = before or now
    found = []
    for content in CONTENTS:
        of_it = [one for one in differences if one.content is content]
        if of_it:
            lines = tuple(_line(one, now, then) for one in of_it)
            found.append(ChangedTable(words.content_words(content), _counts(of_it), lines))
    return tuple(found)


def _line(one: Difference, now: Told, then: Told) -> Changed:
    return Changed(
        title=(then if one.after is None else now).title(one.content, one.place, one.row),
        before=then.said(one.content, one.before),
        after=now.said(one.content, one.after),
        difference=words.difference(
            now.measured(one.content, one.after), then.measured(one.content, one.before)
        ),
    )


def _counts(differences: Iterable[Difference]) -> str:
    """Say how many places are new, taken away and changed, those there are any of."""
    found = Counter((one.before is None, one.after is None) for one in differences)
    new, gone, changed = (found[kind] for kind in ((True, False), (False, True), (False, False)))
    said = (
        ngettext("{n} ändrad", "{n} ändrade", changed).format(n=changed) if changed else "",
        ngettext("{n} ny", "{n} nya", new).format(n=new) if new else "",
        ngettext("{n} borttagen", "{n} borttagna", gone).format(n=gone) if gone else "",
    )
    return ", ".join(filter(None, said))
