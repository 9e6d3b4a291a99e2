"""Files that are kept, and what they belong to."""

from django.db import models

from enslinje.core.terms import FileKind
from enslinje.journal.columns import (
    CODE_LENGTH,
    Sourced,
    at_least,
    choices,
    constraints,
    filled,
    known,
    one_current,
)
from enslinje.journal.models import AppendOnly, ChangeSet, Counted, Fact
from enslinje.organisation.models.decisions import Decision


class StoredFile(AppendOnly):
    """A file on the disk: its name there, its length in bytes, what it is and its SHA-256 in hex.

    It says nothing of what it is about: another fact points at it.
    """

    counted_in = Counted.DECISIONS

    name = models.CharField(max_length=32, unique=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    media_type = models.CharField(max_length=100)
    recorded_in = models.ForeignKey(ChangeSet, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            filled("media_type"),
            filled("sha256"),
            at_least("size", 1),
        )


class DecisionFile(Sourced, Fact):
    """A file that belongs to a decision item: the minutes, a proposal, an appendix."""

    counted_in = Counted.DECISIONS

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="files")
    number = models.PositiveSmallIntegerField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=11, choices=choices(FileKind))
    title = models.CharField(max_length=200)
    attached_by_code = models.CharField(max_length=CODE_LENGTH)

    class Meta:
        constraints = constraints(
            Fact.Meta.constraints,
            Sourced.Meta.constraints,
            (
                filled("title"),
                filled("attached_by_code"),
                known("kind", FileKind),
                at_least("number", 1),
                one_current("decision", "number"),
            ),
        )

    @classmethod
    def path_to_body(cls) -> str:
        """It belongs to the body that decided."""
        return "decision__decided_by__code"
