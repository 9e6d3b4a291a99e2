"""Append-only rows stay as they were written, whatever the door. Each with its control."""

from collections.abc import Callable
from contextlib import nullcontext
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.management.sql import emit_post_migrate_signal
from django.db import IntegrityError, connection, models, transaction

from enslinje.goals.models import Target
from enslinje.journal import triggers
from enslinje.journal.models import AppendOnly, ChangeSet, IdempotencyKey, stored_columns
from enslinje.organisation.models import Decision
from tests import everything, town

pytestmark = pytest.mark.django_db

APPEND_ONLY = [model for model in apps.get_models() if issubclass(model, AppendOnly)]


@pytest.fixture
def target(recorded_town, db):
    town.state(town.target(3))
    return Target.objects.get()


def execute(statement, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def set_low(low):
    return lambda target: Target.objects.filter(pk=target.pk).update(low=low, high=low)


def save(target):
    target.low = target.high = 50_000
    target.save()


def bulk_update(target):
    target.reason = "ett skäl"
    Target.objects.bulk_update([target], ["reason"])


def upsert(target):
    target.reason = "ett skäl"
    Target.objects.bulk_create(
        [target], update_conflicts=True, unique_fields=["id"], update_fields=["reason"]
    )


WRITES: dict[str, Callable[[Target], object]] = {
    "update": set_low(50_000),
    "save": save,
    "bulk_update": bulk_update,
    "upsert": upsert,
    "raw update": lambda target: execute(
        "UPDATE goals_target SET note = 'x' WHERE id = %s", target.pk
    ),
    "supersede and change": lambda target: Target.objects.filter(pk=target.pk).update(
        superseded_in=ChangeSet.objects.latest("pk"), note="x"
    ),
    "delete": lambda target: Target.objects.filter(pk=target.pk).delete(),
    "raw delete": lambda target: execute("DELETE FROM goals_target WHERE id = %s", target.pk),
    "delete of a change set": lambda _target: execute("DELETE FROM journal_changeset"),
    "update of a change set": lambda _target: ChangeSet.objects.update(actor_code="annan"),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_a_recorded_row_cannot_be_changed(target, write):
    with pytest.raises(IntegrityError, match="append only"), transaction.atomic():
        write(target)

    assert Target.objects.get().low == 30_000
    assert ChangeSet.objects.filter(actor_code="kim").count() == 1


@pytest.mark.parametrize("write", [w for n, w in WRITES.items() if "change set" not in n])
def test_without_the_triggers_it_can(target, write):
    later = ChangeSet.objects.create(
        recorded_at=target.recorded_in.recorded_at, actor_code="kim", source="page", action="x"
    )
    before = Target.objects.values().get()
    with triggers.suspended(connection):
        write(target)

    assert later.pk > target.recorded_in_id
    assert list(Target.objects.values()) != [before]


@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_sqlite_does_not_replace_a_row_either(target):
    columns = ", ".join(f'"{f.column}"' for f in Target._meta.concrete_fields if f.column != "note")
    rows = f"SELECT {columns}, 'x' FROM goals_target"  # noqa: S608
    replace = f"INSERT OR REPLACE INTO goals_target ({columns}, note) {rows}"

    with pytest.raises(IntegrityError, match="append only"), transaction.atomic():
        execute(replace)
    execute("PRAGMA recursive_triggers = OFF")
    try:
        execute(replace)
    finally:
        execute("PRAGMA recursive_triggers = ON")
    assert Target.objects.get().note == "x"


def test_a_row_is_superseded_once_and_stays_so(target):
    first, second = (everything.change_set() for _ in range(2))
    Target.objects.filter(pk=target.pk).update(superseded_in=first)

    for value in (second, first, None):
        with pytest.raises(IntegrityError, match="append only"), transaction.atomic():
            Target.objects.filter(pk=target.pk).update(superseded_in=value)

    target.refresh_from_db()
    assert target.superseded_in == first


def test_every_column_of_every_append_only_table_is_guarded():
    everything.record()
    for model in APPEND_ONLY:
        row = model._default_manager.order_by("pk").first()
        assert row is not None, model
        assert_guarded(row)


def assert_guarded(row: models.Model) -> None:
    key = row._meta.pk
    here = key.get_db_prep_value(row.pk, connection)
    other_key = -1 if isinstance(here, int) else key.get_db_prep_value(uuid4(), connection)
    for field in stored_columns(type(row)):
        value = other_key if field is key else None
        update = f'UPDATE "{row._meta.db_table}" SET "{field.column}" = %s'  # noqa: S608
        with pytest.raises(IntegrityError, match="append only"), transaction.atomic():
            execute(f'{update} WHERE "{key.column}" = %s', value, here)


def test_every_append_only_table_has_its_triggers():
    assert triggers.missing() == []
    assert {ChangeSet, IdempotencyKey, Decision, Target} < set(APPEND_ONLY)
    with triggers.suspended(connection):
        guards = sum(len(model.guards) for model in APPEND_ONLY)
        assert guards > 1
        events = len(triggers.EVENTS[connection.vendor])
        assert len(triggers.missing()) == events * len(APPEND_ONLY) + guards
    assert triggers.missing() == []


def test_a_trigger_that_is_gone_is_named_and_comes_back():
    on = "" if connection.vendor == "sqlite" else " ON goals_target"
    execute(f"DROP TRIGGER goals_target_append_only_update{on}")

    assert triggers.missing() == ["goals_target_append_only_update"]
    triggers.create_all(connection, app_label="plans")
    assert triggers.missing() == ["goals_target_append_only_update"]
    triggers.create_all(connection, app_label="goals")
    assert triggers.missing(connection) == []


def test_a_trigger_that_is_weaker_than_the_models_is_named():
    name = "goals_target_append_only_update"
    if connection.vendor == "sqlite":
        execute(f"DROP TRIGGER {name}")
        execute(f"CREATE TRIGGER {name} BEFORE UPDATE ON goals_target WHEN 0 BEGIN SELECT 1; END")
    else:
        execute(
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql"
            " AS 'BEGIN RETURN NEW; END'"
        )

    assert triggers.missing() == [name]
    triggers.create_all(connection)
    assert triggers.missing() == []


@pytest.mark.skipif("connection.vendor != 'postgresql'")
@pytest.mark.parametrize("off", ["DISABLE", "ENABLE REPLICA"])
@pytest.mark.parametrize("event", triggers.EVENTS["postgresql"])
def test_a_trigger_that_is_switched_off_is_named(off, event):
    execute(f"ALTER TABLE goals_target {off} TRIGGER goals_target_append_only_{event}")

    assert triggers.missing() == [f"goals_target_append_only_{event}"]


@pytest.mark.skipif("connection.vendor != 'postgresql'")
@pytest.mark.parametrize("model", APPEND_ONLY, ids=lambda model: model._meta.db_table)
def test_postgresql_does_not_truncate_a_table_either(model, recorded_town, db):
    execute("SET CONSTRAINTS ALL IMMEDIATE")
    before = model._default_manager.count()
    truncate = f'TRUNCATE "{model._meta.db_table}" CASCADE'
    with pytest.raises(IntegrityError, match="append only"), transaction.atomic():
        execute(truncate)
    assert model._default_manager.count() == before

    with triggers.suspended(connection):
        execute(truncate)
    assert model._default_manager.count() == 0


def test_a_migration_brings_back_what_it_dropped():
    for trigger in triggers._triggers(connection):
        for statement in trigger.drop:
            execute(statement)
    assert triggers.missing() != []

    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")

    assert triggers.missing() == []


def test_the_control_of_the_controls():
    """`suspended` gives back what it took, also when its block fails."""
    with pytest.raises(RuntimeError), triggers.suspended(connection), nullcontext():
        raise RuntimeError
    assert triggers.missing() == []
