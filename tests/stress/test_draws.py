"""100 000 racing draws on 20 reserves. `pytest -m stress tests/stress`, also with --postgres.

STRESS_DRAWS sets another number.
"""

import os
import time

import pytest
from django.db import connection

from enslinje.budget import checking
from enslinje.journal import keeping
from enslinje.organisation.directory import directory
from tests.budget import racing
from tests.town import YEAR

pytestmark = [pytest.mark.stress, pytest.mark.django_db(transaction=True)]

DRAWS = int(os.environ.get("STRESS_DRAWS", "100000"))
RESERVES, WORKERS = 20, 4


def test_no_overdraft_and_nobody_wrongly_refused(capsys, monkeypatch):
    opening = DRAWS // RESERVES // 2
    racing.set_up(RESERVES, opening=opening)
    _keep_the_bodies(monkeypatch)
    began = time.monotonic()

    found = racing.race(DRAWS, reserves=RESERVES, workers=WORKERS)

    took = time.monotonic() - began
    racing.assert_fair(found, draws=DRAWS, reserves=RESERVES, opening=opening)
    assert checking.check(YEAR).breaches == ()
    with capsys.disabled():
        print(  # noqa: T201 - a figure to write down
            f"\n{connection.vendor}: {DRAWS} draws on {RESERVES} reserves in {took:.0f} s, "
            f"{found.granted.total()} granted, {found.refused.total()} refused, "
            f"{found.retried.total()} tried again, 0 overdrafts"
        )


def _keep_the_bodies(monkeypatch):
    """Keep them as a server that shows pages does: outside transactions, for all who draw."""
    monkeypatch.setattr(keeping.Kept, "may_keep", lambda _kept: not connection.in_atomic_block)
    directory()
