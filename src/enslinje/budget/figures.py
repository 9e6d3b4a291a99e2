"""The figures of the budget."""

from enslinje.figures.register import Figure

FIGURES: tuple[Figure, ...] = ()
