"""Years that were prepared from others."""

from django.db import models

from enslinje.journal.columns import at_least, constraints, in_order, one_current
from enslinje.journal.models import Fact


class YearPreparation(Fact):
    """A year that was prepared from an earlier one. Its change set recorded all of it."""

    from_year = models.PositiveSmallIntegerField()
    to_year = models.PositiveSmallIntegerField()

    class Meta:
        constraints = constraints(
            Fact.Meta.constraints,
            (one_current("to_year"), at_least("from_year", 1), in_order("from_year", "to_year")),
        )
