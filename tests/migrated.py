"""A migrated database, made once and kept for whoever needs one: the other worker, the next run.

To migrate SQLite takes half a minute of the processor, for Django draws every model anew at each
step. So what came of it is kept beside the environment, under a name made of everything that it
depends on.
Whoever starts from it migrates all the same, which then finds nothing to do but the triggers.
"""

import fcntl
import hashlib
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Protocol

from enslinje.config.sqlite.library import sqlite

ROOT = Path(__file__).resolve().parents[1]
FOLDER = Path(sys.prefix) / "made" / "databases"
DEPENDS_ON = (
    "src/enslinje/*/migrations/*.py",
    "src/enslinje/*/models.py",
    "src/enslinje/*/models/*.py",
    "src/enslinje/journal/*.py",
    "src/enslinje/config/*.py",
    "src/enslinje/config/sqlite/*.py",
    "requirements/dev.lock",
)


class Place(Protocol):
    """Where a database is to be, and how one is put there and kept."""

    vendor: str

    def fill(self, kept: Path) -> None: ...

    def keep(self, to: Path) -> None: ...


def copy(file: Path, to: Path) -> None:
    """Copy a database of SQLite, with what still stands in its write-ahead log."""
    with closing(sqlite.connect(file)) as made, closing(sqlite.connect(to)) as kept:
        made.backup(kept)


class SqliteFile:
    vendor = "sqlite"

    def __init__(self, file: Path) -> None:
        self.file = file

    def fill(self, kept: Path) -> None:
        shutil.copyfile(kept, self.file)

    def keep(self, to: Path) -> None:
        copy(self.file, to)


@contextmanager
def beforehand(place: Place) -> Iterator[None]:
    """Put a migrated database in its place; where none is kept, keep what the block makes there.

    Others wait meanwhile, rather than do the same work beside it.
    """
    FOLDER.mkdir(parents=True, exist_ok=True)
    kept = FOLDER / f"{place.vendor}-{_key()}"
    with (FOLDER / f"{place.vendor}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if kept.exists():
            place.fill(kept)
            fcntl.flock(lock, fcntl.LOCK_UN)
            yield
            return
        yield
        _keep(place, kept)


def _keep(place: Place, kept: Path) -> None:
    for older in FOLDER.glob(f"{place.vendor}-*"):
        older.unlink()
    half = FOLDER / f"making-{place.vendor}-{os.getpid()}"
    place.keep(half)
    half.replace(kept)


def _key() -> str:
    told = hashlib.sha256(sys.version.encode())
    for pattern in DEPENDS_ON:
        for file in sorted(ROOT.glob(pattern)):
            told.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return told.hexdigest()[:20]
