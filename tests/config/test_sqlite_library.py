"""The newest SQLite that is installed is used, and by everybody."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from types import SimpleNamespace

import pytest
from django.db import connection

from enslinje.config import databases
from enslinje.config.sqlite import library

only_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite's own library")


@pytest.mark.parametrize(("version", "is_taken"), [((3, 1, 0), False), ((99, 0, 0), True)])
def test_a_package_is_used_when_it_is_newer(monkeypatch, version, is_taken):
    packaged = SimpleNamespace(sqlite_version_info=version)
    monkeypatch.setitem(sys.modules, "packaged", packaged)
    assert (library.newest("packaged") is packaged) == is_taken


def test_without_a_package_pythons_own_is_used():
    assert library.newest("no_such_package") is sqlite3


def test_python_keeps_its_own():
    with library.as_pythons_own():
        assert sys.modules["sqlite3"] is library.sqlite
    assert sys.modules["sqlite3"] is sqlite3


@only_sqlite
def test_django_uses_the_same(db):
    with connection.cursor() as cursor:
        used = cursor.execute("SELECT sqlite_version()").fetchone()[0]
        journal = cursor.execute("PRAGMA journal_mode").fetchone()[0]
    assert used == library.sqlite.sqlite_version
    assert journal.upper() == databases.journal_mode(library.sqlite.sqlite_version_info)


@pytest.mark.skipif("library.sqlite is sqlite3", reason="there is but one here")
def test_django_with_another_is_refused():
    """The negative control: Django's own connection was imported before ours."""
    asked = "import django.db.backends.sqlite3.base, enslinje.config.sqlite.base"
    told = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=False
    )
    assert told.returncode
    assert "two copies of SQLite in one process" in told.stderr


@pytest.mark.skipif("library.sqlite is sqlite3", reason="there is but one here")
def test_two_copies_give_up_each_others_locks(tmp_path):
    """Why: whoever closes a file gives up the locks of the other copy in the same process."""
    file = tmp_path / "two.sqlite3"
    ours = library.sqlite.connect(file, isolation_level=None)
    ours.execute("CREATE TABLE t (a)")
    ours.execute("BEGIN IMMEDIATE")
    ours.execute("INSERT INTO t VALUES (1)")
    begin = "import sqlite3, sys; sqlite3.connect(sys.argv[1], 0).execute('BEGIN IMMEDIATE')"

    def may_another_process_write():
        told = subprocess.run([sys.executable, "-c", begin, file], capture_output=True, check=False)
        return not told.returncode

    assert not may_another_process_write()
    with closing(sqlite3.connect(file)) as other:
        other.execute("SELECT a FROM t").fetchall()
    assert may_another_process_write()
    ours.close()
