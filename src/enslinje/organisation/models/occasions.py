"""The year's reporting occasions: when they open, when it is too late, and for whom later."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enslinje.core.policy import Standing, standing_of
from enslinje.core.terms import OccasionKind, OccasionState
from enslinje.journal.columns import choices, constraints, filled, in_order, known, one_current
from enslinje.journal.models import Fact
from enslinje.organisation.models.bodies import Body


class Occasion(models.Model):
    """A reporting occasion. An instant that is not known is NULL and stops nobody."""

    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16, choices=choices(OccasionKind))
    name = models.CharField(max_length=100)
    opens_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    reference_at = models.DateTimeField(null=True)
    state = models.CharField(
        max_length=7, choices=choices(OccasionState), default=OccasionState.PLANNED.value
    )

    class Meta:
        constraints = (
            known("kind", OccasionKind),
            known("state", OccasionState),
            filled("name"),
            in_order("opens_at", "due_at"),
            models.UniqueConstraint(
                name="occasion_once_a_year",
                fields=["year", "kind"],
                violation_error_message=_("Tillfället finns redan för året."),
            ),
        )

    def standing_at(
        self, instant: datetime, *, extended_due_at: datetime | None = None
    ) -> Standing:
        """How it stands to a body, which may have a later due instant. Before it opens: planned."""
        if self.opens_at is not None and instant < self.opens_at:
            return Standing.PLANNED
        return standing_of(
            OccasionState(self.state),
            is_past=self.due_at is not None and self.due_at <= instant,
            has_later=extended_due_at is not None and instant < extended_due_at,
        )


class OccasionBody(Fact):
    """A body that takes part in an occasion, and a later due instant if it was given one."""

    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="bodies")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="occasions")
    extended_due_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True, default="")

    class Meta:
        constraints = constraints(
            Fact.Meta.constraints,
            (
                one_current("occasion", "body"),
                models.CheckConstraint(
                    name="%(class)s_extension_has_reason",
                    condition=Q(extended_due_at=None) | ~Q(reason=""),
                    violation_error_message=_("Ange varför organet har fått anstånd."),
                ),
            ),
        )
