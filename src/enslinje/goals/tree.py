"""Goals in the order of their tree."""

from collections import defaultdict
from collections.abc import Iterable

from enslinje.goals.rows import GoalRow


def in_tree_order(rows: list[GoalRow]) -> list[GoalRow]:
    """Return each with its children right after it; what hangs loose comes last."""
    below: dict[str, list[GoalRow]] = defaultdict(list)
    codes = {row.code for row in rows}
    for row in rows:
        below[row.parent if row.parent in codes else ""].append(row)

    def walk(parent: str) -> Iterable[GoalRow]:
        for row in below.pop(parent, ()):
            yield row
            yield from walk(row.code)

    return list(walk(""))
