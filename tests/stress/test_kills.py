"""`kill -9` of a writing process: what was acknowledged is there, and nothing by halves."""

import pytest
from django.db import connection

from tests.stress.sizes import both, scaled


@pytest.mark.parametrize("kills", both(sample=20, full=1_000))
def test_nothing_acknowledged_is_lost_and_nothing_is_there_by_halves(run, kills):
    told = run("kills", kills=kills)

    assert told["harms"] == {}
    assert told["durability"]["is_durable"]
    assert told["acknowledged"] > kills
    assert told["cut off"] > kills / 4


@pytest.mark.parametrize("kills", both(sample=10, full=1_000))
def test_nothing_posted_is_lost_and_every_transaction_balances(run, kills):
    told = run("posting_kills", kills=kills)

    assert told["harms"] == {}
    assert told["durability"]["is_durable"]
    assert told["acknowledged"] > kills


def test_postings_that_are_committed_by_halves_are_caught(run):
    told = run("posting_kills", kills=15, off=["transaction", "reference"])

    assert told["acknowledged"] > 0
    assert "half: no entry" in told["harms"]


def test_a_writer_that_commits_by_halves_is_caught(run):
    told = run("kills", kills=60, off=["transaction"], until_harm=True)

    assert any(kind.startswith("half") for kind in told["harms"])


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its own")
def test_without_a_journal_on_the_disk_a_kill_leaves_halves(run):
    told = run("kills", kills=60, off=["journal"], until_harm=True)

    assert not told["durability"]["is_durable"]
    assert told["harms"] != {}


@pytest.mark.parametrize("kills", both(sample=2, full=50))
def test_a_killed_server_has_kept_what_it_acknowledged(run, kills):
    told = run("server_kills", kills=kills)

    assert told["harms"] == {}
    assert told["acknowledged"] > 0
    assert told["sent again"] > 0


def test_a_killed_attachment_leaves_no_fact_without_its_file(run):
    told = run("file_kills")

    assert told["harms"] == {}
    assert told["facts"] == {"begun": 0, "written": 0, "named": 0, "recorded": 0, "committed": 1}
    assert told["left"] == {"begun": 1, "written": 1, "named": 1, "recorded": 1, "committed": 0}
    assert told["swept"] == 4


def test_an_attachment_that_writes_its_file_last_is_caught(run):
    told = run("file_kills", off=["file_first"])

    assert told["harms"] == {"lost": 3}  # Killed before it is written, or while it is.


@pytest.mark.stress
def test_a_server_that_commits_by_halves_is_caught(run):
    told = run("server_kills", kills=10, off=["transaction"], until_harm=True)

    assert any(kind.startswith("half") for kind in told["harms"])


@pytest.mark.stress
def test_a_killed_database_has_kept_what_it_acknowledged(own_postgres, run_on):
    kills = scaled(20)
    told = run_on(own_postgres, "database_kills", kills=kills)

    assert told["harms"] == {}
    assert told["durability"]["is_durable"]
    assert told["acknowledged"] > kills


@pytest.mark.stress
def test_a_database_that_acknowledges_before_it_has_kept_is_caught(own_postgres, run_on):
    told = run_on(
        own_postgres, "database_kills", kills=10, synchronous_commit="off", until_harm=True
    )

    assert not told["durability"]["is_durable"]
    assert told["harms"]["lost"] > 0
