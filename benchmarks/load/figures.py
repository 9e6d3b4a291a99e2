"""What a run is summed up as."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from benchmarks.load.client import AFTERWARDS, OK, REDIRECTED, Answered
from benchmarks.load.servers import Played


def share(values: Iterable[float], part: float) -> float:
    """The value that `part` of them do not exceed, in their unit; 0 of none."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(part * len(ordered)) - 1)] if ordered else 0.0


def waited(played: Played) -> list[float]:
    """The seconds that people waited: not those after which a comparison came by itself."""
    return [one.seconds for one in played.answers if one.group != AFTERWARDS]


def line(name: str, answers: Sequence[Answered]) -> str:
    """How many, how they were answered, and how long it took, in a line."""
    seconds = [one.seconds for one in answers]
    statuses = Counter(one.status for one in answers)
    told = ", ".join(f"{count} × {status}" for status, count in sorted(statuses.items()))
    away = sum(one.turned_away for one in answers)
    later = sum(one.is_weighed_later for one in answers)
    weighed = f"{later} weighed later, " if later else ""
    return (
        f"{name}: {len(answers)} ({told}), {away} told to come again, {weighed}"
        f"p50 {1000 * share(seconds, 0.5):.0f}, p95 {1000 * share(seconds, 0.95):.0f}, "
        f"most {1000 * max(seconds, default=0.0):.0f} ms"
    )


def by_group(played: Played) -> Iterator[str]:
    """A line for each group of requests."""
    for group in dict.fromkeys(one.group for one in played.answers):
        yield line(group, [one for one in played.answers if one.group == group])


def failed(answers: Iterable[Answered]) -> list[Answered]:
    """Those that ended in no success."""
    return [one for one in answers if one.status not in OK and one.status not in REDIRECTED]


def processors(played: Played) -> str:
    """The processor time of both sides, as shares of one core."""
    return (
        f"processor: server {played.server / played.seconds:.0%}, "
        f"client {played.client / played.seconds:.0%} of one core, over {played.seconds:.0f} s"
    )
