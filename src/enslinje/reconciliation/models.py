"""Recorded assessments: of goals, and of mandatory indicators by the office's word."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enslinje.core.terms import Basis, Grade, JudgementKind
from enslinje.goals.models import Goal, Indicator
from enslinje.journal.columns import (
    CODE_LENGTH,
    Sourced,
    choices,
    constraints,
    filled,
    known,
    one_current,
)
from enslinje.journal.models import Fact
from enslinje.organisation.models import Occasion


def _basis_of(field: str) -> models.CheckConstraint:
    """CHECK that the text `field` and its basis come together."""
    return models.CheckConstraint(
        name=f"%(class)s_{field}_with_basis",
        condition=Q(**{field: "", f"{field}_basis__isnull": True})
        | (~Q(**{field: ""}) & Q(**{f"{field}_basis__isnull": False})),
        violation_error_message=_("En text har en grund, och bara en text har det."),
    )


class Judgement(Sourced, Fact):
    """How far a goal is, or will be, attained (mål uppfylls): judged by a person, not computed."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="judgements")
    year = models.PositiveSmallIntegerField()
    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="judgements")
    kind = models.CharField(max_length=8, choices=choices(JudgementKind))
    grade = models.CharField(max_length=15, choices=choices(Grade))
    stated_as = models.CharField(max_length=200, blank=True, default="")
    reason = models.TextField(blank=True, default="")
    reason_basis = models.CharField(max_length=9, choices=choices(Basis), null=True)
    condition = models.TextField(blank=True, default="")
    condition_basis = models.CharField(max_length=9, choices=choices(Basis), null=True)
    judged_by = models.CharField(max_length=CODE_LENGTH)

    class Meta:
        constraints = constraints(
            Fact.Meta.constraints,
            Sourced.Meta.constraints,
            (
                one_current("year", "goal", "occasion", "kind"),
                known("kind", JudgementKind),
                known("grade", Grade),
                known("reason_basis", Basis, nullable=True),
                known("condition_basis", Basis, nullable=True),
                _basis_of("reason"),
                _basis_of("condition"),
                filled("judged_by"),
            ),
        )

    @classmethod
    def path_to_body(cls) -> str:
        """The path to the code of the body it is about."""
        return "goal__owner__code"


class IndicatorJudgement(Sourced, Fact):
    """Whether an indicator is in line with what the council wants, by somebody's word."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="judgements")
    year = models.PositiveSmallIntegerField()
    in_line = models.BooleanField()
    reason = models.TextField()
    judged_by = models.CharField(max_length=CODE_LENGTH)

    class Meta:
        constraints = constraints(
            Fact.Meta.constraints,
            Sourced.Meta.constraints,
            (one_current("year", "indicator"), filled("reason"), filled("judged_by")),
        )

    @classmethod
    def path_to_body(cls) -> str:
        """The path to the code of the body it is about."""
        return "indicator__owner__code"
