"""Decisions as recorded from approved minutes: by one person, checked by another."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
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
from enslinje.journal.guards import InsertGuard
from enslinje.journal.models import AppendOnly, ChangeSet, Counted
from enslinje.organisation.models.bodies import Body

RESTS_ON_CHECKED = InsertGuard(
    name="decision_checked",
    refuse_if=(
        "EXISTS (SELECT 1 FROM organisation_decision"
        " WHERE id = NEW.decision_id AND checked_by_code IS NULL)"
    ),
    why="the decision is not checked",
)
"""For every table with a `decision_id`: what rests on a decision rests on one that is checked."""


class Decision(Sourced, AppendOnly):
    """One item of a case. What was decided is filled in once and never changed.

    It is recorded by one person, and stands unchecked until another has either checked it or sent
    it back; then it may be recorded anew, and the one sent back is kept. `checked_in` is empty of
    one whose record and check a load brought together.

    `case_number` is as it was recorded. Once, two persons may correct it; everybody reads
    `standing_number`.

    What rests on one is referred to it when it has been decided. So what is kept of others shows
    nothing that a new one, or the check of one, changes; a corrected number is the ground's.
    """

    counted_in = Counted.DECISIONS
    settled_once = (
        *("outcome", "decided_on", "minutes_approved_on", "paragraph", "reservations"),
        "settled_in",
        *("checked_by_code", "checked_in"),
        *("rejected_by_code", "rejection_reason", "rejected_in"),
        *("corrected_number", "corrected_in"),
    )

    case_number = models.CharField(max_length=60)
    corrected_number = models.CharField(max_length=60, null=True)
    standing_number = models.GeneratedField(
        expression=Coalesce("corrected_number", "case_number"),
        output_field=models.CharField(max_length=60),
        db_persist=True,
    )
    item_no = models.PositiveSmallIntegerField()
    decided_by = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="decisions")
    subject = models.TextField()
    outcome = models.CharField(max_length=19, choices=choices(DecisionOutcome), null=True)
    decided_on = models.DateField(null=True)
    minutes_approved_on = models.DateField(null=True)
    paragraph = models.CharField(max_length=20, null=True)
    reservations = models.TextField(null=True)
    recorded_by_code = models.CharField(max_length=CODE_LENGTH)
    checked_by_code = models.CharField(max_length=CODE_LENGTH, null=True)
    rejected_by_code = models.CharField(max_length=CODE_LENGTH, null=True)
    rejection_reason = models.TextField(null=True)
    recorded_in = models.ForeignKey(ChangeSet, on_delete=models.PROTECT, related_name="+")
    settled_in = models.ForeignKey(
        ChangeSet, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    checked_in = models.ForeignKey(
        ChangeSet, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    rejected_in = models.ForeignKey(
        ChangeSet, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    corrected_in = models.ForeignKey(
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
                filled("rejection_reason"),
                filled("corrected_number"),
                at_least("item_no", 1),
                known("outcome", DecisionOutcome, nullable=True),
                together("outcome", "decided_on"),
                together("outcome", "settled_in"),
                together("rejected_by_code", "rejected_in"),
                together("corrected_number", "corrected_in"),
                together("rejected_by_code", "rejection_reason"),
                in_order("decided_on", "minutes_approved_on", or_equal=True),
                models.CheckConstraint(
                    name="%(class)s_minutes_of_a_decision",
                    condition=Q(minutes_approved_on=None) | Q(decided_on__isnull=False),
                    violation_error_message=_("Protokollet justeras efter beslutet."),
                ),
                models.CheckConstraint(
                    name="%(class)s_checked_by_another",
                    condition=Q(checked_by_code=None) | ~Q(recorded_by_code=F("checked_by_code")),
                    violation_error_message=_(
                        "Den som kontrollerar är en annan än den som antecknar."
                    ),
                ),
                models.CheckConstraint(
                    name="%(class)s_rejected_by_another",
                    condition=Q(rejected_by_code=None) | ~Q(recorded_by_code=F("rejected_by_code")),
                    violation_error_message=_(
                        "Den som kontrollerar är en annan än den som antecknar."
                    ),
                ),
                models.CheckConstraint(
                    name="%(class)s_checked_by_somebody",
                    condition=Q(checked_in=None)
                    | Q(checked_by_code__isnull=False, outcome__isnull=False),
                    violation_error_message=_("Det som kontrolleras är beslutat, av någon."),
                ),
                models.CheckConstraint(
                    name="%(class)s_checked_or_rejected",
                    condition=Q(checked_by_code=None) | Q(rejected_by_code=None),
                    violation_error_message=_("Beslutet är redan kontrollerat."),
                ),
                models.CheckConstraint(
                    name="%(class)s_corrected_when_checked",
                    condition=Q(corrected_in=None) | Q(checked_by_code__isnull=False),
                    violation_error_message=_("Bara det som är kontrollerat rättas så."),
                ),
                models.UniqueConstraint(
                    name="decision_once",
                    fields=["standing_number", "item_no"],
                    condition=Q(rejected_in=None),
                    violation_error_message=_("Beslutspunkten finns redan."),
                ),
            ),
        )


class NumberCorrection(AppendOnly):
    """A case number that one person says is the right one of a checked decision; another decides.

    It waits until somebody else has confirmed it, and the decision has it, or turned it down.
    """

    settled_once = (
        *("confirmed_by_code", "confirmed_in"),
        *("rejected_by_code", "rejected_in"),
    )
    guards = (RESTS_ON_CHECKED,)

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="corrections")
    case_number = models.CharField(max_length=60)
    reason = models.TextField()
    proposed_by_code = models.CharField(max_length=CODE_LENGTH)
    confirmed_by_code = models.CharField(max_length=CODE_LENGTH, null=True)
    rejected_by_code = models.CharField(max_length=CODE_LENGTH, null=True)
    recorded_in = models.ForeignKey(ChangeSet, on_delete=models.PROTECT, related_name="+")
    confirmed_in = models.ForeignKey(
        ChangeSet, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    rejected_in = models.ForeignKey(
        ChangeSet, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )

    class Meta:
        constraints = (
            filled("case_number"),
            filled("reason"),
            filled("proposed_by_code"),
            together("confirmed_by_code", "confirmed_in"),
            together("rejected_by_code", "rejected_in"),
            models.CheckConstraint(
                name="%(class)s_by_two",
                condition=(Q(confirmed_by_code=None) | ~Q(proposed_by_code=F("confirmed_by_code")))
                & (Q(rejected_by_code=None) | ~Q(proposed_by_code=F("rejected_by_code"))),
                violation_error_message=_("En annan person prövar det nya numret."),
            ),
            models.CheckConstraint(
                name="%(class)s_confirmed_or_rejected",
                condition=Q(confirmed_in=None) | Q(rejected_in=None),
                violation_error_message=_("Det nya numret är redan prövat."),
            ),
            models.UniqueConstraint(
                name="%(class)s_one_waits",
                fields=["decision"],
                condition=Q(confirmed_in=None, rejected_in=None),
                violation_error_message=_("Ett nytt nummer väntar redan."),
            ),
        )
