"""PostgreSQL prepares the statements that are asked again, unless its URL forbids it."""

import pytest
from django.core.exceptions import ImproperlyConfigured

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
