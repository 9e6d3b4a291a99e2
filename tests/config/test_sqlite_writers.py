"""Writers of SQLite queue: each begins in its turn and gives way when it is done."""

import contextlib
import gc
from contextlib import closing, contextmanager
from threading import Event, Thread

import pytest
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.db.utils import IntegrityError, OperationalError

from enslinje.config.sqlite import base
from enslinje.config.sqlite.library import sqlite
from enslinje.journal.models import Pulse

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite alone has one writer"),
]


@contextmanager
def another_program():
    """A connection that does not queue with those of this process, and has begun to write."""
    with closing(sqlite.connect(connection.settings_dict["NAME"], isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other


@contextmanager
def impatience(seconds=0.05):
    """While it lasts a writer of this thread waits no longer than that."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setitem(connection.settings_dict["OPTIONS"], "timeout", seconds)
        yield


def is_free():
    """Whether a writer of this process may ask for the lock."""
    turn = base._queues[str(connection.settings_dict["NAME"])]
    free = turn.acquire(blocking=False)
    if free:
        turn.release()
    return free


def write(year=2021):
    with transaction.atomic():
        Pulse.objects.create(year=year, body_code="KS")


class TestGivingWay:
    def test_it_has_its_turn_until_it_commits(self):
        with transaction.atomic():
            assert not is_free()
            with transaction.atomic():
                pass
            assert not is_free()
        assert is_free()

    def test_until_it_is_rolled_back(self):
        with pytest.raises(IntegrityError), transaction.atomic():
            Pulse.objects.create(year=None, body_code="KS")
        assert is_free()

    def test_until_its_connection_is_closed(self):
        with transaction.atomic():
            connection.close()
            assert is_free()

    def test_when_it_could_not_begin(self):
        connection.ensure_connection()
        with another_program(), impatience(), pytest.raises(OperationalError, match="locked"):
            write()
        assert is_free()
        write()


class TestWaiting:
    def test_for_another_program(self):
        begun = Event()

        def ask():
            begun.set()
            write()
            connection.close()

        asking = Thread(target=ask)
        with another_program() as other:
            asking.start()
            begun.wait(5)
            assert not Pulse.objects.exists()
            other.execute("COMMIT")
        asking.join(10)
        assert Pulse.objects.count() == 1

    def test_for_another_thread_whoever_waits_too_long_is_told(self):
        faults = []

        def ask():
            connection.ensure_connection()
            try:
                with impatience():
                    write()
            except OperationalError as fault:
                faults.append(str(fault))
            connection.close()

        with transaction.atomic():
            asking = Thread(target=ask)
            asking.start()
            asking.join(10)
        assert faults == ["database is locked"]

    def test_many_at_once_all_write(self):
        def ask(year):
            write(year)
            connection.close()

        asking = [Thread(target=ask, args=(year,)) for year in range(2000, 2012)]
        for one in asking:
            one.start()
        for one in asking:
            one.join(20)
        assert Pulse.objects.count() == len(asking)


def test_a_reader_waits_as_long_as_it_is_told_to():
    write()
    (waits,) = connection.connection.execute("PRAGMA busy_timeout").fetchone()
    assert waits == 1000 * connection.settings_dict["OPTIONS"]["timeout"]


def test_what_else_is_wrong_is_told_at_once(monkeypatch):
    """Only of what is busy is it asked again."""
    asked = []
    begun = base.DatabaseWrapper._has_begun

    def count(self, *, is_last):
        asked.append(is_last)
        return begun(self, is_last=is_last)

    connection.ensure_connection()
    monkeypatch.setattr(base.DatabaseWrapper, "_has_begun", count)
    monkeypatch.setitem(vars(connections[DEFAULT_DB_ALIAS]), "transaction_mode", "NONSENSE")
    with pytest.raises(OperationalError, match="syntax"), transaction.atomic():
        pass
    assert is_free()
    assert asked == [False]


class TestClearingUp:
    """Whoever waits leaves no cursor behind for another thread to clear up.

    That thread would hold Python, and maybe a read lock, until whoever commits by that connection
    gave up waiting for the read lock: all stood still for twenty seconds.
    """

    def test_nothing_is_left_of_waiting(self):
        assert self.left_by(self.wait) == []

    def test_django_s_own_way_leaves_a_cursor(self):
        """The control."""
        begin = base.base.DatabaseWrapper._start_transaction_under_autocommit
        assert self.left_by(lambda: begin(connection)) != []

    @staticmethod
    def wait():
        with transaction.atomic():
            pass

    @staticmethod
    def left_by(ask):
        connection.ensure_connection()
        gc.collect()
        gc.disable()
        gc.set_debug(gc.DEBUG_SAVEALL)
        try:
            with another_program(), impatience(0.02), contextlib.suppress(OperationalError):
                connection._wait_in_library(0)
                ask()
            gc.collect()
            return [one for one in gc.garbage if isinstance(one, sqlite.Cursor)]
        finally:
            gc.set_debug(0)
            gc.garbage.clear()
            gc.enable()
            connection._wait_in_library(connection.seconds)


def test_how_parameters_are_marked_is_found_again():
    base._marked.cache_clear()
    for _ in range(2):
        with connection.cursor() as cursor:
            cursor.execute("SELECT '100 %%', %s", ["å"])
            assert cursor.fetchall() == [("100 %", "å")]
            cursor.execute("SELECT %(said)s", {"said": "ö"})
            assert cursor.fetchall() == [("ö",)]

    assert base._marked.cache_info().hits == base._marked.cache_info().currsize == 1


def test_a_statement_of_many_rows_is_not_kept():
    base._marked.cache_clear()
    many = ", ".join(["%s"] * (base.LONGEST_KEPT // 4))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 WHERE 1 IN ({many})", [1] * (base.LONGEST_KEPT // 4))
        assert cursor.fetchall() == [(1,)]

    assert base._marked.cache_info().currsize == 0
