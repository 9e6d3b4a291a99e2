"""A database of its own for racing and dying processes, and the jobs that run against it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.db import connection

from tests import migrated
from tests.house.sources import ROOT

FOLDER_FILE = "enslinje.sqlite3"
NOT_FOR_JOBS = {"DATABASE_URL", "TEST_DATABASE_URL", "ENSLINJE_SECRET_KEY", "ENSLINJE_LOG_KEY"}


@dataclass(frozen=True)
class Arena:
    """Where a job finds its database: a folder, and an address when it is PostgreSQL."""

    folder: Path
    url: str = ""

    @property
    def environment(self) -> dict[str, str]:
        """What the processes of a job get: nothing of the database of the tests."""
        kept = {name: value for name, value in os.environ.items() if name not in NOT_FOR_JOBS}
        ours = {
            "DJANGO_SETTINGS_MODULE": "enslinje.config.settings",
            "ENSLINJE_MODE": "demo",
            "ENSLINJE_DATA": str(self.folder),
            "PYTHONPATH": str(ROOT),
        }
        return kept | ours | ({"DATABASE_URL": self.url} if self.url else {})


@contextmanager
def cloned(folder: Path, *, suffix: str) -> Iterator[Arena]:
    """Clone the empty, migrated database of the tests, committed to for real."""
    connection.close()  # PostgreSQL copies only a database that nobody uses.
    if connection.vendor == "sqlite":
        migrated.copy(Path(connection.settings_dict["NAME"]), folder / FOLDER_FILE)
        yield Arena(folder)
        return
    connection.creation.clone_test_db(suffix, verbosity=0, autoclobber=True)
    name = str(connection.creation.get_test_db_clone_settings(suffix)["NAME"])
    try:
        yield Arena(folder, address_of(name))
    finally:
        with connection._nodb_cursor() as cursor:  # Killed clients may not be gone yet.
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def address_of(database: str) -> str:
    """The address of another database on the server of the tests."""
    return urlsplit(os.environ["TEST_DATABASE_URL"])._replace(path=f"/{database}").geturl()


def run(arena: Arena, job: str, *, seconds: int = 7_200, **options: object) -> dict:
    """Run a job of `tests.stress.jobs` in a process of its own and return what it tells."""
    asked = subprocess.run(
        [sys.executable, "-m", "tests.stress.jobs", job, json.dumps(options)],
        env=arena.environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=seconds,
    )
    assert asked.returncode == 0, asked.stderr[-4_000:]
    return json.loads(asked.stdout.splitlines()[-1])
