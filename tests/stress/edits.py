"""Edit races: processes that have seen the same fact save it at the same time, again and again.

In each round all of them read one place, wait for one another, and save. What they tell is held
against what the database then holds.
"""

import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.db import DatabaseError, connections, transaction

from enslinje.core.errors import Refusal
from enslinje.core.terms import ContributionState, Criterion, OccasionKind
from enslinje.core.values import SCALE
from enslinje.goals.models import Target
from enslinje.journal import record
from enslinje.journal.errors import AlreadySuperseded, EditedMeanwhile
from enslinje.journal.models import Fact
from enslinje.organisation import operations as organisation_operations
from enslinje.plans import drafts as plans
from enslinje.plans import operations as plan_operations
from enslinje.plans.models import ActivityEdition, Contribution
from enslinje.reconciliation import operations as reconciliation_operations
from enslinje.reconciliation.models import Judgement
from tests import everything, town
from tests.stress import harms
from tests.stress.racing import Told, race
from tests.stress.switches import switch_off

MOST_JITTER_SECONDS = 0.004
BODIES = ("SKOLA", "PARK")


@dataclass(frozen=True)
class Edit:
    """A kind of edit: which rows it writes, where, and how it saves one that nobody else has.

    `save` takes the body, the id of the row that was seen, a mark for the note, and a number.
    """

    model: type[Fact]
    place: dict[str, Any]
    save: Callable[[str, int | None, str, int], int]

    def seen(self, body: str) -> int | None:
        """The id of the current row, as a page would show it."""
        where = {name: body if value is BODIES else value for name, value in self.place.items()}
        rows = self.model.objects.current().filter(year=town.YEAR, **where)
        return rows.values_list("pk", flat=True).first()


def _target(body: str, seen: int | None, mark: str, value: int) -> int:
    draft = town.target(value, body=body, seen=seen, note=mark)
    return town.state(draft, key=uuid4()).rows[0]


def _contribution(body: str, seen: int | None, mark: str, value: int) -> int:
    draft = plans.ContributionDraft(
        body=body,
        goal="1.1",
        state=ContributionState.STATED,
        criterion=Criterion.STATED_IN_WHAT_WAY,
        text=f"{value} platser",
        basis=town.STATED,
        seen=seen,
        note=mark,
    )
    return plan_operations.state_contributions(
        actor=town.KIM, year=town.YEAR, contributions=[draft], key=uuid4()
    ).rows[0]


def _activity(body: str, seen: int | None, mark: str, value: int) -> int:
    draft = everything.activity(title=f"{value}", seen=seen, note=mark)
    return plan_operations.plan_activities(
        actor=town.KIM, year=town.YEAR, activities=[draft], key=uuid4()
    ).rows[0]


def _handover(body: str, seen: int | None, mark: str, value: int) -> int:
    """The same activity, by writers who have no body and so no pulse in common."""
    party = plans.PartyDraft(body=BODIES[int(mark.partition("-")[0]) % 2], basis=town.STATED)
    draft = everything.activity(title=f"{value}", parties=(party,), seen=seen, note=mark)
    return plan_operations.plan_activities(
        actor=town.KIM, year=town.YEAR, activities=[draft], key=uuid4()
    ).rows[0]


def _judgement(body: str, seen: int | None, mark: str, value: int) -> int:
    draft = everything.judgement(seen=seen, note=mark)
    return reconciliation_operations.judge_goals(
        actor=town.KIM, year=town.YEAR, judgements=[draft], key=uuid4()
    ).rows[0]


@transaction.atomic
def _in_the_journal(body: str, seen: int | None, mark: str, value: int) -> int:
    """Supersede and record, past the operations."""
    change = record.begin(actor=town.KIM, action="test", year=town.YEAR, bodies=[body])
    columns = Target.objects.filter(pk=seen).values().get()
    low = value * SCALE
    new = Target(**columns | {"id": None, "low": low, "high": low, "note": mark})
    new.superseded_in = None
    record.supersede([Target(pk=seen)], change=change)
    return record.finish(change, record.record_many([new], change=change)).rows[0]


TARGET = {"indicator__code": "JOBS", "body__code": BODIES, "for_year": town.YEAR}
EDITS = {
    "target": Edit(Target, TARGET, _target),
    "journal": Edit(Target, TARGET, _in_the_journal),
    "contribution": Edit(Contribution, {"goal__code": "1.1", "body__code": BODIES}, _contribution),
    "activity": Edit(ActivityEdition, {"activity__code": "ACT1"}, _activity),
    "handover": Edit(ActivityEdition, {"activity__code": "ACT1"}, _handover),
    "judgement": Edit(Judgement, {"goal__code": "1.1"}, _judgement),
}
PLACES = {
    Target: ("indicator_id", "body_id", "for_year", "sex"),
    Contribution: ("goal_id", "body_id"),
    ActivityEdition: ("activity_id",),
    Judgement: ("goal_id", "occasion", "kind"),
}


