"""The whole matrix: every page asked in every way by everybody about every body, in every state.

In English every pair of what a question varies is asked in every state; in Swedish everything.
"""

from functools import cache

import pytest
from django.db import connection

from enslinje.core.terms import OccasionKind, OccasionState
from enslinje.journal import keeping
from enslinje.organisation import operations
from enslinje.reconciliation import queries
from tests.everything import recorded_town
from tests.stress import sizes
from tests.town import LOADER, occasion
from tests.web import by_itself, matrix

__all__ = ["recorded_town"]

pytestmark = [pytest.mark.stress, pytest.mark.django_db]


@pytest.fixture
def asker(recorded_town, db, monkeypatch):
    matrix.record_cast()
    monkeypatch.setattr(queries, "picture", cache(queries.picture))
    # As outside a transaction, so that what is kept for one is there when the next one asks.
    monkeypatch.setattr(keeping.Kept, "may_keep", lambda _kept: True)
    yield matrix.Asker()
    keeping.forget_everything()


PARTS = 6
"""PostgreSQL keeps what is rolled back until the transaction ends, and is slowed down by it."""


@pytest.mark.parametrize("state", OccasionState)
@pytest.mark.parametrize(
    ("prefix", "questions", "part"),
    [
        *(("", matrix.questions, part) for part in range(PARTS)),
        ("/en", matrix.pairwise, None),
    ],
)
def test_nothing_leaks(asker, state, prefix, questions, part, capsys):
    """What is written is taken back after each question, so that they are all about the same."""
    operations.open_occasions(actor=LOADER, occasions=[occasion(OccasionKind.PLAN, state=state)])
    asker.prefix = prefix
    asker.sign_everybody_in()
    every = list(questions())
    asked = sizes.part_of(every if part is None else every[part::PARTS])
    faults = [fault for question in asked for fault in by_itself.faults(asker, question)]
    with capsys.disabled():
        print(  # noqa: T201 — what stress measures is told.
            f"\n{connection.vendor}: {len(asked)} questions, {state.value}, "
            f"{prefix or 'sv'}: {len(faults)} leaks"
        )
    assert faults == []
