"""The ledger: transactions and their postings, double entry, never changed.

Postings are inserted first and their transaction last: its trigger refuses one that does not
balance, and a posting under a transaction that is there is refused. The deferred foreign key
refuses postings whose transaction never comes.
"""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from enslinje.budget.models.accounts import Account, AppropriationLine, Earmark
from enslinje.core.budget_terms import GrossUpCategory, StatementColumn, TransactionKind
from enslinje.core.money import LIMIT
from enslinje.core.terms import Basis
from enslinje.journal.columns import (
    CODE_LENGTH,
    Sourced,
    at_least,
    choices,
    constraints,
    exactly_when,
    filled,
    known,
)
from enslinje.journal.guards import InsertGuard
from enslinje.journal.models import AppendOnly, ChangeSet
from enslinje.organisation.models import Body, BodyGroup, Decision
from enslinje.organisation.models.decisions import RESTS_ON_CHECKED

NUMBERS_OF_A_YEAR = 1_000_000
"""The id of a transaction is its year and its number: 2021000003 is the third of 2021."""

_YEAR_IN_THE_ID = Cast(F("year"), models.BigIntegerField()) * NUMBERS_OF_A_YEAR
_ITS_HEADER = "FROM budget_ledgertransaction WHERE id = NEW.transaction_id"
_OF_IT = "FROM budget_posting WHERE transaction_id = NEW.id"


class LedgerYear(models.Model):
    """The last number that is given in a year's ledger. The row is also the lock of who numbers."""

    year = models.PositiveSmallIntegerField(unique=True)
    last_number = models.PositiveIntegerField(default=0)


class LedgerTransaction(Sourced, AppendOnly):
    """One granted change: what it is, and the decision that it rests on."""

    guards = (
        InsertGuard(
            name="balances",
            refuse_if=(
                f"((SELECT COUNT(*) {_OF_IT}) < 2 OR EXISTS (SELECT 1 {_OF_IT}"
                " GROUP BY year HAVING SUM(amount_ore) <> 0))"
            ),
            why="does not balance",
            lock="NEW.id",
        ),
        RESTS_ON_CHECKED,
    )

    id = models.BigIntegerField(primary_key=True)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=17, choices=choices(TransactionKind))
    category = models.CharField(max_length=14, choices=choices(GrossUpCategory), null=True)
    text = models.CharField(max_length=300)
    printed_as = models.CharField(max_length=14, choices=choices(StatementColumn), null=True)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="transactions")
    reverses = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="reversed_by"
    )
    recorded_in = models.ForeignKey(ChangeSet, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = constraints(
            Sourced.Meta.constraints,
            (
                filled("text"),
                known("kind", TransactionKind),
                known("category", GrossUpCategory, nullable=True),
                known("printed_as", StatementColumn, nullable=True),
                at_least("number", 1),
                exactly_when(
                    "reverses",
                    Q(kind=TransactionKind.REVERSAL.value),
                    message=_("Bara en rättelse vänder en annan transaktion."),
                ),
                models.CheckConstraint(
                    name="%(class)s_id_is_year_and_number",
                    condition=Q(id=_YEAR_IN_THE_ID + F("number")),
                    violation_error_message=_("Transaktionens nummer stämmer inte."),
                ),
                models.CheckConstraint(
                    name="%(class)s_category_of_gross_up",
                    condition=Q(category=None) | Q(kind=TransactionKind.GROSS_UP.value),
                    violation_error_message=_("Bara en omslutningsförändring har en kategori."),
                ),
                models.UniqueConstraint(
                    name="ledgertransaction_number_once",
                    fields=["year", "number"],
                    violation_error_message=_("Numret finns redan i årets huvudbok."),
                ),
            ),
        )


class Posting(Sourced, AppendOnly):
    """One leg of a transaction, in whole öre: income positive, costs and reserves negative.

    `group` says which bodies it is about when none is named; an open group is never expanded.
    `basis` is of the sum that this is a part of; `split_basis` of its sharing, when that is weaker.
    """

    guards = (
        InsertGuard(
            name="before_header",
            refuse_if=f"EXISTS (SELECT 1 {_ITS_HEADER})",
            why="the transaction is closed",
            lock="NEW.transaction_id",
        ),
    )

    transaction = models.ForeignKey(
        LedgerTransaction, on_delete=models.PROTECT, related_name="postings"
    )
    leg = models.PositiveSmallIntegerField()
    year = models.PositiveSmallIntegerField()
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="postings")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="postings")
    group = models.ForeignKey(BodyGroup, on_delete=models.PROTECT, null=True, related_name="+")
    line = models.ForeignKey(
        AppropriationLine, on_delete=models.PROTECT, null=True, related_name="postings"
    )
    activity_area = models.CharField(max_length=CODE_LENGTH, blank=True, default="")
    project = models.CharField(max_length=CODE_LENGTH, blank=True, default="")
    earmark = models.ForeignKey(
        Earmark, on_delete=models.PROTECT, null=True, related_name="postings"
    )
    amount_ore = models.BigIntegerField()
    split_basis = models.CharField(max_length=9, choices=choices(Basis), null=True)

    class Meta:
        constraints = constraints(
            Sourced.Meta.constraints,
            (
                at_least("leg", 1),
                known("split_basis", Basis, nullable=True),
                models.UniqueConstraint(
                    name="posting_leg_once",
                    fields=["transaction", "leg"],
                    violation_error_message=_("Posteringens plats är upptagen."),
                ),
                models.CheckConstraint(
                    name="%(class)s_not_zero",
                    condition=~Q(amount_ore=0),
                    violation_error_message=_("En postering är inte noll."),
                ),
                models.CheckConstraint(
                    name="%(class)s_within_limits",
                    condition=Q(amount_ore__gte=-LIMIT, amount_ore__lte=LIMIT),
                    violation_error_message=_("Beloppet är för stort."),
                ),
                models.CheckConstraint(
                    name="%(class)s_body_or_group",
                    condition=Q(body=None) | Q(group=None),
                    violation_error_message=_("Ange ett organ eller en krets, inte båda."),
                ),
            ),
        )
        indexes = (models.Index(fields=["year", "account"], name="posting_year_account"),)
