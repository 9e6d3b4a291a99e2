"""Reads of files: those of a decision item within somebody's sight, and all that are kept."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from enslinje.core.file_types import ENDINGS
from enslinje.core.marking import EVERYTHING, Marking, Sight
from enslinje.core.terms import FileKind
from enslinje.journal.history import register
from enslinje.journal.models import FactQuerySet
from enslinje.journal.prepared import Prepared
from enslinje.journal.statements import Row
from enslinje.organisation import access
from enslinje.organisation.models import DecisionFile, StoredFile


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of a decision item.

    `kept` is its name on the disk, `size` its length in bytes, `address` that of its history.
    """

    pk: int
    decision: int
    address: str
    case_number: str
    item_no: int
    number: int
    kind: FileKind
    title: str
    marking: Marking
    kept: str
    size: int
    sha256: str
    media_type: str
    attached_by: str
    attached_at: datetime

    @property
    def is_public(self) -> bool:
        """Whether it is for everybody."""
        return self.marking is Marking.PUBLIC

    @property
    def file_name(self) -> str:
        """What it is called when it is handed out: its title, and an ending by what it is."""
        words = "".join(one if one.isalnum() or one in " -_" else "_" for one in self.title)
        return f"{words.strip()[:80] or 'fil'}.{ENDINGS[self.media_type]}"


def files_of(decisions: Collection[int], *, sight: Sight) -> tuple[FileRow, ...]:
    """Return the files of these records of decisions that are within sight, in order. One query."""
    return tuple(map(_row, _of_decisions(tuple(decisions), sight)))


def files_of_item(case_number: str, item_no: int, *, sight: Sight) -> tuple[FileRow, ...]:
    """Return the files of a decision item, of all its records, that are within sight. One query."""
    return tuple(map(_row, _of_item(case_number, item_no, sight)))


def items_with(kind: FileKind, cases: Collection[str]) -> frozenset[tuple[str, int]]:
    """Return which decision items of these cases have a file of that kind. One query.

    It tells that there is one, however it is marked: for those who keep the files.
    """
    found = access.decision_files(sight=EVERYTHING).filter(
        kind=kind.value, decision__standing_number__in=cases
    )
    return frozenset(found.values_list("decision__standing_number", "decision__item_no"))


@Prepared
def _of_decisions(decisions: tuple[int, ...], sight: Sight) -> QuerySet[Any, Any]:
    return _in_order(access.decision_files(sight=sight).filter(decision__in=decisions))


@Prepared
def _of_item(case_number: str, item_no: int, sight: Sight) -> QuerySet[Any, Any]:
    of_item = {"decision__standing_number": case_number, "decision__item_no": item_no}
    return _in_order(access.decision_files(sight=sight).filter(**of_item))


def _in_order(facts: FactQuerySet[DecisionFile]) -> QuerySet[Any, Any]:
    return facts.order_by("decision", "number").values_list(
        *("pk", "decision", "decision__standing_number", "decision__item_no", "number", "kind"),
        *("title", "marking", "file__name", "file__size", "file__sha256", "file__media_type"),
        *("attached_by_code", "file__recorded_in__recorded_at"),
    )


def _row(told: Row) -> FileRow:
    pk, decision, case_number, item_no, number, kind, title, marking, *kept = told
    of_file = register.kind_called("beslutsfil")
    return FileRow(
        pk,
        decision,
        of_file.address((case_number, item_no, number, decision)),
        *(case_number, item_no, number, FileKind(kind), title, Marking(marking)),
        *kept,
    )


def kept_files() -> dict[str, tuple[int, str]]:
    """Return length in bytes and SHA-256 of every file there is a fact of, by its name."""
    rows = StoredFile.objects.values_list("name", "size", "sha256")
    return {name: (size, sha256) for name, size, sha256 in rows}
