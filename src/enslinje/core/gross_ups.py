"""What a gross-up raises of a body's income and costs. Pure functions over whole öre."""

from dataclasses import dataclass

from enslinje.core.budget_terms import StatementRow
from enslinje.core.money import split

RAISED = (StatementRow.INCOME, StatementRow.COSTS, StatementRow.DEPRECIATION)
"""The rows of the result budget that a gross-up may change, in its order."""


@dataclass(frozen=True, slots=True)
class Raised:
    """How much each of the three rows rises, in öre: sizes, never negative."""

    income: int
    costs: int
    depreciation: int = 0

    def signed(self) -> tuple[tuple[StatementRow, int], ...]:
        """Return what is posted on each row, in öre signed as in the result budget; zeros not."""
        amounts = (self.income, -self.costs, -self.depreciation)
        return tuple((row, ore) for row, ore in zip(RAISED, amounts, strict=True) if ore)


def in_balance(total: int, *, asked: int, depreciation: int) -> Raised:
    """Return a gross-up by `total` öre whose costs are shared as in what was asked.

    Of what was asked, `depreciation` öre of `asked` are depreciation and the rest other costs. The
    net is zero whatever `total` is: costs and depreciation are shares of it, exact to the öre.
    """
    if not depreciation or asked < depreciation:
        return Raised(total, total)
    costs, depreciated = split(total, (asked - depreciation, depreciation))
    return Raised(total, costs, depreciated)
