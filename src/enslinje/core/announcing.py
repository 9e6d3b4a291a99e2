"""Modules that are named when the program starts and read when they are first needed."""

from collections.abc import Callable
from importlib import import_module
from threading import RLock
from types import ModuleType


class Announced:
    """The modules that have been named; `take` gets each of them once."""

    def __init__(self, take: Callable[[ModuleType], None]) -> None:
        self._take = take
        self._waiting: list[str] = []
        self._named: set[str] = set()
        self._guard = RLock()

    def add(self, module: str) -> None:
        """Name a module. One that has been named already is not taken again."""
        with self._guard:
            if module not in self._named:
                self._named.add(module)
                self._waiting.append(module)

    def load(self) -> None:
        """Read those that wait, in the order they were named.

        Whoever comes while another thread reads waits for all of it: a module leaves those that
        wait when it has been taken.
        """
        if not self._waiting:
            return
        with self._guard:
            while self._waiting:
                self._take(import_module(self._waiting[0]))
                del self._waiting[0]
