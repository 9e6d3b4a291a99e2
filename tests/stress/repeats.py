"""Duplicate submissions: processes that send the same form, with the same key, at the same time.

Every tenth key is contested: half of the processes send something else under it.
"""

import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from uuid import UUID

from django.db import DatabaseError, connections
from django.db.models import Sum

from enslinje.core.errors import Refusal
from enslinje.goals.models import Target
from enslinje.journal.errors import KeyReused
from enslinje.journal.models import ChangeSet, IdempotencyKey, LogEntry, Pulse
from enslinje.plans import operations as plan_operations
from enslinje.plans.models import ActivityEdition
from tests import everything, town
from tests.stress import harms
from tests.stress.racing import Told, race
from tests.stress.switches import switch_off

CONTESTED = 10
MOST_JITTER_SECONDS = 0.002
CONTENTS = ("as filled in", "as somebody else filled in")
BODY = dict(zip(CONTENTS, ("SKOLA", "PARK"), strict=True))


def run(*, submissions: int, processes: int = 4, off: Sequence[str] = ()) -> dict:
    """Submit so many times in all; tell how they were answered and what harm was done."""
    switch_off(off)
    drawn = random.Random("repeats")
    keys = [UUID(int=drawn.getrandbits(128)) for _ in range(-(-submissions // processes))]
    before = _counts()

    def work(number: int, wait: Callable[[], object]) -> Iterator[Told]:
        chance = random.Random(number)
        for at, key in enumerate(keys):
            other = number % 2 and at % CONTESTED == 0
            wait()
            time.sleep(chance.uniform(0, MOST_JITTER_SECONDS))
            yield _submit(key, at, CONTENTS[1] if other else CONTENTS[0])

    told = race(work, processes=processes)
    after = _counts()
    more = {name: after[name] - before[name] for name in before}
    found = [*_of_answers(told), *_of_effects(told, keys, more), *_of_late(keys, told)]
    found += [*harms.of_the_log(), *harms.of_the_file()]
    counted = Counter(one["outcome"] for one in told)
    connections.close_all()
    said = {"submissions": len(told), "keys": len(keys), "processes": processes, **counted}
    return said | harms.summed_up(found)


def _submit(key: UUID, at: int, content: str) -> Told:
    """Send one form: a target, or an activity with its goals and parties."""
    told: Told = {"key": str(key), "content": content}
    try:
        receipt = (_plan if at % 2 else _state)(key, at, content)
    except KeyReused:
        return told | {"outcome": "refused"}
    except (Refusal, DatabaseError) as error:
        return told | {"outcome": "error", "what": f"{type(error).__name__}: {error}"[:200]}
    outcome = "repeated" if receipt.is_repeat else "done"
    return told | {"outcome": outcome, "answer": [receipt.change_set, *receipt.rows]}


def _state(key: UUID, at: int, content: str):
    draft = town.target(at % 100, body=BODY[content], note=f"{key} {content}")
    return town.state(draft, key=key)


def _plan(key: UUID, at: int, content: str):
    draft = everything.activity(code=f"ACT{at % 7}", note=f"{key} {content}", title=content)
    return plan_operations.plan_activities(
        actor=town.KIM, year=town.YEAR, activities=[draft], key=key
    )


def _counts() -> dict[str, int]:
    return {
        "change sets": ChangeSet.objects.count(),
        "entries": LogEntry.objects.count(),
        "keys": IdempotencyKey.objects.count(),
        "facts": Target.objects.count() + ActivityEdition.objects.count(),
        "pulses": Pulse.objects.aggregate(total=Sum("version"))["total"],
    }


# What must hold ---------------------------------------------------------------------------------


def _of_answers(told: Iterable[Told]) -> harms.Harms:
    """Of each key: one is done, its repeats get its answer, and only other contents are refused."""
    found = []
    by_key: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        by_key[one["key"]].append(one)
    for key, sent in by_key.items():
        found += [("error", one["what"]) for one in sent if one["outcome"] == "error"]
        done = [one for one in sent if one["outcome"] == "done"]
        if len(done) != 1:
            found.append((f"done {len(done)} times", key))
        answered = [one for one in sent if "answer" in one]
        if len({(one["content"], *one["answer"]) for one in answered}) != 1:
            found.append(("answers differ", key))
        contents = {one["content"] for one in done}
        if any(one["outcome"] == "refused" and one["content"] in contents for one in sent):
            found.append(("a repeat refused", key))
    return found


def _of_effects(told: Sequence[Told], keys: Sequence[UUID], more: dict[str, int]) -> harms.Harms:
    """Each key has one effect: one fact with its mark, one change set, one entry, one answer kept.

    A target moves one pulse and an activity two: its body's and the whole group's.
    """
    states = -(-len(keys) // 2)
    wanted = dict.fromkeys(more, len(keys)) | {"pulses": states + 2 * (len(keys) - states)}
    found = [
        (f"double effect: {name}", f"{more[name]} for {wanted[name]}")
        for name in more
        if more[name] != wanted[name]
    ]
    notes = Counter(Target.objects.values_list("note", flat=True))
    notes += Counter(ActivityEdition.objects.values_list("note", flat=True))
    won = {f"{one['key']} {one['content']}" for one in told if "answer" in one}
    found += [("no effect", note) for note in won if notes[note] == 0]
    return found + [("double effect", note) for note in won if notes[note] > 1]


def _of_late(keys: Sequence[UUID], told: Iterable[Told]) -> harms.Harms:
    """Later, each key gets its answer again, and with anything else it is refused."""
    found = []
    won = {one["key"]: (one["content"], one["answer"]) for one in told if "answer" in one}
    for at, key in enumerate(keys):
        content, answer = won.get(str(key), (CONTENTS[0], None))
        again = _submit(key, at, content)
        if (again["outcome"], again.get("answer")) != ("repeated", answer):
            found.append(("answered otherwise later", f"{key}: {again}"))
        changed = _submit(key, at + 2, content)  # Another value, or another activity.
        if changed["outcome"] != "refused":
            found.append(("other content let through", f"{key}: {changed}"))
    return found
