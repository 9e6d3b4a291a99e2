"""Which Python the product is set up with."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.quickest_python import OLDEST, on_path, quickest, seconds

NEVER = float("inf")


@pytest.mark.parametrize(
    ("took", "chosen"),
    [
        ({"first": 1.0, "other": 0.7}, "other"),
        ({"first": 1.0, "other": 0.9}, "first"),  # No more than noise.
        ({"first": 0.7, "other": 1.0}, "first"),
        ({"first": 1.0, "other": 0.8, "third": 0.6}, "third"),
        ({"old": NEVER, "first": 1.0, "other": 0.9}, "first"),
        ({"old": NEVER, "older": NEVER}, "old"),  # Who uses it says that it is too old.
    ],
)
def test_the_first_is_taken_unless_another_is_clearly_quicker(
    took: dict[str, float], chosen: str
) -> None:
    assert quickest(list(took), took.__getitem__) == chosen


def test_the_least_of_several_rounds_counts() -> None:
    rounds = {"first": iter((1.0, 1.0, 1.0)), "other": iter((5.0, 0.5, 5.0))}
    assert quickest(list(rounds), lambda python: next(rounds[python])) == "other"


def test_with_one_there_is_nothing_to_time() -> None:
    def untimed(python: str) -> float:
        raise AssertionError(python)

    assert quickest(["only"], untimed) == "only"
    assert quickest([], untimed) == "python3"


def test_each_is_found_once_by_its_first_place(tmp_path: Path) -> None:
    """One that is active, as in an environment of its own, is the one that it was made of."""
    mine, active, theirs = (tmp_path / name for name in ("mine", "active", "theirs"))
    for folder in (mine, active, theirs):
        folder.mkdir()
    for folder in (mine, theirs):
        (folder / "python3").write_text("#!/bin/sh\n", encoding="utf-8")
        (folder / "python3").chmod(0o755)
    (active / "python3").symlink_to(theirs / "python3")
    (tmp_path / "python3").write_text("no program", encoding="utf-8")
    path = os.pathsep.join(map(str, (tmp_path, active, mine, theirs, tmp_path / "none")))
    assert on_path(path) == [str(active / "python3"), str(mine / "python3")]


def test_this_one_can_be_set_up_with() -> None:
    assert 0 < seconds(sys.executable) < NEVER


@pytest.mark.parametrize("text", ["#!/bin/sh\nexit 1\n", "for another machine"])
def test_one_that_is_none_cannot(tmp_path: Path, text: str) -> None:
    broken = tmp_path / "python3"
    broken.write_text(text, encoding="utf-8")
    broken.chmod(0o755)
    assert seconds(str(broken)) == NEVER


def test_it_prints_one_that_is_new_enough() -> None:
    told = subprocess.run(
        [sys.executable, "scripts/quickest_python.py"], capture_output=True, text=True, check=True
    )
    is_new = f"import sys; sys.exit(sys.version_info < {OLDEST})"
    assert shutil.which(told.stdout.strip())
    subprocess.run([told.stdout.strip(), "-c", is_new], check=True)
