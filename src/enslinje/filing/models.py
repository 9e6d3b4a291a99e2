"""Years that were prepared from others; plans on their way, and as they were submitted."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enslinje.core.terms import PlanState
from enslinje.journal.columns import (
    Sourced,
    at_least,
    choices,
    constraints,
    filled,
    in_order,
    known,
    one_current,
)
from enslinje.journal.models import AppendOnly, ChangeSet, Counted, Fact
from enslinje.organisation.models import Decision, Occasion
from enslinje.organisation.models.decisions import RESTS_ON_CHECKED
from enslinje.plans.models import Plan

SENT_BACK = Q(state=PlanState.SENT_BACK.value)


class YearPreparation(Fact):
    """A year that was prepared from an earlier one. Its change set recorded all of it."""

    from_year = models.PositiveSmallIntegerField()
    to_year = models.PositiveSmallIntegerField()

    class Meta:
        constraints = constraints(
            Fact.Meta.constraints,
            (one_current("to_year"), at_least("from_year", 1), in_order("from_year", "to_year")),
        )


class OfPlan(Fact):
    """Something of a body's plan as a whole."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="%(class)ss")

    class Meta:
        abstract = True
        constraints = Fact.Meta.constraints

    @classmethod
    def path_to_body(cls) -> str:
        """The path to the code of the body whose plan it is."""
        return "plan__body__code"


class PlanStage(Sourced, OfPlan):
    """How far a plan has come at an occasion; without a row it is a draft.

    `approved_in` is the write that approved what the committee decides of and what is submitted.
    `reason` says why it was sent back, or what changes in a plan that has been submitted before.
    """

    counted_in = Counted.STEPS
    guards = (RESTS_ON_CHECKED,)

    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="plan_stages")
    state = models.CharField(max_length=9, choices=choices(PlanState))
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, related_name="plan_stages"
    )
    approved_in = models.ForeignKey(
        ChangeSet, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reason = models.TextField(blank=True, default="")

    class Meta:
        constraints = constraints(
            Fact.Meta.constraints,
            Sourced.Meta.constraints,
            (
                one_current("plan", "occasion"),
                known("state", PlanState),
                models.CheckConstraint(
                    name="%(class)s_decided_by_a_decision",
                    condition=~Q(state=PlanState.DECIDED.value) | Q(decision__isnull=False),
                    violation_error_message=_("En beslutad plan har ett beslut."),
                ),
                models.CheckConstraint(
                    name="%(class)s_sent_back_with_a_reason",
                    condition=~SENT_BACK | ~Q(reason=""),
                    violation_error_message=_("Ange varför planen skickas tillbaka."),
                ),
            ),
        )


class DraftShare(OfPlan):
    """A plan whose draft the centre may read. What is not shared it sees the state of alone."""

    counted_in = Counted.STEPS

    class Meta:
        constraints = constraints(Fact.Meta.constraints, (one_current("plan"),))


class Filing(Sourced, AppendOnly):
    """A plan as it was submitted: what the record held of it just after `recorded_in`.

    Nothing is copied: facts are never changed, so naming the change set freezes them. A revised
    plan has the next number. One that rests on the same decision as the one before is an editorial
    correction, and says why in `reason`; a revision says what it changes. Only a load leaves the
    decision out.
    """

    counted_in = Counted.FILINGS
    guards = (RESTS_ON_CHECKED,)

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="filings")
    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="filings")
    number = models.PositiveSmallIntegerField()
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, related_name="filings"
    )
    is_editorial = models.BooleanField(default=False)
    reason = models.TextField(blank=True, default="")
    content_sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    recorded_in = models.ForeignKey(ChangeSet, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = constraints(
            Sourced.Meta.constraints,
            (
                at_least("number", 1),
                filled("content_sha256"),
                models.UniqueConstraint(
                    name="filing_number_once",
                    fields=["plan", "occasion", "number"],
                    violation_error_message=_("Planen är redan inlämnad med det numret."),
                ),
                models.CheckConstraint(
                    name="filing_corrected_with_a_reason",
                    condition=Q(is_editorial=False) | (~Q(reason="") & Q(number__gt=1)),
                    violation_error_message=_("Ange vad som har rättats."),
                ),
            ),
        )