def run(
    *, rounds: int, processes: int = 4, off: Sequence[str] = (), kinds: Sequence[str] = ()
) -> dict:
    """Race so many rounds; tell how they went and what harm was done."""
    reconciliation = town.occasion(OccasionKind.RECONCILIATION)
    organisation_operations.open_occasions(actor=town.LOADER, occasions=[reconciliation])
    for body in BODIES:  # What the journal supersedes is there.
        EDITS["target"].save(body, None, f"first {body}", 1)
    switch_off(off)
    drawn = random.Random("edits")
    plan = [(drawn.choice(list(kinds or EDITS)), drawn.choice(BODIES)) for _ in range(rounds)]

    def work(number: int, wait: Callable[[], object]) -> Iterator[Told]:
        chance = random.Random(number)
        for at, (kind, body) in enumerate(plan):
            wait()  # Nobody saves any more.
            seen = EDITS[kind].seen(body)
            wait()  # All have read.
            time.sleep(chance.uniform(0, MOST_JITTER_SECONDS))
            told = {"round": at, "kind": kind, "saw": seen, "mark": f"{number}-{at}"}
            yield told | _attempt(EDITS[kind], body, seen, told["mark"], at)

    told = race(work, processes=processes)
    counted = Counter(one["outcome"] for one in told)
    found = [*of_edits(told), *harms.of_the_log(), *harms.of_the_file()]
    connections.close_all()
    return {"rounds": rounds, "processes": processes, **counted} | harms.summed_up(found)


def _attempt(edit: Edit, body: str, seen: int | None, mark: str, value: int) -> Told:
    try:
        return {"outcome": "saved", "row": edit.save(body, seen, mark, value)}
    except EditedMeanwhile as conflict:
        theirs = None if conflict.theirs is None else conflict.theirs.pk
        return {"outcome": "refused", "theirs": theirs}
    except AlreadySuperseded:
        return {"outcome": "refused"}
    except Refusal as refusal:
        return {"outcome": "refused for another reason", "what": f"{kind_of(refusal)}: {refusal}"}
    except DatabaseError as error:
        return {"outcome": "error", "what": f"{kind_of(error)}: {error}"[:200]}


def kind_of(thrown: Exception) -> str:
    return type(thrown).__name__


# What must hold ---------------------------------------------------------------------------------


def of_edits(told: Iterable[Told]) -> harms.Harms:
    """What of the saves is not as its writer was told, or overwrote what nobody had seen."""
    saved = {
        (EDITS[one["kind"]].model, one["row"]): one for one in told if one["outcome"] == "saved"
    }
    marks = {one["mark"] for one in saved.values()}
    found = [(one["outcome"], one["what"]) for one in told if "what" in one]
    found += [
        ("refused for nothing", harms.as_json(one))
        for one in told
        if one["outcome"] == "refused" and one.get("theirs", -1) == one["saw"]
    ]
    there: set[tuple[type[Fact], int]] = set()
    for model, place in PLACES.items():
        rows = list(model.objects.order_by("recorded_in", "pk"))
        mine = {(model, row.pk): row.note for row in rows}
        there |= {key for key, told in saved.items() if mine.get(key) == told["mark"]}
        found += _unacknowledged(rows, marks)
        by_place: dict[tuple, list[Fact]] = defaultdict(list)
        for row in rows:
            by_place[tuple(getattr(row, name) for name in place)].append(row)
        for chain in by_place.values():
            found += _of_a_chain(chain, saved)
    return found + [("lost", harms.as_json(saved[key])) for key in saved.keys() - there]


def _unacknowledged(rows: Sequence[Fact], marks: set[str]) -> harms.Harms:
    return [
        ("kept though not acknowledged", f"{row._meta.db_table} {row.pk}")
        for row in rows
        if row.note not in marks and not row.note.startswith("first")
    ]


def _of_a_chain(rows: Sequence[Fact], saved: dict[tuple[type[Fact], int], Told]) -> harms.Harms:
    """Of all rows of one place: each is superseded by the next, whose writer had seen it."""
    named = f"{rows[0]._meta.db_table} {rows[-1].pk}"
    current = [row for row in rows if row.superseded_in_id is None]
    found = [] if len(current) == 1 else [(f"{len(current)} hold", named)]
    for before, after in zip([None, *rows], rows, strict=False):
        if before is not None and before.superseded_in_id != after.recorded_in_id:
            found.append(("not in line", f"{named}: {before.pk} and {after.pk}"))
        told = saved.get((type(after), after.pk))
        if told is not None and told["saw"] != (None if before is None else before.pk):
            found.append(("overwritten unseen", harms.as_json(told)))
    return found
