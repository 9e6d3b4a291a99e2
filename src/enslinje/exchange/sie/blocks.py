"""What stands within braces: the rows of a voucher, or what an unknown record holds."""

from dataclasses import replace

from enslinje.exchange.sie.faults import Code, Faults
from enslinje.exchange.sie.lines import Limits
from enslinje.exchange.sie.model import Item, Row, Unknown, Voucher

NOBODY = Unknown("")
"""The head of a block whose record could not be read, or is not there. Nothing comes of it."""


class Block:
    """An open block: its head, and what has come so far."""

    def __init__(self, head: Voucher | Unknown, line: int) -> None:
        self.line = head.line or line
        self.label = head.label if isinstance(head, Unknown) else "#VER"
        self.is_whole = True
        self._head = head
        self._rows: list[Row] = []
        self._unknown: list[Unknown] = []
        self._count = 0

    def take(self, item: Item, limits: Limits, faults: Faults) -> None:
        """Keep a record of the block. Too many are told once, and not kept."""
        self._count += 1
        if self._count > limits.voucher_rows:
            self.is_whole = False
            if self._count == limits.voucher_rows + 1:
                faults.add(self.line, self.label, Code.VOUCHER_TOO_LONG, most=limits.voucher_rows)
        elif isinstance(item, Unknown):
            self._unknown.append(item)
        elif isinstance(item, Row) and isinstance(self._head, Voucher):
            self._rows.append(item)
        elif isinstance(item, Row) and self._head is not NOBODY:
            faults.add(item.line, item.kind, Code.ROW_OUTSIDE)

    @property
    def is_somebodys(self) -> bool:
        """Whether there is a record whose block it is."""
        return self._head is not NOBODY

    def closed(self) -> Voucher | Unknown | None:
        """The record with what stood within its braces; None when nobody's."""
        if self._head is NOBODY:
            return None
        if isinstance(self._head, Unknown):
            return replace(self._head, block=tuple(self._unknown))
        return replace(
            self._head,
            rows=tuple(self._rows),
            unknown=tuple(self._unknown),
            is_whole=self.is_whole,
        )
