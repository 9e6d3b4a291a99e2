"""What has lived through a clearing up is set aside, and looked through again after a while."""

import gc
import subprocess
import sys
import weakref

import pytest

from enslinje.config import clearing


class Circle:
    """What refers to itself: only a clearing up frees it."""

    def __init__(self):
        self.itself = self


@pytest.fixture
def setting_aside():
    heard = clearing.SettingAside()
    gc.callbacks.append(heard)
    yield heard
    gc.callbacks.remove(heard)
    gc.unfreeze()


@pytest.fixture
def at_once(monkeypatch):
    """As if what was set aside had been left alone long enough."""
    monkeypatch.setattr(clearing, "ALL_AFTER_SECONDS", -1)


def set_aside_circle():
    """A circle that lived through a clearing up and is referred to no more."""
    circle = Circle()
    gc.collect()
    return weakref.ref(circle)


@pytest.mark.usefixtures("setting_aside")
def test_what_has_lived_through_a_clearing_up_is_not_looked_through_again():
    kept = [Circle() for _ in range(100)]
    gc.collect()
    assert not any(one in kept for one in gc.get_objects() if isinstance(one, Circle))

    left = set_aside_circle()
    gc.collect()
    assert left() is not None


@pytest.mark.usefixtures("setting_aside")
def test_what_nobody_refers_to_is_freed_without_being_looked_for():
    plain = Circle()
    gc.collect()
    seen = weakref.ref(plain)
    plain.itself = None
    del plain
    assert seen() is None


@pytest.mark.usefixtures("setting_aside")
def test_a_new_circle_is_found():
    gc.collect()
    new = weakref.ref(Circle())
    gc.collect()
    assert new() is None


@pytest.mark.usefixtures("setting_aside", "at_once")
def test_all_is_looked_through_after_a_while():
    left = set_aside_circle()
    gc.collect()
    assert left() is None


@pytest.mark.usefixtures("setting_aside", "at_once")
def test_smaller_clearings_up_leave_it_alone():
    left = set_aside_circle()
    gc.collect(0)
    gc.collect(1)
    assert left() is not None
    gc.collect()
    assert left() is None


def test_a_served_process_sets_aside_and_takes_short_turns():
    tell = "print(gc.get_freeze_count() > 100_000, sys.getswitchinterval() < 0.001)"
    told = subprocess.run(
        [sys.executable, "-c", f"import gc, sys; import enslinje.config.wsgi; {tell}"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert told.stdout.split() == ["True", "True"]


def test_no_other_process_does():
    assert "enslinje.config.wsgi" not in sys.modules
    assert gc.get_freeze_count() == 0
