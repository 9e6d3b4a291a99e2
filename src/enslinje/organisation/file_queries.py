"""Reads of files: those of a decision item within somebody's sight, and all that are kept."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from enslinje.core.file_types import ENDINGS
from enslinje.core.marking import EVERYTHING, Marking, Sight
from enslinje.core.terms import FileKind
from enslinje.journal.history import register
from enslinje.journal.models import FactQuerySet
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
    return _rows(access.decision_files(sight=sight).filter(decision__in=decisions))


def files_of_item(case_number: str, item_no: int, *, sight: Sight) -> tuple[FileRow, ...]:
    """Return the files of a decision item, of all its records, that are within sight. One query."""
    of_item = {"decision__standing_number": case_number, "decision__item_no": item_no}
    return _rows(access.decision_files(sight=sight).filter(**of_item))


def items_with(kind: FileKind, cases: Collection[str]) -> frozenset[tuple[str, int]]:
    """Return which decision items of these cases have a file of that kind. One query.

    It tells that there is one, however it is marked: for those who keep the files.
    """
    found = access.decision_files(sight=EVERYTHING).filter(
        kind=kind.value, decision__standing_number__in=cases
    )
    return frozenset(found.values_list("decision__standing_number", "decision__item_no"))


def _rows(facts: FactQuerySet[DecisionFile]) -> tuple[FileRow, ...]:
    found = facts.select_related("decision", "file", "file__recorded_in").order_by(
        "decision", "number"
    )
    return tuple(
        FileRow(
            pk=fact.pk,
            decision=fact.decision_id,
            address=register.kind_called("beslutsfil").address(
                (
                    fact.decision.standing_number,
                    fact.decision.item_no,
                    fact.number,
                    fact.decision_id,
                )
            ),
            case_number=fact.decision.standing_number,
            item_no=fact.decision.item_no,
            number=fact.number,
            kind=FileKind(fact.kind),
            title=fact.title,
            marking=Marking(fact.marking),
            kept=fact.file.name,
            size=fact.file.size,
            sha256=fact.file.sha256,
            media_type=fact.file.media_type,
            attached_by=fact.attached_by_code,
            attached_at=fact.file.recorded_in.recorded_at,
        )
        for fact in found
    )


def kept_files() -> dict[str, tuple[int, str]]:
    """Return length in bytes and SHA-256 of every file there is a fact of, by its name."""
    rows = StoredFile.objects.values_list("name", "size", "sha256")
    return {name: (size, sha256) for name, size, sha256 in rows}
