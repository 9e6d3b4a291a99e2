"""A file to its records, one at a time: vouchers put together, the checksum followed."""

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from enslinje.exchange.sie import checksum
from enslinje.exchange.sie.blocks import NOBODY, Block
from enslinje.exchange.sie.encoding import Bytes
from enslinje.exchange.sie.faults import Code, Faults, Wrong
from enslinje.exchange.sie.lines import Limits, lines_of
from enslinje.exchange.sie.model import ChecksumMark, Field, Item, Row, Unknown, Voucher
from enslinje.exchange.sie.records import CHECKSUM, FORMS, ROWS, VOUCHER, read_record
from enslinje.exchange.sie.tokens import BLANKS, fields_of, is_label


class Scan:
    """Reads a stream once. What cannot be read is told in `faults`, and reading goes on.

    Attributes:
        records: how many records there were.
        further_fields: by label, the first record with more fields than the standard knows, and
            how many there were.
    """

    def __init__(self, stream: BinaryIO, known: Bytes, limits: Limits, faults: Faults) -> None:
        self.records = 0
        self.further_fields: dict[str, tuple[int, int]] = {}
        self._stream = stream
        self._known = known
        self._limits = limits
        self._faults = faults
        self._open: Block | None = None
        self._waiting: Voucher | Unknown | None = None
        self._sum = Sum(known.encoding, faults)

    def items(self) -> Iterator[Item]:
        """Yield what each record says; a voucher when it ends."""
        for line, text in lines_of(self._stream, self._known, self._limits, self._faults):
            yield from self._line(line, text.strip(BLANKS))
            if self.records > self._limits.records:
                self._faults.add(line, "", Code.TOO_MANY_RECORDS, most=self._limits.records)
                return
        if self._open is not None:
            if self._open.is_somebodys:
                self._faults.add(self._open.line, self._open.label, Code.OPEN_BLOCK)
            yield from self._close(is_whole=False)
        yield from self._flush()
        self._sum.end()

    def _line(self, line: int, text: str) -> Iterator[Item]:
        if text == "{":
            self._begin(line)
        elif text == "}":
            if self._open is None:
                self._faults.add(line, "", Code.STRAY_BRACE)
            yield from self._close()
        else:
            try:
                yield from self._record(line, *_parted(text))
            except Wrong as wrong:
                self._sum.is_sure = False
                self._tell(line, "", wrong)

    def _begin(self, line: int) -> None:
        """Open the block of the record before. Without one, of nobody."""
        if self._open is not None or self._waiting is None:
            self._faults.add(line, "", Code.STRAY_BRACE)
        if self._open is None:
            self._open = Block(self._waiting or NOBODY, line)
        self._waiting = None

    def _close(self, *, is_whole: bool = True) -> Iterator[Item]:
        block, self._open = self._open, None
        if block is not None:
            block.is_whole = block.is_whole and is_whole
            closed = block.closed()
            if closed is not None:
                yield closed

    def _flush(self) -> Iterator[Item]:
        """Let go of a record that waits for a block and gets none."""
        waiting, self._waiting = self._waiting, None
        if isinstance(waiting, Voucher):
            self._faults.add(waiting.line, VOUCHER, Code.NO_BLOCK)
            waiting = replace(waiting, is_whole=False)
        if waiting is not None and waiting is not NOBODY:
            yield waiting

    def _record(self, line: int, written: str, fields: tuple[Field, ...]) -> Iterator[Item]:
        self.records += 1
        label = written.upper() if written.upper() in FORMS else written
        if label != CHECKSUM:
            self._sum.add(written, fields)
        if self._open is not None and label in FORMS and label not in ROWS:
            self._faults.add(line, label, Code.RECORD_INSIDE, first=self._open.line)
            yield from self._close(is_whole=False)
        if self._open is None:
            yield from self._flush()
        item = self._item(line, label, fields)
        if self._open is not None:
            if item is not None:
                self._open.take(item, self._limits, self._faults)
        elif isinstance(item, Row):
            self._faults.add(line, label, Code.ROW_OUTSIDE)
        elif isinstance(item, Voucher | Unknown):
            self._waiting = item
        elif item is not None:
            if isinstance(item, ChecksumMark):
                self._sum.mark(item)
            yield item

    def _item(self, line: int, label: str, fields: tuple[Field, ...]) -> Item | None:
        try:
            item, further = read_record(label, fields, line)
        except Wrong as wrong:
            self._tell(line, label, wrong)
            self._waiting = NOBODY if label == VOUCHER else None
            return None
        if further:
            first, count = self.further_fields.get(label, (line, 0))
            self.further_fields[label] = first, count + 1
        return item

    def _tell(self, line: int, label: str, wrong: Wrong) -> None:
        self._faults.add_wrong(line, label, wrong)
        if self._open is not None:
            self._open.is_whole = False


class Sum:
    """The checksum while a file is read: begun by a #KSUMMA, held against the next."""

    def __init__(self, encoding: str, faults: Faults) -> None:
        self.is_sure = True  # False once there is a line that could not be read.
        self._encoding = encoding
        self._faults = faults
        self._begun: int | None = None
        self._crc = 0

    def add(self, label: str, fields: tuple[Field, ...]) -> None:
        """Take a record with it."""
        if self._begun is not None:
            self._crc = checksum.add(self._crc, label, fields, self._encoding)

    def mark(self, mark: ChecksumMark) -> None:
        """Begin, or compare with what the file says."""
        if mark.value is None:
            if self._begun is not None:
                self._faults.add(mark.line, CHECKSUM, Code.REPEATED_RECORD, first=self._begun)
            self._begun, self._crc = mark.line, 0
        elif self._begun is None:
            self._faults.add(mark.line, CHECKSUM, Code.CHECKSUM_UNBEGUN, str(mark.value))
        else:
            self._begun = None
            if self._crc != mark.value and self.is_sure:
                told = str(mark.value)
                self._faults.add(mark.line, CHECKSUM, Code.WRONG_CHECKSUM, told, computed=self._crc)

    def end(self) -> None:
        """The file has come to its end."""
        if self._begun is not None:
            self._faults.add(self._begun, CHECKSUM, Code.OPEN_CHECKSUM)


def _parted(text: str) -> tuple[str, tuple[Field, ...]]:
    """The label and the fields of a line. Raises `Wrong`."""
    first, *fields = fields_of(text)
    if isinstance(first, str) and text.startswith("#") and is_label(first):
        return first, tuple(fields)
    raise Wrong(Code.NO_RECORD, first if isinstance(first, str) else "{" + " ".join(first) + "}")
