"""Decisions as recorded from approved minutes: by one person, checked by another."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from enslinje.core.terms import DecisionOutcome
from enslinje.journal.columns import (
    CODE_LENGTH,
    Sourced,
    at_least,
    choices,
    constraints,
    filled,
    in_order,
    known,
    together,
)
from enslinje.journal.models import AppendOnly, ChangeSet
from enslinje.organisation.models.bodies import Body


class Decision(Sourced, AppendOnly):
    """One item of a case. What was decided is filled in once and never changed."""

    settled_once = ("outcome", "decided_on", "minutes_approved_on", "settled_in")

    case_number = models.CharField(max_length=60)
    item_no = models.PositiveSmallIntegerField()
    decided_by = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="decisions")
    subject = models.TextField()
    outcome = models.CharField(max_length=19, choices=choices(DecisionOutcome), null=True)
    decided_on = models.DateField(null=True)
    minutes_approved_on = models.DateField(null=True)
    recorded_by_code = models.CharField(max_length=CODE_LENGTH)
    checked_by_code = models.CharField(max_length=CODE_LENGTH)
    recorded_in = models.ForeignKey(ChangeSet, on_delete=models.PROTECT, related_name="+")
    settled_in = models.ForeignKey(
        ChangeSet, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )

    class Meta:
        constraints = constraints(
            Sourced.Meta.constraints,
            (
                filled("case_number"),
                filled("subject"),
                filled("recorded_by_code"),
                filled("checked_by_code"),
                at_least("item_no", 1),
                known("outcome", DecisionOutcome, nullable=True),
                together("outcome", "decided_on"),
                together("outcome", "settled_in"),
                in_order("decided_on", "minutes_approved_on", or_equal=True),
                models.CheckConstraint(
                    name="%(class)s_minutes_of_a_decision",
                    condition=Q(minutes_approved_on=None) | Q(decided_on__isnull=False),
                    violation_error_message=_("Protokollet justeras efter beslutet."),
                ),
                models.CheckConstraint(
                    name="%(class)s_checked_by_another",
                    condition=~Q(recorded_by_code=F("checked_by_code")),
                    violation_error_message=_(
                        "Den som kontrollerar är en annan än den som antecknar."
                    ),
                ),
                models.UniqueConstraint(
                    name="decision_once",
                    fields=["case_number", "item_no"],
                    violation_error_message=_("Beslutspunkten finns redan."),
                ),
            ),
        )
