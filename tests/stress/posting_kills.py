"""`kill -9` of a process that posts in the ledger, at any moment, again and again.

What it acknowledged must be there, every transaction must balance, and the reserve it draws on must
have left what its postings say. As `kills`, of whose writers these are.
"""

import random
from collections.abc import Sequence

from django.db import DatabaseError, connections
from django.db.models import Count, Sum

from enslinje.budget import checking
from enslinje.budget.models import Account, LedgerTransaction, Posting, ReserveBalance
from enslinje.journal.log_reading import one_instant
from enslinje.journal.models import ChangeSet, IdempotencyKey, LogEntry
from tests import budget_town, town
from tests.stress import harms
from tests.stress.kills import Tally, key_of, kill_at_once, pulses, said_by_one
from tests.stress.switches import switch_off

BODIES = ("SKOLA", "PARK")
RESERVE = "CM2"


def post(mark: str) -> int:
    """Draw an öre on the reserve, in a transaction whose text is the mark."""
    body = BODIES[int(mark.partition("-")[2]) % len(BODIES)]
    return budget_town.draw(1, body, text=mark, key=key_of(mark)).change_set


def run(*, kills: int, off: Sequence[str] = (), until_harm: bool = False) -> dict:
    """Kill so many who post; tell what was acknowledged, cut off, and what harm was done."""
    if not Account.objects.exists():
        budget_town.record_budget()
    switch_off(off)
    chance = random.Random("posting kills")
    tally = Tally(pulses())
    found: harms.Harms = []
    done = 0
    for number in range(kills):
        tally.take(said_by_one(number, chance, kill_at_once, write=post))
        done += 1
        found += _looked_for(tally)
        if until_harm and found:
            break
    found += [*harms.of_the_log(), *harms.of_the_file(), *_of_the_ledger()]
    connections.close_all()
    durability = harms.durability()
    return {"kills": done} | tally.counted() | {"durability": durability} | harms.summed_up(found)


def _looked_for(tally: Tally) -> harms.Harms:
    try:
        return _of_postings(tally)
    except DatabaseError as error:
        return [("unreadable", str(error))]


def _of_postings(tally: Tally) -> harms.Harms:
    """What is lost of what was acknowledged, what is there by halves, and what does not balance."""
    with one_instant():
        drawn = LedgerTransaction.objects.exclude(number=1)
        there = dict(drawn.values_list("text", "recorded_in_id"))
        entries = set(LogEntry.objects.values_list("pk", flat=True))
        change_sets = set(ChangeSet.objects.values_list("pk", flat=True))
        kept = set(IdempotencyKey.objects.values_list("key", flat=True))
        odd = (
            Posting.objects.values("transaction_id")
            .annotate(legs=Count("pk"), total=Sum("amount_ore"))
            .exclude(transaction__number=1)
            .exclude(legs=2, total=0)
        )
        unbalanced = [str(row["transaction_id"]) for row in odd]
        posted = Posting.objects.filter(account__code=RESERVE).aggregate(t=Sum("amount_ore"))["t"]
        left = ReserveBalance.objects.get(account__code=RESERVE).balance_ore
    known = tally.acknowledged
    found = [("lost", mark) for mark, pk in known.items() if there.get(mark) != pk]
    found += [("half: no entry", str(pk)) for pk in change_sets - entries]
    found += [
        ("half: key", mark) for mark in tally.begun if (key_of(mark) in kept) != (mark in there)
    ]
    found += [("imbalance", one) for one in unbalanced]
    if left != -posted:
        found.append(("half: balance", f"{left} for {-posted}"))
    return found


def _of_the_ledger() -> harms.Harms:
    return [("breach", breach.check) for breach in checking.check(town.YEAR).breaches]
