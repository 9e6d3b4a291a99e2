"""Addresses of pages, put together once: a page has a hundred, mostly those of the last one."""

from functools import lru_cache

from django.urls import reverse
from django.utils.translation import get_language

MOST_KEPT = 20_000


def address_of(name: str, **parts: str | int) -> str:
    """Return the address of the page called `name`, in the language that is active.

    Raises:
        NoReverseMatch: no page is called so, or takes these parts.
    """
    return _address(name, tuple(parts.items()), get_language())


@lru_cache(maxsize=MOST_KEPT)
def _address(name: str, parts: tuple[tuple[str, str | int], ...], _language: str | None) -> str:
    return reverse(name, kwargs=dict(parts))
