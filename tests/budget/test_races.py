"""Those who draw on a reserve at once never overdraw it. A small sample: see tests/stress."""

from contextlib import contextmanager
from dataclasses import replace
from threading import Barrier, Event, local

import pytest
from django.db import IntegrityError, connection, transaction

from enslinje.budget import checking
from enslinje.budget.errors import ReserveOverdrawn
from enslinje.budget.models import Account, LedgerTransaction, Posting, ReserveBalance
from enslinje.budget.operations import reserves
from enslinje.journal import triggers
from enslinje.journal.models import ChangeSet
from enslinje.organisation.models import Decision
from tests import budget_town
from tests.budget import racing
from tests.goals.test_races import at_once
from tests.town import YEAR

pytestmark = pytest.mark.django_db(transaction=True)

CHECK = "reservebalance_never_below_zero"


def test_racing_draws_are_all_answered_rightly():
    racing.set_up(3, opening=8)
    found = racing.race(40, reserves=3, workers=4)
    racing.assert_fair(found, draws=40, reserves=3, opening=8)
    assert checking.check(YEAR).breaches == ()
    numbers = LedgerTransaction.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, 26))


def test_of_two_who_reverse_the_same_one_is_told():
    racing.set_up(1, opening=3)
    racing.draw("R1", "N1")
    found = at_once(lambda _number: budget_town.reverse(2), writers=2)
    assert sorted(type(one).__name__ for one in found) == ["AlreadyReversed", "Receipt"]
    assert racing.left("R1") == 3 * racing.AMOUNT + 3


# The controls: two who have both read what is left before either has written ------------------


@contextmanager
def without_check():
    """Without the database's own check, for every connection that `at_once` opens."""
    if connection.vendor == "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s", [CHECK]
        )
        (definition,) = cursor.fetchone()
        cursor.execute(f"ALTER TABLE budget_reservebalance DROP CONSTRAINT {CHECK}")
    try:
        yield
    finally:
        ReserveBalance.objects.filter(balance_ore__lt=0).update(balance_ore=0)
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE budget_reservebalance ADD CONSTRAINT {CHECK} {definition}")


def both_read_before_either_writes(monkeypatch):
    """PostgreSQL reads without the row's lock; SQLite reads before its transaction begins."""
    both, kept, locked = Barrier(2, timeout=30), local(), reserves.locked

    def unlocked(keys):
        if connection.vendor == "sqlite":
            return kept.balances
        rows = ReserveBalance.objects.select_related("account")
        found = rows.get(account__code="R1", year=YEAR)
        both.wait()
        return {("R1", YEAR): found}

    def draw(number):
        if connection.vendor == "sqlite":
            kept.balances = locked([("R1", YEAR)])
            both.wait()
        return racing.draw("R1", racing.BODIES[number])

    monkeypatch.setattr(reserves, "locked", unlocked)
    return draw


def answers(write):
    return [type(one).__name__ for one in at_once(write, writers=2)]


def test_of_two_who_want_the_last_one_gets_it():
    racing.set_up(1, opening=1)
    found = at_once(lambda number: racing.draw("R1", racing.BODIES[number]), writers=2)
    assert sorted(type(one).__name__ for one in found) == ["Receipt", ReserveOverdrawn.__name__]
    assert racing.left("R1") == 3


def test_without_the_lock_or_the_transaction_both_get_it(monkeypatch):
    racing.set_up(1, opening=1)
    draw = both_read_before_either_writes(monkeypatch)

    def unchecked(number):
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA ignore_check_constraints = ON")
        return draw(number)

    with without_check():
        assert answers(unchecked) == ["Receipt", "Receipt"]
        assert racing.left("R1") == 3 - racing.AMOUNT
        found = {breach.check for breach in checking.check(YEAR).breaches}
        assert "overdrawn" in found


def test_then_the_database_itself_lets_only_one_through(monkeypatch):
    """The last line: the check of the balance, when nothing is locked."""
    racing.set_up(1, opening=1)
    draw = both_read_before_either_writes(monkeypatch)
    assert sorted(answers(draw)) == [IntegrityError.__name__, "Receipt"]
    assert racing.left("R1") == 3


PK = YEAR * 1_000_000 + 900


def late_leg(amount, place):
    account = Account.objects.get(code="costs")
    return Posting(
        transaction_id=PK, leg=place, year=YEAR, account=account, amount_ore=amount, basis="stated"
    )


def late_header():
    return LedgerTransaction(
        id=PK,
        year=YEAR,
        number=900,
        kind="adjustment",
        text="x",
        decision=Decision.objects.first(),
        recorded_in=ChangeSet.objects.latest("pk"),
        basis="stated",
    )


def post_while_another_slips_a_posting_in():
    """What the second writer is answered: it inserts after the first's check, before its commit."""
    checked, tried, committed = Barrier(2, timeout=30), Event(), Event()

    def write(number):
        if number == 0:
            with transaction.atomic():
                Posting.objects.bulk_create([late_leg(5, 1), late_leg(-5, 2)])
                LedgerTransaction.objects.bulk_create([late_header()])
                checked.wait()
                tried.wait(timeout=2)
            committed.set()
            return "posted"
        checked.wait()
        with transaction.atomic():
            Posting.objects.bulk_create([late_leg(-7, 3)])
            tried.set()
            committed.wait(timeout=30)  # Its own foreign key holds only then.
        return "slipped in"

    return at_once(write, writers=2)


@pytest.mark.skipif("connection.vendor != 'postgresql'")
def test_a_posting_does_not_slip_in_between_check_and_commit():
    racing.set_up(1, opening=1)
    first, late = post_while_another_slips_a_posting_in()
    assert first == "posted"
    assert isinstance(late, IntegrityError)
    assert "the transaction is closed" in str(late)
    assert Posting.objects.filter(transaction_id=PK).count() == 2


@pytest.mark.skipif("connection.vendor != 'postgresql'")
def test_without_the_triggers_lock_it_does(monkeypatch):
    racing.set_up(1, opening=1)
    locked = triggers._postgresql_guard

    def unlocked(model, guard):
        return locked(model, replace(guard, lock="(random() * 1000000000)::bigint"))

    with monkeypatch.context() as patched:
        patched.setattr(triggers, "_postgresql_guard", unlocked)
        patched.setattr(triggers, "_triggers", _with_guards(unlocked))
        triggers.create_all(connection)
        assert post_while_another_slips_a_posting_in() == ["posted", "slipped in"]
    triggers.create_all(connection)
    posted = Posting.objects.filter(transaction_id=PK)
    assert sum(posted.values_list("amount_ore", flat=True)) == -7


def _with_guards(make):
    return lambda _connection: [
        make(model, guard) for model in triggers._models() for guard in model.guards
    ]
