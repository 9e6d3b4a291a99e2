"""Codes of what a body adds for itself: made once by the form, so that sent twice it is one."""

import secrets
from typing import Any

from django import forms


def fresh(body: str) -> str:
    """Return a code that nobody else has."""
    return f"{body}-{secrets.token_hex(4)}"


def code_field(**changes: Any) -> forms.RegexField:
    """The hidden field that carries the code."""
    return forms.RegexField(regex=r"^[\w.-]+$", max_length=64, widget=forms.HiddenInput, **changes)
