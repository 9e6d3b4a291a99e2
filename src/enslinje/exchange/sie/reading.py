"""Read a SIE file: into a document, or only to see what is wrong with it.

`read` keeps everything the file says. `check` keeps what is declared, and of each voucher its
number, so that it takes little memory whatever the number of rows. Neither raises for what a file
holds: that is told as faults. `load` gives a document without faults, or raises them.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, TypeAlias

from enslinje.exchange.sie.building import Builder
from enslinje.exchange.sie.checking import Check
from enslinje.exchange.sie.encoding import Bytes, Encoding, look
from enslinje.exchange.sie.faults import Code, Fault, Faults, Severity, SieRefused
from enslinje.exchange.sie.lines import LIMITS, Limits
from enslinje.exchange.sie.model import Document, FiscalYear, SieType
from enslinje.exchange.sie.scanning import Scan

Source: TypeAlias = bytes | Path | BinaryIO
"""What is read: bytes, a file's path, or a stream that can be read from its beginning again."""


@dataclass(frozen=True)
class Report:
    """What a file is, and everything that is wrong with it.

    Attributes:
        faults, remarks: in the order of the lines.
        faults_left_out, remarks_left_out: how many more there were than are kept.
        counts: how many of each record, by label; rows that count as "#TRANS".
        debit_ore: the debits of all vouchers.
        is_import: vouchers for another system: type 4I, whatever #SIETYP says.
    """

    bytes: Bytes
    sie_type: SieType
    is_import: bool
    company_name: str
    years: tuple[FiscalYear, ...]
    counts: Mapping[str, int]
    debit_ore: int
    faults: tuple[Fault, ...]
    remarks: tuple[Fault, ...]
    faults_left_out: int = 0
    remarks_left_out: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


@dataclass(frozen=True)
class Reading:
    """A document and the report on it. With faults, the document lacks what could not be read."""

    document: Document
    report: Report


def read(source: Source, *, encoding: Encoding | None = None, limits: Limits = LIMITS) -> Reading:
    """Read a whole file. `encoding` overrules what the bytes say."""
    builder = Builder()
    report = _run(source, encoding, limits, builder)
    return Reading(builder.document(), report)


def check(source: Source, *, encoding: Encoding | None = None, limits: Limits = LIMITS) -> Report:
    """Look through a file of any length without keeping its amounts and vouchers."""
    return _run(source, encoding, limits, None)


def load(source: Source, *, encoding: Encoding | None = None, limits: Limits = LIMITS) -> Document:
    """Read a file that has no faults.

    Raises:
        SieRefused: with every fault.
    """
    reading = read(source, encoding=encoding, limits=limits)
    if reading.report.faults:
        raise SieRefused(reading.report.faults)
    return reading.document


def _run(
    source: Source, encoding: Encoding | None, limits: Limits, builder: Builder | None
) -> Report:
    faults = Faults(limits.faults)
    with _opened(source) as stream:
        known = look(stream, limits.bytes)
        if encoding is not None:
            known = replace(known, encoding=encoding)
        stream.seek(0)
        check_, scan = Check(faults), Scan(stream, known, limits, faults)
        if known.size > limits.bytes:
            faults.add(None, "", Code.TOO_LARGE, most=limits.bytes)
        elif not known.is_text:
            faults.add(None, "", Code.NOT_TEXT)
        else:
            for item in scan.items():
                check_.take(item)
                if builder is not None:
                    builder.take(item)
            _end(check_, scan, known, faults)
    return _report(check_, known, faults)


@contextmanager
def _opened(source: Source) -> Iterator[BinaryIO]:
    if isinstance(source, bytes):
        yield BytesIO(source)
    elif isinstance(source, Path):
        with source.open("rb") as stream:
            yield stream
    else:
        source.seek(0)
        yield source


def _end(check_: Check, scan: Scan, known: Bytes, faults: Faults) -> None:
    if not scan.records and not faults.of(Severity.FAULT):
        faults.add(None, "", Code.EMPTY)
        return
    check_.finish()
    if known.encoding is not Encoding.CP437:
        faults.remark(None, "", Code.OTHER_ENCODING, encoding=known.encoding.shown)
    for label, (line, count) in scan.further_fields.items():
        faults.remark(line, label, Code.FURTHER_FIELDS, count=count)


def _report(check_: Check, known: Bytes, faults: Faults) -> Report:
    name = check_.header.get("company_name")
    return Report(
        known,
        check_.sie_type,
        check_.is_import,
        str(name.value) if name else "",
        tuple(sorted(check_.calendar.years.values(), key=lambda year: -year.number)),
        {**check_.counts, **({"#TRANS": check_.vouchers.rows} if check_.vouchers.rows else {})},
        check_.vouchers.debit_ore,
        faults.of(Severity.FAULT),
        faults.of(Severity.REMARK),
        faults.left_out(Severity.FAULT),
        faults.left_out(Severity.REMARK),
    )
