"""Occasions from before their instants were facts: each gets a first edition, told by the log."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from enslinje.journal import triggers, verification
from enslinje.organisation.models import OccasionEdition
from tests.everything import change_set

BEFORE = [("organisation", "0002_people_and_roles")]
OPENS, TOO_LATE = datetime(2021, 1, 1, tzinfo=UTC), datetime(2021, 2, 1, tzinfo=UTC)


def migrate(targets=None):
    """Migrate to `targets`, by default to the latest of every room, and return its models."""
    executor = MigrationExecutor(connection)
    targets = targets or executor.loader.graph.leaf_nodes()
    executor.migrate(targets)
    return executor.loader.project_state(targets).apps


def migrate_all():
    """To the newest tables of all, which the product's own code reads."""
    migrate(MigrationExecutor(connection).loader.graph.leaf_nodes())


@pytest.fixture
def old_occasions(transactional_db):
    with triggers.suspended(connection):
        apps = migrate(BEFORE)
        yield apps.get_model("organisation", "Occasion").objects
        migrate_all()


def test_what_was_said_becomes_its_first_edition(old_occasions):
    old_occasions.create(
        year=2021, kind="plan", name="Plan", opens_at=OPENS, due_at=TOO_LATE, state="closed"
    )
    old_occasions.create(year=2021, kind="reconciliation", name="Avstämning")
    migrate_all()

    plan, other = OccasionEdition.objects.order_by("pk")
    assert (plan.name, plan.opens_at, plan.state) == ("Plan", OPENS, "closed")
    assert plan.due_at == TOO_LATE - timedelta(microseconds=1)
    assert (other.name, other.due_at, other.state) == ("Avstämning", None, "planned")
    assert plan.recorded_in.action == "migrate_occasions"
    found = verification.verify()
    assert (found.entries, found.faults) == (1, ())


def test_a_change_set_that_the_log_does_not_tell_of_would_be_found(old_occasions):
    migrate_all()
    change_set()
    assert len(verification.verify().faults) == 1


def test_a_database_without_occasions_gets_no_change(old_occasions):
    migrate_all()
    assert verification.verify().entries == 0
