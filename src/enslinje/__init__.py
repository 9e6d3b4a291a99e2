"""Enslinje: a municipality's goals, plans and budget, held in line."""

__version__ = "0.1.0"
