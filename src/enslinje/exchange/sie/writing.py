"""A document to a file: always the same bytes, which read as the same document.

Records come in the order of the standard, lines end with CRLF. Nothing is written that could not be
read again: that raises `Unwritable`, unless a replacement for such characters is given.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import BinaryIO

from enslinje.exchange.sie import checksum
from enslinje.exchange.sie.encoding import Encoding
from enslinje.exchange.sie.faults import SieError
from enslinje.exchange.sie.lines import LIMITS
from enslinje.exchange.sie.model import (
    Account,
    Balance,
    Dimension,
    Document,
    Field,
    Header,
    ObjectRef,
    PeriodAmount,
    Row,
    Unknown,
    Voucher,
)
from enslinje.exchange.sie.records import CHECKSUM, FORMS, VOUCHER
from enslinje.exchange.sie.tokens import fields_of, is_label, listed, plain, quoted
from enslinje.exchange.sie.values import (
    FIRST_YEAR,
    LAST_YEAR,
    is_account,
    is_dimension,
    is_quantity,
    shown_amount,
    shown_day,
)

END = "\r\n"
LARGEST_ORE = 10**17

_REPLACEMENT = re.compile(r"[^\x00-\x1f\x7f-\x9f\"{}\\]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class Unwritable(SieError):
    """A document says something that the format has no way of saying."""


def write(
    document: Document,
    *,
    encoding: Encoding = Encoding.CP437,
    with_checksum: bool | None = None,
    replacement: str | None = None,
) -> bytes:
    """Return the file of a document.

    Args:
        document: what it says.
        encoding: the standard has only CP437.
        with_checksum: put it between two #KSUMMA; by default as the document says.
        replacement: a character to write, or "" for none, for each that the encoding does not have
            and for each control character. Without it they are refused.

    Raises:
        Unwritable: with the record and what cannot be written.
    """
    stream = BytesIO()
    write_to(
        stream, document, encoding=encoding, with_checksum=with_checksum, replacement=replacement
    )
    return stream.getvalue()


def write_to(
    stream: BinaryIO,
    document: Document,
    *,
    encoding: Encoding = Encoding.CP437,
    with_checksum: bool | None = None,
    replacement: str | None = None,
) -> None:
    """Write a document to a stream, a line at a time. See `write`."""
    if replacement and not (_REPLACEMENT.fullmatch(replacement) and _has(encoding, replacement)):
        raise Unwritable(f"{replacement!r} is no character to write for another")
    summed = document.has_checksum if with_checksum is None else with_checksum
    crc = 0
    stream.writelines(_encoded(line, encoding, replacement) for line in _flag(document.header))
    if summed:
        stream.write(f"{CHECKSUM}{END}".encode(encoding))
    for line in _lines(document):
        raw = _encoded(line, encoding, replacement)
        stream.write(raw)
        if summed and line not in {"{", "}"}:
            label, *fields = fields_of(raw.decode(encoding).removesuffix(END))
            crc = checksum.add(crc, str(label), fields, encoding)
    if summed:
        stream.write(f"{CHECKSUM} {crc}{END}".encode(encoding))


def _encoded(line: str, encoding: Encoding, replacement: str | None) -> bytes:
    if replacement is not None:
        line = "".join(
            replacement if _CONTROL.match(one) or not _has(encoding, one) else one for one in line
        )
    elif _CONTROL.search(line):
        raise Unwritable(f"a control character in {line!r}")
    try:
        raw = f"{line}{END}".encode(encoding)
    except UnicodeEncodeError as error:
        missing = line[error.start : error.end]
        raise Unwritable(f"{encoding.shown} has no {missing!r}, in {line}") from error
    if len(raw) - len(END) > LIMITS.line_bytes:
        raise Unwritable(f"more than {LIMITS.line_bytes} bytes on a line: {line[:60]} …")
    return raw


def _has(encoding: Encoding, character: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _flag(header: Header) -> Iterator[str]:
    """The one record outside the checksum: whoever reads the file may raise the flag."""
    if header.flag is not None:
        yield f"#FLAGGA {header.flag}"


def _lines(document: Document) -> Iterator[str]:
    yield from _identification(document)
    for account in document.accounts:
        yield from _account(account)
    yield from map(_dimension, document.dimensions)
    for one in document.objects:
        ref = _dimension_number(one.dimension), quoted(_filled(one.code))
        yield _record("#OBJEKT", *ref, quoted(one.name))
    for unknown in document.unknown:
        yield from _unknown(unknown)
    yield from map(_balance, document.balances)
    yield from map(_period_amount, document.periods)
    for voucher in document.vouchers:
        yield from _voucher(voucher)


def _identification(document: Document) -> Iterator[str]:
    header = document.header
    if header.program:
        yield _record("#PROGRAM", quoted(header.program.name), quoted(header.program.version))
    yield from _if_any("#FORMAT", header.format)
    if header.generated:
        yield _trimmed("#GEN", [_day(header.generated.on)], [plain(header.generated.signature)])
    if header.sie_type:
        yield _record("#SIETYP", header.sie_type)
    yield from (_record("#PROSA", quoted(comment)) for comment in header.comments)
    yield from _if_any("#FTYP", header.company_type)
    yield from _if_any("#FNR", header.company_id)
    if header.organisation:
        one = header.organisation
        numbers = [plain(number) for number in (one.acquisition, one.activity)]
        yield _trimmed("#ORGNR", [plain(one.number)], numbers)
    yield from _if_any("#BKOD", header.industry)
    if header.address:
        at = header.address
        yield _record("#ADRESS", *map(quoted, (at.contact, at.street, at.postal, at.phone)))
    if header.company_name:
        yield _record("#FNAMN", quoted(header.company_name))
    for year in document.years:
        yield _record("#RAR", str(year.number), _day(year.begins), _day(year.ends))
    if header.tax_year is not None:
        yield _record("#TAXAR", str(header.tax_year))
    if header.covers_until:
        yield _record("#OMFATTN", _day(header.covers_until))
    yield from _if_any("#KPTYP", header.chart)
    yield from _if_any("#VALUTA", header.currency)


def _account(account: Account) -> Iterator[str]:
    number = _number(account.number)
    yield _record("#KONTO", number, quoted(account.name))
    if account.kind:
        yield _record("#KTYP", number, account.kind)
    if account.unit:
        yield _record("#ENHET", number, quoted(account.unit))
    yield from (_record("#SRU", number, plain(_filled(code))) for code in account.sru)


def _dimension(one: Dimension) -> str:
    number, name = _dimension_number(one.number), quoted(one.name)
    if one.parent is None:
        return _record("#DIM", number, name)
    return _record("#UNDERDIM", number, name, _dimension_number(one.parent))


def _balance(one: Balance) -> str:
    if one.objects and not one.kind.has_object:
        raise Unwritable(f"{one.kind} has no objects: {one}")
    objects = [_objects(one.objects)] if one.kind.has_object else []
    stated = [str(one.year), _number(one.account), *objects, _amount(one.amount_ore)]
    return _trimmed(one.kind, stated, [_quantity(one.quantity)])


def _period_amount(one: PeriodAmount) -> str:
    stated = [str(one.year), str(one.period), _number(one.account), _objects(one.objects)]
    return _trimmed(one.kind, [*stated, _amount(one.amount_ore)], [_quantity(one.quantity)])


def _voucher(one: Voucher) -> Iterator[str]:
    _bounded(one.rows + one.unknown)
    yield _trimmed(
        VOUCHER,
        [plain(one.series), plain(one.number), _day(one.dated)],
        [quoted(one.text), _day_if_any(one.registered_on), plain(one.signature)],
    )
    yield "{"
    yield from map(_row, one.rows)
    for unknown in one.unknown:
        yield _unknown_record(unknown)
    yield "}"


def _row(one: Row) -> str:
    return _trimmed(
        one.kind,
        [_number(one.account), _objects(one.objects), _amount(one.amount_ore)],
        [
            _day_if_any(one.dated),
            quoted(one.text),
            _quantity(one.quantity),
            plain(one.signature),
        ],
    )


def _unknown(one: Unknown) -> Iterator[str]:
    yield _unknown_record(Unknown(one.label, one.fields))
    if one.block is not None:
        _bounded(one.block)
        yield "{"
        yield from map(_unknown_record, one.block)
        yield "}"


def _bounded(block: Sequence[object]) -> None:
    if len(block) > LIMITS.voucher_rows:
        raise Unwritable(f"more than {LIMITS.voucher_rows} rows within braces")


def _unknown_record(one: Unknown) -> str:
    if not is_label(one.label) or one.label.upper() in FORMS or one.block is not None:
        raise Unwritable(f"{one.label!r} is no label of an unknown record")
    return _record(one.label, *map(_field, one.fields))


def _field(field: Field) -> str:
    return quoted(field) if isinstance(field, str) else listed(field)


def _record(label: str, *fields: str) -> str:
    return " ".join((label, *fields))


def _trimmed(label: str, stated: Iterable[str], optional: list[str]) -> str:
    """A record without the empty fields at its end."""
    while optional and optional[-1] == '""':
        optional.pop()
    return _record(label, *stated, *optional)


def _if_any(label: str, text: str) -> Iterator[str]:
    if text:
        yield _record(label, plain(text))


def _filled(text: str) -> str:
    if not text:
        raise Unwritable("a code that is empty")
    return text


def _number(account: str) -> str:
    if not is_account(account):
        raise Unwritable(f"{account!r} is no account number")
    return account


def _dimension_number(number: int) -> str:
    if not is_dimension(number):
        raise Unwritable(f"{number} is no dimension")
    return str(number)


def _objects(refs: tuple[ObjectRef, ...]) -> str:
    pairs = (f"{_dimension_number(ref.dimension)} {quoted(_filled(ref.code))}" for ref in refs)
    return "{" + " ".join(pairs) + "}"


def _amount(amount_ore: int) -> str:
    if abs(amount_ore) >= LARGEST_ORE:
        raise Unwritable(f"{amount_ore} is too large an amount")
    return shown_amount(amount_ore)


def _quantity(quantity: Decimal | None) -> str:
    if quantity is None:
        return '""'
    text = format(quantity, "f") if quantity.is_finite() else str(quantity)
    if not is_quantity(text):
        raise Unwritable(f"{quantity} is no quantity")
    return text


def _day(day: date) -> str:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Unwritable(f"{day} is out of reach")
    return shown_day(day)


def _day_if_any(day: date | None) -> str:
    return '""' if day is None else _day(day)
