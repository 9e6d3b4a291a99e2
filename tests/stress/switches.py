"""Protections switched off in a process and its database, to see the harm that they keep away."""

from collections.abc import Iterable
from hashlib import sha256
from uuid import uuid4

from django.db import connection
from django.db.models import QuerySet

from enslinje.budget import operations as budget_operations
from enslinje.budget.models import Posting
from enslinje.budget.operations import changes as budget_changes
from enslinje.goals import operations as goal_operations
from enslinje.journal import pulses, record
from enslinje.journal import restate as restating
from enslinje.organisation import file_store, operations
from enslinje.plans import operations as plan_operations
from enslinje.reconciliation import operations as reconciliation_operations
from tests.journal.protections import _execute as execute

OPERATIONS = (
    (goal_operations, "state_targets"),
    (plan_operations, "state_contributions"),
    (plan_operations, "plan_activities"),
    (reconciliation_operations, "judge_goals"),
    (budget_operations, "draw_reserves"),
    (budget_changes, "post_transactions"),
)
INDEXES = (
    "target_one_current",
    "contribution_one_current",
    "activityedition_one_current",
    "judgement_one_current",
)


def switch_off(names: Iterable[str]) -> None:
    """Switch off the named protections, here and in the processes that are forked from here."""
    for name in names:
        SWITCHES[name]()


def base() -> None:
    """Nobody asks whether the current row is the one that its writer saw."""
    restating.clashes = lambda *_of_what, **_more: False


def transaction() -> None:
    """Each statement of an operation is committed by itself."""
    for module, name in OPERATIONS:
        setattr(module, name, getattr(module, name).__wrapped__)
    record._require_transaction = lambda: None
    QuerySet.select_for_update = lambda rows, **_how: rows


def lock() -> None:
    """No writer waits for another: no pulse is locked; on SQLite nothing holds the file."""
    if connection.vendor == "postgresql":
        pulses.taken = lambda _year, _bodies, _counters: []
    else:
        transaction()


def condition() -> None:
    """A row is superseded whether or not somebody else has done so."""

    def supersede(facts, *, change):
        rows = list(facts)
        for row in rows:
            type(row).objects.filter(pk=row.pk, superseded_in=None).update(
                superseded_in=change.change_set
            )
            change.covered.settle(row, {"superseded_in_id": change.change_set.pk})
        return len(rows)

    record.supersede = supersede


def index() -> None:
    """Two rows may hold in one place, and two entries have one number."""
    execute(*(f'DROP INDEX "{name}"' for name in INDEXES))
    _without_unique("journal_logentry", "logentry_number_once")


def key() -> None:
    """Two answers may be kept under one key."""
    _without_unique("journal_idempotencykey", "journal_idempotencykey_pkey")


def journal() -> None:
    """SQLite keeps no journal on the disk, and writes pages before the commit."""
    connection.close()
    connection.settings_dict["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = 2"
    )


def reference() -> None:
    """A posting may stand under a transaction that is not there."""
    if connection.vendor == "sqlite":
        connection.close()
        connection.settings_dict["OPTIONS"]["init_command"] = "PRAGMA foreign_keys = OFF"
        return
    table = Posting._meta.db_table
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, table)
    names = [name for name, of in found.items() if of["columns"] == ["transaction_id"]]
    keys = [name for name in names if found[name]["foreign_key"]]
    execute(*(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"' for name in keys))


def file_first() -> None:
    """A file is written when the fact that names it is committed."""
    keep, attach = file_store.keep, operations.attach_file
    waiting: list[bytes] = []

    def later(pieces: Iterable[bytes]) -> file_store.Kept:
        waiting.append(b"".join(pieces))
        return file_store.Kept(uuid4().hex, len(waiting[-1]), sha256(waiting[-1]).hexdigest())

    def attach_and_write(**given: object) -> object:
        receipt = attach(**given)
        keep(waiting)
        return receipt

    file_store.keep, operations.attach_file = later, attach_and_write


def _without_unique(table: str, constraint: str) -> None:
    if connection.vendor == "postgresql":
        execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{constraint}" CASCADE')
        return
    execute(  # SQLite drops no constraint, but a table made from rows has none.
        "PRAGMA foreign_keys = OFF",
        f'CREATE TABLE "free" AS SELECT * FROM "{table}"',  # noqa: S608
        f'DROP TABLE "{table}"',
        f'ALTER TABLE "free" RENAME TO "{table}"',
    )


SWITCHES = {
    switch.__name__: switch
    for switch in (base, transaction, lock, condition, index, key, journal, reference, file_first)
}
