"""What a table's own triggers refuse when a row is inserted, beside being append-only.

The SQL is the model's; `journal.triggers` makes, looks for and names the triggers like the others.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class InsertGuard:
    """Refuses an insertion when the SQL condition `refuse_if`, in terms of `NEW`, holds.

    Attributes:
        name: what the trigger's name ends with.
        refuse_if: the condition, the same on both databases.
        why: what the database says.
        lock: an SQL whole number in terms of `NEW`. On PostgreSQL those that have the same one wait
            for each other until commit, else a row slips in between the check and the commit.
            SQLite has one writer at a time. Empty when what the condition asks for never comes to
            hold no longer.
    """

    name: str
    refuse_if: str
    why: str
    lock: str = ""
