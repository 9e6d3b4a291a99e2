"""`kill -9` of a writing process at any moment, again and again.

The writer says through a pipe when it begins a write and when the write has been acknowledged.
After each kill everything it acknowledged must be there, and of the write it was at all or nothing.
"""

import os
import random
import signal
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, connections
from django.db.models import Sum

from enslinje.goals.models import Target
from enslinje.journal.log_reading import one_instant
from enslinje.journal.models import ChangeSet, IdempotencyKey, LogEntry, Pulse
from enslinje.plans import operations as plan_operations
from enslinje.plans.models import ActivityEdition, ActivityGoal, ActivityParty
from tests import everything, town
from tests.stress import harms
from tests.stress.switches import switch_off

MOST_WRITES = 5
LONGEST_SECONDS = 0.06
"""A writer lives for at most so many writes, and then for at most so long: about one more."""

LOOKED_THROUGH_EVERY = 50
"""Kills between two looks through the whole log and file."""


@dataclass(frozen=True)
class Kind:
    """A kind of write: how many rows it leaves in each place, and how many pulses it moves."""

    targets: int
    editions: int
    pulses: int


KINDS = {"one body": Kind(1, 0, 1), "two bodies": Kind(2, 0, 2), "activity": Kind(0, 1, 2)}


def key_of(mark: str) -> UUID:
    return UUID(int=random.Random(mark).getrandbits(128))


def kind_of(mark: str) -> str:
    """The kind of the write with this mark: a number of the kill, a dash, a number of the write."""
    return list(KINDS)[int(mark.partition("-")[2]) % len(KINDS)]


def write(mark: str) -> int:
    """Do the write with this mark and return its change set."""
    value = int(mark.partition("-")[2]) % 100
    if kind_of(mark) == "activity":
        draft = everything.activity(title=mark, note=mark)
        return plan_operations.plan_activities(
            actor=town.KIM, year=town.YEAR, activities=[draft], key=key_of(mark)
        ).change_set
    bodies = ("SKOLA", "PARK")[: KINDS[kind_of(mark)].targets]
    drafts = [town.target(value, body=body, note=mark) for body in bodies]
    return town.state(*drafts, key=key_of(mark)).change_set


Write = Callable[[str], int]
"""Does the write with a mark and returns its change set."""

Strike = Callable[[int], object]
"""Kills: the writer whose process id it gets, or what the writer writes to."""


@dataclass
class Tally:
    """What writers have said until now, and the versions of the pulses before they began."""

    base: int
    acknowledged: dict[str, int] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def take(self, said: str) -> None:
        """Add what a writer said."""
        lines = [line.split() for line in said.splitlines()]
        self.acknowledged |= {mark: int(pk) for what, mark, pk in lines if what == "acknowledged"}
        self.begun |= {mark for what, mark, _ in lines if what == "begun"}

    def counted(self) -> dict[str, int]:
        known = len(self.acknowledged)
        return {"acknowledged": known, "cut off": len(self.begun) - known}


def run(*, kills: int, off: Sequence[str] = (), until_harm: bool = False) -> dict:
    """Kill so many writers; tell what was acknowledged, what was cut off, and what harm was done.

    With `until_harm` it ends at the first harm.
    """
    switch_off(off)
    durability = harms.durability()
    chance = random.Random("kills")
    tally = Tally(pulses())
    found: harms.Harms = []
    hot = done = 0
    for number in range(kills):
        tally.take(said_by_one(number, chance, kill_at_once))
        hot += _is_hot(settings.DATA / "enslinje.sqlite3")
        done += 1
        found += _looked_for(tally, everywhere=number % LOOKED_THROUGH_EVERY == 0)
        if until_harm and found:
            break
    found += _looked_for(tally, everywhere=True)
    connections.close_all()
    counted = {"kills": done, "journals left": hot} | tally.counted()
    return counted | {"durability": durability} | harms.summed_up(found)


def _is_hot(file: Path) -> bool:
    """Whether whoever opens the file next has something to put right: a journal is not emptied."""
    journals = (file.with_name(f"{file.name}-{kind}") for kind in ("wal", "journal"))
    return any(one.exists() and any(one.read_bytes()[:8]) for one in journals)


