"""A plan's own budget against what the council gave: what differs, and by how much."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Difference:
    """What a line has been given and what is planned on it, in whole öre, costs negative.

    `ore` is planned less given: below zero, the plan costs more than the council gave.
    """

    line: str
    given: int
    planned: int

    @property
    def ore(self) -> int:
        return self.planned - self.given


def differences(
    planned: Iterable[tuple[str, int]], given: Mapping[str, int]
) -> tuple[Difference, ...]:
    """Return the lines whose plan differs from what the council gave, by line.

    Where the council has given to the body as a whole, the line "", the plan is compared as a
    whole: a body may plan on lines that the council has not bound. A line that nothing is planned
    on differs by all that was given; what nobody has given anything for is not compared.

    Args:
        planned: the line and the amount of each row of the plan, in öre.
        given: the net that the council gave by line, in öre; "" is the body as a whole.
    """
    by_line: dict[str, int] = defaultdict(int)
    for line, ore in planned:
        by_line[line] += ore
    if not given:
        return ()
    if set(given) == {""}:
        by_line = defaultdict(int, {"": sum(by_line.values())})
    lines = sorted(by_line.keys() | given.keys())
    found = (Difference(line, given.get(line, 0), by_line[line]) for line in lines)
    return tuple(one for one in found if one.ore)
