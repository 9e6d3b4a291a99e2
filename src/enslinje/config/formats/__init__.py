"""Formats of dates and numbers: the Swedish ones, and ISO dates in every language."""
