"""The year's reporting occasions: when they open, when it is too late, and for whom not."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enslinje.core.policy import Role
from enslinje.core.terms import OccasionKind, OccasionState, PlanPart
from enslinje.journal.columns import (
    CODE_LENGTH,
    choices,
    constraints,
    exactly_one,
    filled,
    in_order,
    known,
    one_current,
)
from enslinje.journal.models import Fact
from enslinje.organisation.models.bodies import Body
from enslinje.organisation.models.people import Person


class Occasion(models.Model):
    """A reporting occasion of a year. What is said of it is an edition."""

    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16, choices=choices(OccasionKind))

    class Meta:
        constraints = (
            known("kind", OccasionKind),
            models.UniqueConstraint(
                name="occasion_once_a_year",
                fields=["year", "kind"],
                violation_error_message=_("Tillfället finns redan för året."),
            ),
        )


class OccasionEdition(Fact):
    """What an occasion is called, its instants and its state. An instant not known is NULL.

    `due_at` is the last instant that is in time.
    """

    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="editions")
    name = models.CharField(max_length=100)
    opens_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    reference_at = models.DateTimeField(null=True)
    state = models.CharField(
        max_length=7, choices=choices(OccasionState), default=OccasionState.PLANNED.value
    )

    class Meta:
        constraints = constraints(
            Fact.Meta.constraints,
            (
                one_current("occasion"),
                known("state", OccasionState),
                filled("name"),
                in_order("opens_at", "due_at"),
            ),
        )


class OccasionPart(Fact):
    """A part of the plan that an occasion is about. One without any is about all of it."""

    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="parts")
    part = models.CharField(max_length=13, choices=choices(PlanPart))

    class Meta:
        constraints = constraints(
            Fact.Meta.constraints,
            (one_current("occasion", "part"), known("part", PlanPart)),
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


class LockOpening(Fact):
    """A lock that is open until an instant, for a person or for those with a role in a body.

    `parts` are values of `PlanPart`; none is all of them. It is closed by being superseded.
    """

    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="lock_openings")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="lock_openings")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="lock_openings"
    )
    role = models.CharField(max_length=16, choices=choices(Role), null=True)
    parts = models.JSONField(default=list, blank=True)
    ends_at = models.DateTimeField()
    reason = models.TextField()
    given_by_code = models.CharField(max_length=CODE_LENGTH)

    class Meta:
        constraints = constraints(
            Fact.Meta.constraints,
            (
                exactly_one("person", "role"),
                known("role", Role, nullable=True),
                filled("reason"),
                filled("given_by_code"),
                one_current(
                    "occasion",
                    "body",
                    "person",
                    suffix="_person",
                    condition=Q(person__isnull=False),
                ),
                one_current(
                    "occasion", "body", "role", suffix="_role", condition=Q(role__isnull=False)
                ),
            ),
        )
