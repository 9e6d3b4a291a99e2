"""The server of PostgreSQL is told each statement once, and each whole number as it is."""

import pytest
from django.db import DataError, OperationalError, connection
from django.db.backends.postgresql import operations
from django.db.utils import load_backend
from django.test.utils import CaptureQueriesContext

from enslinje.config import databases
from enslinje.config.postgresql import base
from enslinje.config.postgresql.base import DatabaseOperations

pytestmark = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL's own")


@pytest.fixture
def connected(db):
    """Open another connection to the database of the test, with other options."""
    opened = []

    def connect(**options):
        settings = connection.settings_dict
        settings = settings | {"OPTIONS": settings["OPTIONS"] | options, "CONN_MAX_AGE": 60}
        opened.append(load_backend(settings["ENGINE"]).DatabaseWrapper(settings, "another"))
        return opened[-1]

    yield connect
    for one in opened:
        one.close()


def prepared_by(one, times):
    """Return which of the statements that are asked so often the server has prepared."""
    with one.cursor() as cursor:
        for number in range(times):
            cursor.execute("SELECT %s + 1 AS asked", [number])
            assert cursor.fetchone() == (number + 1,)
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%%asked'")
        return cursor.fetchone()[0]


djangos_own = operations.DatabaseOperations.adapt_integerfield_value


def counted_with(amount, one):
    """Return nothing plus the amount, as an expression of Django's tells the database."""
    adapted = one.ops.adapt_integerfield_value(amount, "IntegerField")
    with one.cursor() as cursor:
        cursor.execute("SELECT 0::bigint + %s", [adapted])
        return cursor.fetchone()[0]


def test_it_prepares_what_is_asked_again(connected):
    one = connected()

    assert prepared_by(one, databases.PREPARED_AFTER) == 0
    assert prepared_by(one, 2) == 1
    assert one.connection.prepared_max == databases.STATEMENTS_KEPT


def test_it_prepares_nothing_where_it_is_told_not_to(connected):
    not_preparing = {"prepare_threshold": None, "server_side_binding": None}
    assert prepared_by(connected(**not_preparing), 9) == 0


@pytest.mark.parametrize("threshold", [None, 0, databases.PREPARED_AFTER])
@pytest.mark.parametrize("amount", [-65_610_000_000, 2**31 - 1, 2**31, -(2**31), -(2**31) - 1])
def test_a_whole_number_arrives_as_it_was_sent(connected, threshold, amount):
    assert counted_with(amount, connected(prepare_threshold=threshold)) == amount


def test_marked_with_too_small_a_width_it_does_not(connected, monkeypatch):
    monkeypatch.setattr(DatabaseOperations, "adapt_integerfield_value", djangos_own)
    assert counted_with(-65_610_000_000, connected()) == -1_185_490_560


def test_what_is_too_great_for_its_column_is_refused(connected):
    one = connected()
    with one.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE narrow (number smallint)")
        adapted = one.ops.adapt_integerfield_value(40_000, "SmallIntegerField")
        with pytest.raises(DataError):
            cursor.execute("INSERT INTO narrow VALUES (%s)", [adapted])


def asked_of(one):
    """How many statements somebody who asks for one row has the server answer."""
    one.close_if_unusable_or_obsolete()  # As before each request.
    with CaptureQueriesContext(one) as captured, one.cursor() as cursor:
        cursor.execute("SELECT 1 AS asked")
    return len(captured)


@pytest.fixture
def checked(connected, monkeypatch):
    """A connection that looks whether the server is there, and how often it did."""
    one = connected()
    one.settings_dict["CONN_HEALTH_CHECKS"] = True
    one.connect()
    looked = []
    djangos = one.is_usable
    monkeypatch.setattr(one, "is_usable", lambda: looked.append(1) or djangos())
    one.looked = looked
    return one


def test_whether_the_server_is_there_is_not_asked_twice_in_a_moment(checked):
    for _ in range(3):
        asked_of(checked)

    assert checked.looked == []


def test_it_is_asked_after_a_while(checked, monkeypatch):
    asked_of(checked)
    monkeypatch.setattr(base, "SURE_SECONDS", 0.0)
    asked_of(checked)
    asked_of(checked)

    assert checked.looked == [1, 1]


def test_it_is_asked_no_more_in_a_request_that_has_asked_something(checked, monkeypatch):
    """It may be within a transaction by then, which a connection that is closed would lose."""
    asked_of(checked)
    monkeypatch.setattr(base, "SURE_SECONDS", 0.0)
    with checked.cursor() as cursor:
        cursor.execute("SELECT 1")

    assert checked.looked == []


def test_a_connection_that_the_server_has_ended_is_opened_anew(checked, monkeypatch):
    asked_of(checked)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [checked.connection.info.backend_pid])
    monkeypatch.setattr(base, "SURE_SECONDS", 0.0)

    assert asked_of(checked) == 1


def test_one_that_is_ended_in_that_moment_is_told_of_once(checked):
    asked_of(checked)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [checked.connection.info.backend_pid])

    with pytest.raises(OperationalError):
        asked_of(checked)
    assert asked_of(checked) == 1
