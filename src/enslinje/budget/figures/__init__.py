"""The figures of the budget, each with its value and where it comes from."""

from enslinje.budget.figures.decisions import FIGURES as OF_DECISIONS
from enslinje.budget.figures.reserves import FIGURES as OF_RESERVES
from enslinje.budget.figures.statements import FIGURES as OF_STATEMENTS
from enslinje.budget.figures.years import FIGURES as OF_YEARS

FIGURES = (*OF_STATEMENTS, *OF_RESERVES, *OF_DECISIONS, *OF_YEARS)
