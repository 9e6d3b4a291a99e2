"""The negative control of what is hidden: nobody looks for what was marked since."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

import pytest

from enslinje.filing import contents


@contextmanager
def nobody_looking_for_markings(
    monkeypatch: pytest.MonkeyPatch, *modules: ModuleType
) -> Iterator[None]:
    """Have `modules` look for another action; no SQL is kept from before, nor afterwards."""
    for where in modules:
        monkeypatch.setattr(where, "MARKED_ANEW", "något annat")
    contents._there.forget()
    try:
        yield
    finally:
        contents._there.forget()
