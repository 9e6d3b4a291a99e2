"""The figures of the reconciliation, each with its value and where it comes from."""

from enslinje.reconciliation.figures.goals import FIGURES as OF_GOALS
from enslinje.reconciliation.figures.indicators import FIGURES as OF_INDICATORS
from enslinje.reconciliation.figures.register import FIGURES as OF_REGISTER

FIGURES = (*OF_REGISTER, *OF_GOALS, *OF_INDICATORS)
