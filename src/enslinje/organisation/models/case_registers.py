"""Case registers: which body keeps which, and the prefix that its numbers begin with."""

from django.db import models

from enslinje.journal.columns import Sourced, constraints, filled, in_order, one_current
from enslinje.journal.models import Fact
from enslinje.organisation.models.bodies import Body


class CaseRegister(Sourced, Fact):
    """The register that a body keeps of its cases. A prefix is one body's, for ever.

    `folded` is the prefix as `core.case_numbers.fold_prefix` compares it. Cases are opened in it
    from the day `opened_on` up to `closed_on`, the first day it takes none.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="case_registers")
    prefix = models.CharField(max_length=20)
    folded = models.CharField(max_length=40)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = constraints(
            Fact.Meta.constraints,
            Sourced.Meta.constraints,
            (
                one_current("folded"),
                filled("prefix"),
                filled("folded"),
                in_order("opened_on", "closed_on"),
            ),
        )