def _looked_for(tally: Tally, *, everywhere: bool) -> harms.Harms:
    try:
        found = of_writes(tally)
        return [*found, *harms.of_the_log(), *harms.of_the_file()] if everywhere else found
    except DatabaseError as error:
        return [("unreadable", str(error))]


def kill_at_once(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


def said_by_one(number: int, chance: random.Random, strike: Strike, *, write: Write = write) -> str:
    """Start a writer, strike after some of its writes, in the middle of one; return its words."""
    connections.close_all()
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        _write_until_killed(number, writing, write)
    os.close(writing)
    said, wanted = b"", chance.randint(0, MOST_WRITES)
    while said.count(b"acknowledged") < wanted or not said:
        if not (heard := os.read(reading, 65_536)):
            break  # It ended by itself: what it has left behind is looked at like any other.
        said += heard
    time.sleep(chance.uniform(0, LONGEST_SECONDS))
    strike(pid)
    os.waitpid(pid, 0)
    while more := os.read(reading, 65_536):
        said += more
    os.close(reading)
    complete, _, _cut = said.decode().rpartition("\n")
    return complete


def _write_until_killed(number: int, pipe: int, write: Write) -> None:
    try:
        ChangeSet.objects.exists()  # Connected.
        for at in range(1_000_000):
            mark = f"{number}-{at}"
            os.write(pipe, f"begun {mark} 0\n".encode())
            pk = write(mark)
            os.write(pipe, f"acknowledged {mark} {pk}\n".encode())
    except BaseException:  # noqa: BLE001 - whatever it was, this process ends here
        traceback.print_exc()
    finally:
        os._exit(1)


def pulses() -> int:
    return Pulse.objects.aggregate(total=Sum("version"))["total"]


# What must hold ---------------------------------------------------------------------------------


def of_writes(tally: Tally) -> harms.Harms:
    """What is lost of the writes acknowledged, and which are there by halves."""
    acknowledged, begun = tally.acknowledged, tally.begun
    with one_instant():
        there = _there()
        moved = pulses() - tally.base
        change_sets = set(ChangeSet.objects.values_list("pk", flat=True))
        entries = set(LogEntry.objects.values_list("pk", flat=True))
        kept = dict(IdempotencyKey.objects.values_list("key", "change_set_id"))
    wanted = {mark: (KINDS[kind_of(mark)].targets, KINDS[kind_of(mark)].editions) for mark in begun}
    found = [("lost", mark) for mark, pk in acknowledged.items() if pk not in entries & change_sets]
    found += [("lost", mark) for mark in acknowledged if mark not in there]
    found += [
        ("half: rows", f"{mark} {rows}") for mark, rows in there.items() if rows != wanted[mark]
    ]
    found += [("half: no entry", str(pk)) for pk in change_sets - entries]
    found += [("half: key", mark) for mark in begun if (key_of(mark) in kept) != (mark in there)]
    should_have_moved = sum(KINDS[kind_of(mark)].pulses for mark in there)
    if moved != should_have_moved:
        found.append(("half: pulses", f"{moved} for {should_have_moved}"))
    return found + _of_activities()


def _there() -> dict[str, tuple[int, int]]:
    """By mark: how many targets and how many activities there are of it."""
    targets = Counter(Target.objects.exclude(note="").values_list("note", flat=True))
    editions = Counter(ActivityEdition.objects.exclude(note="").values_list("note", flat=True))
    return {mark: (targets[mark], editions[mark]) for mark in targets | editions}


def _of_activities() -> harms.Harms:
    """Each edition of an activity was recorded with its goal and its two parties."""
    editions = set(ActivityEdition.objects.values_list("recorded_in", flat=True))
    goals = Counter(ActivityGoal.objects.values_list("recorded_in", flat=True))
    parties = Counter(ActivityParty.objects.values_list("recorded_in", flat=True))
    whole = {pk for pk in editions if (goals[pk], parties[pk]) == (1, 2)}
    return [("half: activity", str(pk)) for pk in editions - whole]
