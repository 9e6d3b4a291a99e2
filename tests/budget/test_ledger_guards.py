"""What the database itself refuses of the ledger, whatever the door. Each with its control."""

import pytest
from django.db import IntegrityError, connection, transaction

from enslinje.budget.models import (
    Account,
    LedgerTransaction,
    Posting,
    ReserveBalance,
)
from enslinje.core.money import LIMIT
from enslinje.journal import triggers
from enslinje.journal.models import ChangeSet
from enslinje.organisation.models import Body, BodyGroup, Decision
from tests.journal.protections import without_check
from tests.town import YEAR

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_money")]

NEW = YEAR * 1_000_000 + 50


def posting(amount, leg=1, **changes):
    given = {
        "transaction_id": NEW,
        "leg": leg,
        "year": YEAR,
        "account": Account.objects.get(code="costs"),
        "amount_ore": amount,
        "basis": "stated",
    }
    return Posting(**given | changes)


def header(**changes):
    given = {
        "id": NEW,
        "year": YEAR,
        "number": 50,
        "kind": "adjustment",
        "text": "Ändring",
        "decision": Decision.objects.get(case_number="KF 2020/1", item_no=1),
        "recorded_in": ChangeSet.objects.latest("pk"),
        "basis": "stated",
    }
    return LedgerTransaction(**given | changes)


def write(postings, headers):
    """Insert as the operations do: postings first, headers last; deferred checks are made now."""
    with transaction.atomic():
        Posting.objects.bulk_create(postings)
        LedgerTransaction.objects.bulk_create(headers)
        check_deferred()


def check_deferred():
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    else:
        connection.check_constraints()


UNBALANCED = {
    "an öre off": lambda: [posting(-5), posting(6, 2)],
    "one leg": lambda: [posting(5)],
    "none at all": list,
    "two years that pay for each other": lambda: [posting(5), posting(-5, 2, year=2022)],
}


@pytest.mark.parametrize("legs", UNBALANCED.values(), ids=UNBALANCED)
def test_a_transaction_that_does_not_balance_is_refused(legs):
    with pytest.raises(IntegrityError, match="does not balance"):
        write(legs(), [header()])
    assert not Posting.objects.filter(transaction_id=NEW).exists()


@pytest.mark.parametrize("legs", UNBALANCED.values(), ids=UNBALANCED)
def test_without_the_trigger_it_goes_through(legs):
    """The control."""
    with triggers.suspended(connection):
        write(legs(), [header()])
        assert LedgerTransaction.objects.filter(pk=NEW).exists()
        Posting.objects.filter(transaction_id=NEW).delete()
        LedgerTransaction.objects.filter(pk=NEW).delete()


def test_one_that_balances_goes_through():
    write([posting(-5), posting(5, 2)], [header()])
    assert LedgerTransaction.objects.get(pk=NEW).postings.count() == 2


def test_a_posting_under_a_transaction_that_is_there_is_refused():
    write([posting(-5), posting(5, 2)], [header()])
    with pytest.raises(IntegrityError, match="the transaction is closed"):
        write([posting(7, 3), posting(-7, 4)], [])


def test_without_the_trigger_a_posting_slips_in():
    """The control."""
    write([posting(-5), posting(5, 2)], [header()])
    with triggers.suspended(connection):
        write([posting(7, 3)], [])
        assert Posting.objects.filter(transaction_id=NEW).count() == 3
        Posting.objects.filter(transaction_id=NEW, leg=3).delete()


def test_postings_whose_transaction_never_comes_are_refused():
    with pytest.raises(IntegrityError):
        write([posting(-5), posting(5, 2)], [])


@pytest.mark.parametrize(
    ("changes", "check"),
    [
        ({"amount_ore": 0}, "posting_not_zero"),
        ({"amount_ore": LIMIT + 1}, "posting_within_limits"),
        ({"amount_ore": -LIMIT - 1}, "posting_within_limits"),
        ({"leg": 0}, "posting_leg_at_least_1"),
        ({"basis": "guessed"}, "posting_basis_known"),
        ({"body": True, "group": True}, "posting_body_or_group"),
    ],
)
def test_a_posting_has_its_checks(changes, check):
    if "body" in changes:
        changes = {
            "body": Body.objects.get(code="SKOLA"),
            "group": BodyGroup.objects.get(code="all_committees"),
        }
    bad = {"amount_ore": 3} | changes
    amount = bad.pop("amount_ore")
    with pytest.raises(IntegrityError, match=check), transaction.atomic():
        Posting.objects.bulk_create([posting(amount, **bad)])
    with without_check("budget_posting", check), triggers.suspended(connection):
        Posting.objects.bulk_create([posting(amount, **bad)])
        Posting.objects.filter(transaction_id=NEW).delete()


@pytest.mark.parametrize(
    ("changes", "check"),
    [
        ({"number": 51}, "ledgertransaction_id_is_year_and_number"),
        ({"text": ""}, "ledgertransaction_text_filled"),
        ({"kind": "other"}, "ledgertransaction_kind_known"),
        ({"category": "fees"}, "ledgertransaction_category_of_gross_up"),
        ({"kind": "reversal"}, "ledgertransaction_reverses_exactly_when"),
        ({"printed_as": "somewhere"}, "ledgertransaction_printed_as_known"),
    ],
)
def test_a_transaction_has_its_checks(changes, check):
    with pytest.raises(IntegrityError, match=check), transaction.atomic():
        write([posting(-5), posting(5, 2)], [header(**changes)])
    with without_check("budget_ledgertransaction", check), triggers.suspended(connection):
        write([posting(-5), posting(5, 2)], [header(**changes)])
        Posting.objects.filter(transaction_id=NEW).delete()
        LedgerTransaction.objects.filter(pk=NEW).delete()


def test_no_reserve_is_below_zero_and_without_its_check_it_can():
    balances = ReserveBalance.objects.filter(account__code="CM2")
    check = "reservebalance_never_below_zero"
    with pytest.raises(IntegrityError, match=check), transaction.atomic():
        balances.update(balance_ore=-1)
    with without_check("budget_reservebalance", check):
        balances.update(balance_ore=-1)
        balances.update(balance_ore=0)


def test_a_number_is_given_once_a_year():
    with pytest.raises(IntegrityError):
        write([posting(-5, transaction_id=NEW), posting(5, 2)], [header(number=1)])


def test_the_guards_are_among_the_triggers_that_are_looked_for():
    on = "" if connection.vendor == "sqlite" else " ON budget_posting"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER budget_posting_before_header{on}")
    assert triggers.missing() == ["budget_posting_before_header"]
    triggers.create_all(connection, app_label="budget")
    assert triggers.missing() == []
