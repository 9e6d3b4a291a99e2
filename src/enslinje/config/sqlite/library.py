"""The SQLite that the product uses: of those that are installed, the newest.

A system's own is often years old, and its write-ahead log unsafe. Only one may open the database in
a process: whoever closes a file gives up all locks that the process has on it, also those that
another copy of the library took. So everybody takes it from here.
"""

import importlib
import sqlite3 as systems
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import TYPE_CHECKING

from django.core.exceptions import ImproperlyConfigured

NAMES = ("sqlite3", "sqlite3.dbapi2")


def newest(name: str = "pysqlite3") -> ModuleType:
    """Return the package `name` when it is installed and newer than Python's own, else that."""
    try:
        packaged = importlib.import_module(name)
    except ImportError:
        return systems
    return packaged if packaged.sqlite_version_info > systems.sqlite_version_info else systems


if TYPE_CHECKING:
    sqlite = systems
else:
    sqlite = newest()


@contextmanager
def as_pythons_own() -> Iterator[None]:
    """Within it, whoever imports `sqlite3` for the first time is given ours.

    Raises:
        ImproperlyConfigured: Django's connection to SQLite has been imported before, with another.
    """
    before = {name: sys.modules.get(name) for name in NAMES}
    ours = importlib.import_module(f"{sqlite.__name__}.dbapi2")
    for name, module in zip(NAMES, (sqlite, ours), strict=True):
        sys.modules[name] = module
    try:
        yield
        if sys.modules["django.db.backends.sqlite3.base"].Database is not ours:
            raise ImproperlyConfigured(
                "django.db.backends.sqlite3 was imported before enslinje.config.sqlite: two copies "
                "of SQLite in one process would give up each other's locks."
            )
    finally:
        for name, own in before.items():
            if own is None:
                del sys.modules[name]
            else:
                sys.modules[name] = own
