"""Modules that are named first and read later, by many threads at once."""

import sys
from threading import Barrier, Thread
from types import ModuleType

import pytest

from enslinje.core import announcing
from enslinje.core.announcing import Announced

MODULES = ("said_first", "said_second", "said_third")


@pytest.fixture
def slow_modules(monkeypatch):
    """Modules that take their time to be read, so that others come meanwhile."""
    waited = Barrier(2)

    def read(name):
        if name == MODULES[0]:
            waited.wait(5)  # For the second thread to have begun.
        return ModuleType(name)

    monkeypatch.setattr(announcing, "import_module", read)
    return waited


def test_each_is_taken_once_in_order(monkeypatch):
    monkeypatch.setattr(announcing, "import_module", ModuleType)
    taken = []
    announced = Announced(lambda module: taken.append(module.__name__))
    for name in (*MODULES, MODULES[0]):
        announced.add(name)
    announced.load()
    announced.add(MODULES[1])
    announced.load()
    assert taken == list(MODULES)


def test_a_module_is_read_when_it_is_asked_for():
    taken = []
    announced = Announced(taken.append)
    sys.modules.pop("wsgiref.headers", None)
    announced.add("wsgiref.headers")
    assert "wsgiref.headers" not in sys.modules
    announced.load()
    assert taken == [sys.modules["wsgiref.headers"]]


def seen_by_two_threads(announced, taken, waited):
    """What each of two threads finds taken once it has loaded, and what went wrong."""
    found, faults = [], []

    def ask(is_second):
        try:
            if is_second:
                waited.wait(5)
            announced.load()
            found.append(list(taken))
        except Exception as fault:  # noqa: BLE001 — a thread's faults are told by the test.
            faults.append(fault)

    threads = [Thread(target=ask, args=(is_second,)) for is_second in (False, True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    return found, faults


def test_whoever_comes_while_another_reads_waits_for_all_of_it(slow_modules):
    taken = []
    announced = Announced(lambda module: taken.append(module.__name__))
    for name in MODULES:
        announced.add(name)
    assert seen_by_two_threads(announced, taken, slow_modules) == ([list(MODULES)] * 2, [])
    assert taken == list(MODULES)


class Unguarded:
    def __enter__(self):
        return self

    def __exit__(self, *_fault):
        return None


def test_without_the_lock_it_does_not(slow_modules, monkeypatch):
    monkeypatch.setattr(announcing, "RLock", Unguarded)
    taken = []
    announced = Announced(lambda module: taken.append(module.__name__))
    for name in MODULES:
        announced.add(name)
    found, faults = seen_by_two_threads(announced, taken, slow_modules)
    assert faults or found != [list(MODULES)] * 2 or taken != list(MODULES)
