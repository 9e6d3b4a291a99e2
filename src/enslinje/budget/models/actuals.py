"""What is booked, forecast and periodised, as accounting systems say it: never in the ledger.

A file is placed by the year's code map, and its amounts hang on an import of one month. A later
import of the same month supersedes the earlier, whose amounts stay.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enslinje.budget.models.accounts import Account, AppropriationLine
from enslinje.core.budget_terms import AmountKind
from enslinje.core.money import LIMIT
from enslinje.journal.columns import (
    CODE_LENGTH,
    Sourced,
    at_least,
    choices,
    constraints,
    filled,
    known,
    one_current,
)
from enslinje.journal.models import AppendOnly, Fact
from enslinje.organisation.models import Body

SHA256_LENGTH = 64
FILE_NAME_LENGTH = 200
ACCOUNT_LENGTH = 10


class CodeMap(Fact):
    """The rules of a year for code strings, as a whole: the version that an import was placed by.

    The hash is of the rules, so that the same file read again is no new version.
    """

    year = models.PositiveSmallIntegerField()
    file_name = models.CharField(max_length=FILE_NAME_LENGTH)
    rules_sha256 = models.CharField(max_length=SHA256_LENGTH)
    rule_count = models.PositiveIntegerField()

    class Meta:
        constraints = constraints(
            Fact.Meta.constraints,
            (one_current("year"), filled("file_name"), at_least("rule_count", 1)),
        )


class CodeRule(AppendOnly):
    """One rule: for which accounts, and which code in which dimension, and what it says of them.

    Accounts and code are "" where the rule is about any; what it does not say is NULL or "".
    """

    code_map = models.ForeignKey(CodeMap, on_delete=models.PROTECT, related_name="rules")
    row = models.PositiveIntegerField()
    account_from = models.CharField(max_length=ACCOUNT_LENGTH, blank=True, default="")
    account_to = models.CharField(max_length=ACCOUNT_LENGTH, blank=True, default="")
    dimension = models.CharField(max_length=CODE_LENGTH, blank=True, default="")
    code = models.CharField(max_length=200, blank=True, default="")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="+")
    line = models.CharField(max_length=CODE_LENGTH, blank=True, default="")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    is_left_out = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="coderule_once",
                fields=["code_map", "account_from", "account_to", "dimension", "code"],
                violation_error_message=_("Det finns redan en regel för det."),
            ),
            models.CheckConstraint(
                name="%(class)s_says_something",
                condition=Q(is_left_out=True)
                | Q(body__isnull=False)
                | Q(account__isnull=False)
                | ~Q(line=""),
                violation_error_message=_("Regeln säger ingenting."),
            ),
            models.CheckConstraint(
                name="%(class)s_dimension_with_code",
                condition=Q(dimension="", code="") | (~Q(dimension="") & ~Q(code="")),
                violation_error_message=_("Dimension och kod hör ihop."),
            ),
        )


class AmountImport(Sourced, Fact):
    """A month of a file: whose books, what was in it, and how it ties. Amounts are the file's own.

    `period` is the month as 202103. `books` is the code of the body whose own accounts the file is
    from, "" for the city's. `file_ore` is what the file holds for the month, debit positive, and is
    the sum of what was placed and what the rules leave out.
    """

    year = models.PositiveSmallIntegerField()
    period = models.PositiveIntegerField()
    kind = models.CharField(max_length=13, choices=choices(AmountKind))
    books = models.CharField(max_length=CODE_LENGTH, blank=True, default="")
    file_name = models.CharField(max_length=FILE_NAME_LENGTH)
    file_sha256 = models.CharField(max_length=SHA256_LENGTH)
    code_map = models.ForeignKey(CodeMap, on_delete=models.PROTECT, related_name="imports")
    row_count = models.PositiveIntegerField()
    file_ore = models.BigIntegerField()
    left_out_ore = models.BigIntegerField()

    class Meta:
        constraints = constraints(
            Fact.Meta.constraints,
            Sourced.Meta.constraints,
            (
                known("kind", AmountKind),
                filled("file_name"),
                one_current("year", "period", "kind", "books"),
                models.CheckConstraint(
                    name="%(class)s_period_of_year",
                    condition=Q(period__gte=190001, period__lte=220012),
                    violation_error_message=_("Perioden är ingen månad."),
                ),
            ),
        )


class ImportedAmount(AppendOnly):
    """What an import placed: an amount in whole öre, signed as in the result budget."""

    amount_import = models.ForeignKey(
        AmountImport, on_delete=models.PROTECT, related_name="amounts"
    )
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    line = models.ForeignKey(
        AppropriationLine, on_delete=models.PROTECT, null=True, related_name="+"
    )
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    activity_area = models.CharField(max_length=CODE_LENGTH, blank=True, default="")
    project = models.CharField(max_length=CODE_LENGTH, blank=True, default="")
    counterpart = models.CharField(max_length=CODE_LENGTH, blank=True, default="")
    amount_ore = models.BigIntegerField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="%(class)s_within_limits",
                condition=Q(amount_ore__gte=-LIMIT, amount_ore__lte=LIMIT),
                violation_error_message=_("Beloppet är för stort."),
            ),
        )


class HeldFile(models.Model):
    """A file that somebody has handed over and not yet confirmed: kept for a day, then let go.

    `content` is packed (zlib). No fact: nothing rests on it.
    """

    key = models.UUIDField(primary_key=True)
    held_for = models.CharField(max_length=CODE_LENGTH)
    held_at = models.DateTimeField()
    name = models.CharField(max_length=FILE_NAME_LENGTH)
    content = models.BinaryField()

    class Meta:
        constraints = (filled("name"),)
