import os

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
    with django_db_blocker.unblock():
        with arenas.cloned(tmp_path, suffix=f"arena_{worker_id}_{os.getpid()}") as made:
            yield made


@pytest.fixture
def run(arena, capsys):
    """Run a job in the arena and print a line of what it told."""

    def run_and_print(job, **options):
        told = arenas.run(arena, job, **options)
        with capsys.disabled():
            short = {name: value for name, value in told.items() if name != "examples"}
            print(f"\n{connection.vendor} {job} {options}: {short}")
        return told

    return run_and_print
