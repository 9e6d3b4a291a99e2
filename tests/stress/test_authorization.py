"""The whole matrix: every page asked in every way by everybody about every body, in every state.

In English every pair of what a question varies is asked in every state; in Swedish everything.
"""

from functools import cache

import pytest
from django.db import connection, transaction

from enslinje.core.terms import OccasionKind, OccasionState
from enslinje.organisation import operations
from enslinje.reconciliation import queries
from tests.everything import recorded_town
from tests.stress import sizes
from tests.town import LOADER, occasion
from tests.web import matrix

__all__ = ["recorded_town"]

pytestmark = [pytest.mark.stress, pytest.mark.django_db]


@pytest.fixture
def asker(recorded_town, db, monkeypatch):
    matrix.record_cast()
    monkeypatch.setattr(queries, "picture", cache(queries.picture))
    return matrix.Asker()


@pytest.mark.parametrize("state", OccasionState)
@pytest.mark.parametrize(
    ("prefix", "questions"), [("", matrix.questions), ("/en", matrix.pairwise)]
)
def test_nothing_leaks(asker, state, prefix, questions, capsys):
    """What is written is rolled back after each question, so that they are all about the same."""
    operations.open_occasions(actor=LOADER, occasions=[occasion(OccasionKind.PLAN, state=state)])
    asker.prefix = prefix
    asked = sizes.part_of(list(questions()))
    faults = []
    for question in asked:
        point = transaction.savepoint()
        faults += asker.faults(question)
        transaction.savepoint_rollback(point)
    with capsys.disabled():
        print(  # noqa: T201 — what stress measures is told.
            f"\n{connection.vendor}: {len(asked)} questions, {state.value}, "
            f"{prefix or 'sv'}: {len(faults)} leaks"
        )
    assert faults == []
