"""A file that somebody sends to the grid: what pasting it would send, or why it is not read."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from enslinje.core.blocks import MOST_CHARACTERS, BlockTooLarge, written
from enslinje.core.errors import DomainError
from enslinje.exchange.block_files import FileBlock, read_block_file
from enslinje.exchange.reading import FileUnreadable
from enslinje.goals.target_blocks import Cell, meaning
from enslinje.web.target_grid import blocks

FIRST_ROWS = 50
"""How far down heads are looked for, to say where they stand."""

_HEADS: Mapping[str, str] = {"code": "Kod", Cell.TEXT: "Vårt årsmål", Cell.REASON: "Motivering"}


class FileRefused(DomainError):
    """Nothing of a file is read. The text is a sentence that names it and says what mends it."""


def sent_by(name: str, content: bytes) -> Mapping[str, str]:
    """Read a file, and return what is sent when its cells are pasted.

    Raises:
        FileRefused: it cannot be read, or does not say what its rows and columns are.
    """
    try:
        found = read_block_file(content)
        _check_heads(found)
    except FileUnreadable as fault:
        raise FileRefused(
            _("{fault} Inget är sparat.").format(fault=fault.fault(name).sentence)
        ) from fault
    except BlockTooLarge as fault:
        raise FileRefused(blocks.too_large(name)) from fault
    block = written(found.block)
    if len(block) > MOST_CHARACTERS:
        raise FileRefused(blocks.too_large(name))
    return {"block": block, "file": name, "sheet": found.sheet, "first": str(found.first_row)}


def _check_heads(found: FileBlock) -> None:
    """Refuse a block whose first row does not say where codes and targets stand.

    What is pasted may be laid by its place; a file may be any file.
    """
    fault = _no_heads(found) or _heads_twice(found)
    if fault:
        fault.sheet = found.sheet
        raise fault


def _no_heads(found: FileBlock) -> FileUnreadable | None:
    if not found.block:
        return FileUnreadable(_("där finns inga ifyllda celler"), _as_ours())
    heads = {meaning(cell) for cell in found.block[0]}
    if "code" in heads and heads & set(Cell):
        return None
    further = (
        at for at, row in enumerate(found.block[:FIRST_ROWS]) if "code" in map(meaning, row) and at
    )
    below = next(further, None)
    if below is not None and "code" not in heads:
        remedy = _("Rubrikerna står på rad {row}: ta bort det som står ovanför.").format(
            row=found.first_row + below
        )
    else:
        remedy = _as_ours()
    missing = _HEADS["code"] if "code" not in heads else _HEADS[Cell.TEXT]
    return FileUnreadable(
        _("är den första raden, och där saknas rubriken {head}").format(head=missing),
        remedy,
        row=found.first_row,
        value="; ".join(filter(None, found.block[0])),
    )


def _heads_twice(found: FileBlock) -> FileUnreadable | None:
    seen: set[str] = set()
    for at, cell in enumerate(found.block[0]):
        means = meaning(cell)
        if means in seen:
            return FileUnreadable(
                _("står flera gånger som rubrik"),
                _("Ta bort alla kolumner utom en med den rubriken."),
                row=found.first_row,
                column=blocks.letter(at),
                value=cell,
            )
        seen |= {means} if means else set()
    return None


def _as_ours() -> str:
    return _(
        "Ha rubrikerna Kod, Vårt årsmål och Motivering på första raden, som i filen som du hämtar "
        "här."
    )
