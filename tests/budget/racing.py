"""Many who draw on a few reserves at once, and what must come of it."""

import random
from collections import Counter
from dataclasses import dataclass
from threading import Barrier, Thread
from uuid import uuid4

from django.db import OperationalError, connections
from django.db.models import Sum

from enslinje.budget import drafts, operations
from enslinje.budget.errors import ReserveOverdrawn
from enslinje.budget.models import Posting, ReserveBalance
from enslinje.core.budget_terms import Plane, StatementRow, TransactionKind
from enslinje.organisation import operations as organisation_operations
from tests import budget_town, town
from tests.budget_town import FINN, KF, STATED, change, leg
from tests.town import LOADER, YEAR

AMOUNT = 7
"""What each draw asks for, in öre."""

BODIES = [f"N{number}" for number in range(1, 9)]
"""Bodies draw apart from each other: what they share is the reserves."""


@dataclass(frozen=True)
class Race:
    """What each draw was answered, by reserve, and how often one was tried again."""

    granted: Counter
    refused: Counter
    retried: Counter
    failed: list


def reserve_codes(count):
    return [f"R{number}" for number in range(1, count + 1)]


def set_up(reserves, opening):
    """Reserves that open with so many draws each, and bodies to draw on them."""
    town.record_bodies()
    organisation_operations.register_bodies(
        actor=LOADER, bodies=[town.body(code, parent="KF") for code in BODIES]
    )
    budget_town.record_accounts()
    codes = reserve_codes(reserves)
    operations.define_accounts(
        actor=LOADER,
        accounts=[
            budget_town.account(code, Plane.OPERATING, StatementRow.UNFORESEEN_NEEDS, 100 + number)
            for number, code in enumerate(codes)
        ],
    )
    operations.set_up_reserves(
        actor=LOADER,
        year=YEAR,
        reserves=[drafts.ReserveDraft(account=c, purpose=c, basis=STATED) for c in codes],
    )
    legs = [leg(code, -opening * AMOUNT - 3) for code in codes]
    total = sum(one.amount_ore for one in legs)
    budget_town.post(
        change(*legs, leg("taxes", -total), kind=TransactionKind.COUNCIL_BUDGET, decision=KF)
    )


def race(draws, *, reserves, workers, seed=0):
    """Make so many draws from so many threads, each in an order of its own."""
    codes = reserve_codes(reserves)
    wanted = [codes[number % reserves] for number in range(draws)]
    random.Random(seed).shuffle(wanted)
    granted, refused, retried, failed = Counter(), Counter(), Counter(), []
    start = Barrier(workers)

    def work(number):
        try:
            start.wait()
            for place in range(number, draws, workers):
                code, body = wanted[place], BODIES[place % len(BODIES)]
                try:
                    draw_until_answered(code, body, retried)
                    granted[code] += 1
                except ReserveOverdrawn:
                    refused[code] += 1
        except Exception as error:  # noqa: BLE001 - the test looks at it
            failed.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=work, args=(number,)) for number in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Race(granted, refused, retried, failed)


def draw_until_answered(code, body, retried):
    """Draw; try again with the same key when SQLite has let others in for too long."""
    key = uuid4()
    while True:
        try:
            return draw(code, body, key=key)
        except OperationalError as busy:
            if "locked" not in str(busy):
                raise
            retried[code] += 1


def draw(code, body, amount=AMOUNT, key=None):
    draft = budget_town.draw_draft(amount, body, reserve=code)
    return operations.draw_reserves(actor=FINN, year=YEAR, draws=[draft], key=key)


def left(code):
    """What is left, by the postings alone."""
    posted = Posting.objects.filter(account__code=code, year=YEAR)
    return -(posted.aggregate(total=Sum("amount_ore"))["total"] or 0)


def assert_fair(found, *, draws, reserves, opening):
    """Nothing overdrawn, nobody wrongly refused, every answer true, every balance as kept."""
    assert found.failed == []
    for number, code in enumerate(reserve_codes(reserves)):
        asked = draws // reserves + (number < draws % reserves)
        assert found.granted[code] == min(asked, opening)
        assert found.refused[code] == max(0, asked - opening)
        assert left(code) == (opening - found.granted[code]) * AMOUNT + 3
        kept = ReserveBalance.objects.get(account__code=code, year=YEAR).balance_ore
        assert kept == left(code) >= 0
