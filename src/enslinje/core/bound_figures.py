"""Figures bound in a text: `{{ siffra ar.indikatorer/2021 }}` stands for what the register says."""

import re

BOUND = re.compile(r"\{\{\s*siffra\s+([^\s{}]+)\s*\}\}")
"""A bound figure. Its group is the reference: the figure's name and what it is about, by `/`."""


def references(text: str) -> tuple[str, ...]:
    """Return the references of the figures that are bound in `text`, each once, in order."""
    return tuple(dict.fromkeys(BOUND.findall(text)))


def bound(reference: str) -> str:
    """Return how a figure is bound in a text."""
    return f"{{{{ siffra {reference} }}}}"
