"""A statement is executed as Django executes it, whoever listens."""

import threading
from contextlib import nullcontext

import pytest
from django.db import IntegrityError, OperationalError, ProgrammingError, connection, transaction
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from enslinje.journal.models import Pulse
from enslinje.journal.statements import all_rows, at_hand, execute, how_many

pytestmark = pytest.mark.django_db

ROWS = "SELECT year, body_code FROM journal_pulse WHERE year = %s ORDER BY body_code"


def listened_to(wrapped, sql, parameters, many, context):
    return wrapped(sql, parameters, many, context)


@pytest.fixture
def two_rows():
    for code in ("a", "b"):
        Pulse.objects.create(year=1999, body_code=code)


def test_it_gives_the_same_whether_somebody_listens_or_not(two_rows):
    alone = execute(at_hand(), ROWS, (1999,), all_rows)
    with connection.execute_wrapper(listened_to):
        heard = execute(at_hand(), ROWS, (1999,), all_rows)

    assert alone == heard == [(1999, "a"), (1999, "b")]


def test_it_tells_how_many_rows_were_written(two_rows):
    changed = execute(at_hand(), "UPDATE journal_pulse SET year = %s", (1998,), how_many)

    assert changed == 2


def test_a_per_cent_sign_is_doubled_as_in_django():
    assert execute(at_hand(), "SELECT '100 %%' AS said WHERE 1 = %s", (1,), all_rows) == [
        ("100 %",)
    ]


def test_who_counts_queries_counts_it():
    with CaptureQueriesContext(connection) as captured:
        execute(at_hand(), ROWS, (1999,), all_rows)

    assert len(captured) == 1


def test_who_listens_hears_it():
    heard = []

    def listen(wrapped, sql, parameters, many, context):
        heard.append((sql, parameters))
        return wrapped(sql, parameters, many, context)

    with connection.execute_wrapper(listen):
        execute(at_hand(), ROWS, (1999,), all_rows)

    assert heard == [(ROWS, (1999,))]


@pytest.mark.parametrize("is_heard", [False, True])
@pytest.mark.parametrize(
    ("sql", "parameters", "error"),
    [
        ("INSERT INTO journal_pulse (year) VALUES (%s)", (None,), IntegrityError),
        ("SELECT nothing_of_the_kind", (), (OperationalError, ProgrammingError)),
    ],
)
def test_what_is_refused_is_an_error_of_django_s(sql, parameters, error, is_heard):
    listening = connection.execute_wrapper(listened_to) if is_heard else nullcontext()
    with pytest.raises(error), transaction.atomic(), listening:
        execute(at_hand(), sql, parameters, all_rows)


def test_in_a_broken_transaction_nothing_is_asked(two_rows):
    with transaction.atomic():
        transaction.set_rollback(True)
        with pytest.raises(TransactionManagementError):
            execute(at_hand(), ROWS, (1999,), all_rows)


@pytest.mark.django_db(transaction=True)
def test_a_thread_without_a_connection_is_given_one(two_rows):
    found = []

    def ask():
        assert connection.connection is None
        found.extend(execute(at_hand(), ROWS, (1999,), all_rows))
        connection.close()

    other = threading.Thread(target=ask)
    other.start()
    other.join()

    assert found == [(1999, "a"), (1999, "b")]
