"""What is kept of a migrated database is used while nothing that it depends on has changed."""

from pathlib import Path

import pytest

from tests import migrated

CHANGED = "src/enslinje/goals/migrations/0001_initial.py"


class Place:
    vendor = "sqlite"

    def __init__(self):
        self.done = []

    def fill(self, kept):
        self.done.append(f"filled with {kept.read_text()}")

    def keep(self, to):
        to.write_text("what was made")


@pytest.fixture
def made(tmp_path, monkeypatch):
    """What was done to place and migrate a database now."""
    monkeypatch.setattr(migrated, "FOLDER", tmp_path / "kept")
    monkeypatch.setattr(migrated, "ROOT", tmp_path)
    change(tmp_path, "first")

    def make():
        place = Place()
        with migrated.beforehand(place):
            place.done = place.done or ["migrated"]
        return place.done

    return make


def change(root: Path, text: str) -> None:
    file = root / CHANGED
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def test_the_second_starts_from_what_the_first_has_made(made):
    assert made() == ["migrated"]
    assert made() == ["filled with what was made"]


def test_a_changed_migration_is_run(made, tmp_path):
    made()
    change(tmp_path, "second")

    assert made() == ["migrated"]
    assert len(list((tmp_path / "kept").glob("sqlite-*"))) == 1


def test_one_that_fails_is_not_kept(made, tmp_path):
    with pytest.raises(ZeroDivisionError), migrated.beforehand(Place()):
        1 / 0  # noqa: B018

    assert made() == ["migrated"]


@pytest.mark.parametrize("pattern", migrated.DEPENDS_ON)
def test_every_pattern_finds_something(pattern):
    assert list(migrated.ROOT.glob(pattern))
