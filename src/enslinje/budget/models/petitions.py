"""What is asked of the centre and what became of it; what a decision says that it grants.

Neither is in the ledger: asked, endorsed and granted are three amounts about the same thing.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from enslinje.budget.models.accounts import Account, Earmark
from enslinje.core.budget_terms import GrossUpCategory, PetitionKind
from enslinje.core.money import LIMIT
from enslinje.core.terms import DecisionOutcome
from enslinje.journal.columns import (
    CODE_LENGTH,
    Sourced,
    at_least,
    choices,
    constraints,
    filled,
    known,
    one_current,
    together,
)
from enslinje.journal.models import Fact
from enslinje.organisation.models import Body, BodyGroup, Decision
from enslinje.organisation.models.decisions import RESTS_ON_CHECKED


class Petition(Sourced, Fact):
    """A line of what somebody asks for: asked, then endorsed or opposed, then granted or not.

    NULL in an amount is what nobody has said; 0 is nothing. One that draws on a reserve names its
    account; one that is granted and not paid names none. A gross-up asks that income and costs rise
    alike, by `asked_ore`, so it draws on nothing. Of those costs `depreciation_ore` is
    depreciation, and the rest is not stored: no row can say that the net changes.

    Gross-ups from before categories were kept have none, and are held to less.
    """

    guards = (RESTS_ON_CHECKED,)

    year = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=CODE_LENGTH)
    line = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=15, choices=choices(PetitionKind))
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="petitions")
    group = models.ForeignKey(BodyGroup, on_delete=models.PROTECT, null=True, related_name="+")
    purpose = models.CharField(max_length=300)
    reserve = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    earmark = models.ForeignKey(
        Earmark, on_delete=models.PROTECT, null=True, related_name="petitions"
    )
    category = models.CharField(max_length=14, choices=choices(GrossUpCategory), null=True)
    asked_ore = models.BigIntegerField(null=True)
    depreciation_ore = models.BigIntegerField(null=True)
    endorsed_ore = models.BigIntegerField(null=True)
    granted_ore = models.BigIntegerField(null=True)
    outcome = models.CharField(max_length=19, choices=choices(DecisionOutcome), null=True)
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, related_name="petitions"
    )
    reason = models.TextField(blank=True, default="")

    class Meta:
        constraints = constraints(
            Fact.Meta.constraints,
            Sourced.Meta.constraints,
            (
                one_current("year", "code", "line"),
                filled("code"),
                filled("purpose"),
                known("kind", PetitionKind),
                known("outcome", DecisionOutcome, nullable=True),
                at_least("line", 1),
                known("category", GrossUpCategory, nullable=True),
                at_least("asked_ore", 0),
                at_least("depreciation_ore", 0),
                at_least("endorsed_ore", 0),
                at_least("granted_ore", 0),
                together("granted_ore", "outcome"),
                together("outcome", "decision"),
                models.CheckConstraint(
                    name="%(class)s_category_of_gross_up",
                    condition=Q(category=None, depreciation_ore=None)
                    | Q(kind=PetitionKind.GROSS_UP.value, category__isnull=False),
                    violation_error_message=_("Bara en omslutningsförändring har en kategori."),
                ),
                models.CheckConstraint(
                    name="%(class)s_gross_up_draws_nothing",
                    condition=Q(category=None) | Q(reserve=None, earmark=None, body__isnull=False),
                    violation_error_message=_("En omslutningsförändring tar inget ur en reserv."),
                ),
                models.CheckConstraint(
                    name="%(class)s_depreciation_within_costs",
                    condition=Q(depreciation_ore=None)
                    | Q(asked_ore__isnull=False, depreciation_ore__lte=F("asked_ore")),
                    violation_error_message=_("Avskrivningarna är större än kostnaderna."),
                ),
                models.CheckConstraint(
                    name="%(class)s_body_or_group",
                    condition=Q(body=None) | Q(group=None),
                    violation_error_message=_("Ange ett organ eller en krets, inte båda."),
                ),
            ),
        )


class DecidedAmount(Sourced, Fact):
    """The amount that a decision item names for a year: what rests on it may not be more."""

    guards = (RESTS_ON_CHECKED,)

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="amounts")
    year = models.PositiveSmallIntegerField()
    amount_ore = models.BigIntegerField()

    class Meta:
        constraints = constraints(
            Fact.Meta.constraints,
            Sourced.Meta.constraints,
            (
                one_current("decision", "year"),
                models.CheckConstraint(
                    name="%(class)s_within_limits",
                    condition=Q(amount_ore__gt=0, amount_ore__lte=LIMIT),
                    violation_error_message=_("Beloppet är större än noll, och inte för stort."),
                ),
            ),
        )
