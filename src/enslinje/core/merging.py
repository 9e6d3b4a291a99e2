"""Three texts into one: what two writers made of the same text, word by word (diff3)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

MANY_WORDS = 5_000
"""Words above which texts are compared line by line, so that no text takes long."""

_WORDS = re.compile(r"\s*\S+|\s+")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")


class Outcome(StrEnum):
    """What became of a part of the text."""

    SAME = "same"
    THEIRS = "theirs"
    MINE = "mine"
    BOTH_ALIKE = "both_alike"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class MergedPart:
    """A part of the three texts that belongs together, and who changed it."""

    outcome: Outcome
    base: str
    theirs: str
    mine: str

    @property
    def text(self) -> str:
        """What is proposed: where both changed it differently, theirs followed by mine."""
        if self.outcome is Outcome.THEIRS:
            return self.theirs
        if self.outcome is not Outcome.CONFLICT:
            return self.mine
        apart = self.theirs and self.mine and not self.theirs[-1].isspace()
        return self.theirs + (" " if apart and not self.mine[0].isspace() else "") + self.mine


@dataclass(frozen=True)
class Merge:
    """A proposal. Nothing that anybody typed is left out of it, other than what was deleted."""

    parts: tuple[MergedPart, ...]

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.parts)

    @property
    def is_clean(self) -> bool:
        """Whether no part was changed by both in different ways."""
        return all(part.outcome is not Outcome.CONFLICT for part in self.parts)


def merge(base: str, theirs: str, mine: str) -> Merge:
    """Merge what two writers made of `base`.

    Source: diff3, as Khanna, Kunal and Pierce describe it (2007): the text falls into parts that
    all three have, and parts between them; a part between them that only one writer changed is
    taken from that writer.
    """
    pieces = _LINES if max(map(len, (base, theirs, mine))) > MANY_WORDS * 6 else _WORDS
    b, t, m = (pieces.findall(text) for text in (base, theirs, mine))
    return Merge(tuple(_parts(b, t, m)))


def _parts(b: Sequence[str], t: Sequence[str], m: Sequence[str]) -> Iterator[MergedPart]:
    """Go from one piece that all three have to the next."""
    at_b = at_t = at_m = 0
    for in_b, in_t, in_m in _anchors(b, t, m):
        yield from _between(b[at_b:in_b], t[at_t:in_t], m[at_m:in_m])
        yield MergedPart(Outcome.SAME, b[in_b], t[in_t], m[in_m])
        at_b, at_t, at_m = in_b + 1, in_t + 1, in_m + 1
    yield from _between(b[at_b:], t[at_t:], m[at_m:])


def _between(b: Sequence[str], t: Sequence[str], m: Sequence[str]) -> Iterator[MergedPart]:
    if not (b or t or m):
        return
    if t == m:
        outcome = Outcome.BOTH_ALIKE
    elif t == b:
        outcome = Outcome.MINE
    elif m == b:
        outcome = Outcome.THEIRS
    else:
        outcome = Outcome.CONFLICT
    yield MergedPart(outcome, "".join(b), "".join(t), "".join(m))


def _anchors(
    b: Sequence[str], t: Sequence[str], m: Sequence[str]
) -> Iterator[tuple[int, int, int]]:
    """The places of the pieces of `b` that both others have kept, in order."""
    in_theirs, in_mine = _matches(b, t), _matches(b, m)
    for place in range(len(b)):
        if place in in_theirs and place in in_mine:
            yield place, in_theirs[place], in_mine[place]


def _matches(b: Sequence[str], other: Sequence[str]) -> dict[int, int]:
    blocks = SequenceMatcher(None, b, other, autojunk=False).get_matching_blocks()
    return {block.a + step: block.b + step for block in blocks for step in range(block.size)}
