"""PostgreSQL prepares the statements that are asked again, unless its URL forbids it."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.utils import load_backend

from enslinje.config import databases

URL = "postgresql://localhost/x"


@pytest.mark.parametrize(
    ("url", "threshold", "is_bound_there"),
    [
        (URL, databases.PREPARED_AFTER, True),
        (f"{URL}?prepare_threshold=7", 7, True),
        (f"{URL}?prepare_threshold=none", None, None),
    ],
)
def test_the_url_says_when_a_statement_is_prepared(url, threshold, is_bound_there, tmp_path):
    options = databases.chosen(url, folder=tmp_path)["OPTIONS"]

    assert options["prepare_threshold"] == threshold
    assert options.get("server_side_binding") is is_bound_there


def test_what_else_the_url_says_is_heard(tmp_path):
    chosen = databases.chosen(f"{URL}?host=/run/x&sslmode=require", folder=tmp_path)

    assert chosen["OPTIONS"]["sslmode"] == "require"
    assert chosen["OPTIONS"]["host"] == "/run/x"


def test_what_is_neither_a_number_nor_none_is_refused(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="prepare_threshold=ofta"):
        databases.chosen(f"{URL}?prepare_threshold=ofta", folder=tmp_path)


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


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL's own")
class TestTheServer:
    def test_it_prepares_what_is_asked_again(self, connected):
        one = connected()

        assert prepared_by(one, databases.PREPARED_AFTER) == 0
        assert prepared_by(one, 2) == 1
        assert one.connection.prepared_max == databases.STATEMENTS_KEPT

    def test_it_prepares_nothing_where_it_is_told_not_to(self, connected):
        not_preparing = {"prepare_threshold": None, "server_side_binding": None}
        assert prepared_by(connected(**not_preparing), 9) == 0
