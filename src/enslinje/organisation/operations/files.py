"""Attach files to decisions: the file first, whole on the disk, then the facts that name it."""

from collections.abc import Iterator
from io import SEEK_END
from typing import BinaryIO
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from enslinje.core.actors import Actor
from enslinje.core.file_types import media_type
from enslinje.core.marking import Marking
from enslinje.core.policy import Action
from enslinje.core.terms import Basis, FileKind
from enslinje.journal import record
from enslinje.journal.record import Receipt
from enslinje.organisation import file_store, queries, rights
from enslinje.organisation.drafts import FileDraft
from enslinje.organisation.errors import CannotBeMarked, FileRefused
from enslinje.organisation.file_store import Kept
from enslinje.organisation.models import Decision, DecisionFile, StoredFile

PIECE = 256 * 1024
MARKED = {FileKind.APPENDIX: Marking.WORKING}
"""How files are marked by default where it is not public: minutes are for everybody to read."""


def attach_file(
    *, actor: Actor, draft: FileDraft, content: BinaryIO, key: UUID | None = None
) -> Receipt:
    """Keep `content` and record that it belongs to a decision item.

    A fact never lacks its file. A file lacks its fact only when the process or the database ends in
    the middle; it is swept away later. One whose commit nobody answered for is left for that too.

    Returns:
        The receipt; its row is the id of the decision's file.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownDecision: the decision is not recorded.
        FileRefused: it is empty, too large, or of no kind that is taken, whatever it is called.
        CannotBeMarked: secrecy has no provision, or something else has one.
    """
    if content.seek(0, SEEK_END) > file_store.LARGEST:
        raise _too_large()
    kind_of_file = media_type(content)
    if kind_of_file is None:
        raise FileRefused(
            _("Filen är inte av ett slag som tas emot."),
            column="content",
            remedy=_("Bifoga PDF, PNG, JPEG, Word, Excel eller OpenDocument, utan makron."),
        )
    kept = file_store.keep(_pieces(content))
    with transaction.atomic():
        try:
            receipt = _attach(actor=actor, draft=draft, kept=kept, media_type=kind_of_file, key=key)
        except BaseException:
            file_store.discard(kept.name)
            raise
    if receipt.is_repeat:
        file_store.discard(kept.name)
    return receipt


def _attach(
    *, actor: Actor, draft: FileDraft, kept: Kept, media_type: str, key: UUID | None
) -> Receipt:
    item = (draft.case_number, draft.item_no)
    found = queries.decisions([item]).get(item)
    if found is None:
        raise queries.unknown_decision(*item, row=0)
    place = rights.places_of([found.decided_by])
    actor = rights.require(actor, Action.KEEP_FILES, place, column="case_number")
    change = record.begin(
        actor=actor,
        action="attach_file",
        key=key,
        content=[draft, kept.sha256, kept.size],
        of=(StoredFile, DecisionFile),
    )
    if change.is_repeat:
        return record.repeated(change)
    decision = Decision.objects.select_for_update().get(pk=found.pk)
    marking = draft.marking or MARKED.get(draft.kind, Marking.PUBLIC)
    _check_marking(marking, draft.secrecy_ground)
    file = StoredFile.objects.create(
        name=kept.name,
        sha256=kept.sha256,
        size=kept.size,
        media_type=media_type,
        recorded_in=change.change_set,
    )
    record.cover([file], change=change)
    numbers = DecisionFile.objects.filter(decision=decision).aggregate(last=Max("number"))
    fact = DecisionFile(
        decision=decision,
        number=(numbers["last"] or 0) + 1,
        file=file,
        kind=draft.kind.value,
        title=draft.title.strip(),
        attached_by_code=actor.code,
        marking=marking.value,
        secrecy_ground=draft.secrecy_ground.strip(),
        basis=Basis.STATED.value,
    )
    return record.finish(change, record.record_many([fact], change=change))


def _check_marking(marking: Marking, ground: str) -> None:
    if (marking is Marking.SECRET) != bool(ground.strip()):
        raise CannotBeMarked(
            _("Sekretess anges med bestämmelsen som den följer av, och bara då."),
            column="secrecy_ground",
            value=ground,
            remedy=_("Skriv kapitel och paragraf, till exempel OSL 18 kap. 8 §."),
        )


def _too_large() -> FileRefused:
    return FileRefused(
        _("Filen är större än {size} MB.").format(size=file_store.LARGEST // 1024**2),
        column="content",
        remedy=_("Dela den, eller spara den i mindre storlek."),
    )


def _pieces(content: BinaryIO) -> Iterator[bytes]:
    content.seek(0)
    while piece := content.read(PIECE):
        yield piece
