"""The records of the standard: what each label's fields mean."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeAlias

from enslinje.exchange.sie.faults import Code, Wrong
from enslinje.exchange.sie.model import (
    Account,
    AccountKind,
    AccountTrait,
    Address,
    Balance,
    BalanceKind,
    ChecksumMark,
    CostObject,
    Dimension,
    Field,
    FiscalYear,
    Generated,
    HeaderValue,
    Item,
    Organisation,
    PeriodAmount,
    PeriodKind,
    Program,
    Row,
    RowKind,
    SieType,
    Unknown,
    Voucher,
)
from enslinje.exchange.sie.values import FIRST_YEAR, LAST_YEAR, Fields

VOUCHER = "#VER"
CHECKSUM = "#KSUMMA"
ROWS = frozenset(kind.value for kind in RowKind)
CHECKSUM_BITS = 32

Maker: TypeAlias = Callable[[Fields, int], Item]


@dataclass(frozen=True)
class Form:
    """How a record is written, and what is made of it. `needs` of its fields must be there."""

    syntax: str
    needs: int
    make: Maker

    @cached_property
    def most(self) -> int:
        """How many fields the standard has."""
        return len(self.syntax.split())


def read_record(label: str, fields: Sequence[Field], line: int) -> tuple[Item, int]:
    """Read one record: what it says, and how many fields there were too many.

    Raises:
        Wrong: a field that is missing or cannot be read.
    """
    form = FORMS.get(label)
    if form is None:
        return Unknown(label, tuple(fields), line=line), 0
    named = Fields(label, fields, form.syntax)
    if len(fields) < form.needs:
        raise Wrong(Code.MISSING_FIELD, field=named.name(len(fields)), form=named.form)
    return form.make(named, line), 0 if label == "#PROSA" else max(0, len(fields) - form.most)


def _header(name: str, value: Callable[[Fields], object]) -> Maker:
    return lambda fields, line: HeaderValue(fields.label, name, value(fields), line)


def _text(fields: Fields) -> str:
    return fields.text(0)


def _sie_type(fields: Fields) -> SieType:
    """4E is what some write for the 4 that is exported."""
    return SieType.VOUCHERS if fields.text(0).upper() == "4E" else fields.word(0, SieType)


def _year(fields: Fields, line: int) -> FiscalYear:
    year = FiscalYear(fields.year(0), fields.day(1), fields.day(2), line)
    if year.ends < year.begins:
        raise Wrong(Code.YEAR_BACKWARDS, form=fields.form)
    return year


def _account(fields: Fields, line: int) -> Account:
    return Account(fields.account(0), fields.text(1), line=line)


def _trait(value: Callable[[Fields], str]) -> Maker:
    return lambda fields, line: AccountTrait(fields.label, fields.account(0), value(fields), line)


def _dimension(fields: Fields, line: int) -> Dimension:
    return Dimension(fields.dimension(0), fields.text(1), line=line)


def _underdimension(fields: Fields, line: int) -> Dimension:
    return replace(_dimension(fields, line), parent=fields.dimension(2))


def _object(fields: Fields, line: int) -> CostObject:
    return CostObject(fields.dimension(0), fields.filled(1), fields.text(2), line)


def _balance(fields: Fields, line: int) -> Balance:
    kind = BalanceKind(fields.label)
    at = 3 if kind.has_object else 2
    return Balance(
        kind,
        fields.year(0),
        fields.account(1),
        fields.amount_ore(at),
        fields.objects(2) if kind.has_object else (),
        fields.quantity(at + 1),
        line,
    )


def _period_amount(fields: Fields, line: int) -> PeriodAmount:
    return PeriodAmount(
        PeriodKind(fields.label),
        fields.year(0),
        fields.period(1),
        fields.account(2),
        fields.amount_ore(4),
        fields.objects(3),
        fields.quantity(5),
        line,
    )


def _voucher(fields: Fields, line: int) -> Voucher:
    return Voucher(
        fields.text(0),
        fields.text(1),
        fields.day(2),
        fields.text(3),
        fields.day_if_any(4),
        fields.text(5),
        line=line,
    )


def _row(fields: Fields, line: int) -> Row:
    return Row(
        RowKind(fields.label),
        fields.account(0),
        fields.amount_ore(2),
        fields.objects(1),
        fields.day_if_any(3),
        fields.text(4),
        fields.quantity(5),
        fields.text(6),
        line,
    )


def _checksum(fields: Fields, line: int) -> ChecksumMark:
    """Some write the sum as a signed number; it is the same thirty-two bits."""
    if not fields.text(0):
        return ChecksumMark(None, line)
    value = fields.whole(0, -(1 << (CHECKSUM_BITS - 1)), (1 << CHECKSUM_BITS) - 1)
    return ChecksumMark(value % (1 << CHECKSUM_BITS), line)


_ROW = Form("kontonr {objektlista} belopp transdat transtext kvantitet sign", 3, _row)
_YEAR_BALANCE = Form("årsnr konto saldo kvantitet", 3, _balance)
_OBJECT_BALANCE = Form("årsnr konto {objekt} saldo kvantitet", 4, _balance)
_PERIOD = Form("årsnr period konto {objekt} saldo kvantitet", 5, _period_amount)

IDENTIFICATION: dict[str, Form] = {
    "#FLAGGA": Form("x", 1, _header("flag", lambda fields: fields.whole(0, 0, 1))),
    "#PROGRAM": Form(
        "programnamn version",
        1,
        _header("program", lambda fields: Program(fields.text(0), fields.text(1))),
    ),
    "#FORMAT": Form("PC8", 1, _header("format", _text)),
    "#GEN": Form(
        "datum sign",
        1,
        _header("generated", lambda fields: Generated(fields.day(0), fields.text(1))),
    ),
    "#SIETYP": Form("typnr", 1, _header("sie_type", _sie_type)),
    "#PROSA": Form("text", 1, _header("comments", lambda fields: " ".join(fields.texts()))),
    "#FTYP": Form("företagstyp", 1, _header("company_type", _text)),
    "#FNR": Form("företagsid", 1, _header("company_id", _text)),
    "#ORGNR": Form(
        "orgnr förvnr verknr",
        1,
        _header(
            "organisation",
            lambda fields: Organisation(fields.text(0), fields.text(1), fields.text(2)),
        ),
    ),
    "#BKOD": Form("SNI-kod", 1, _header("industry", _text)),
    "#ADRESS": Form(
        "kontakt utdelningsadr postadr tel",
        1,
        _header(
            "address",
            lambda fields: Address(fields.text(0), fields.text(1), fields.text(2), fields.text(3)),
        ),
    ),
    "#FNAMN": Form("företagsnamn", 1, _header("company_name", _text)),
    "#RAR": Form("årsnr start slut", 3, _year),
    "#TAXAR": Form(
        "år", 1, _header("tax_year", lambda fields: fields.whole(0, FIRST_YEAR, LAST_YEAR))
    ),
    "#OMFATTN": Form("datum", 1, _header("covers_until", lambda fields: fields.day(0))),
    "#KPTYP": Form("typ", 1, _header("chart", _text)),
    "#VALUTA": Form("valutakod", 1, _header("currency", _text)),
}
"""Who made the file, and whom it is about."""

FORMS: dict[str, Form] = {
    **IDENTIFICATION,
    "#KONTO": Form("kontonr kontonamn", 1, _account),
    "#KTYP": Form("kontonr kontotyp", 2, _trait(lambda fields: fields.word(1, AccountKind))),
    "#ENHET": Form("kontonr enhet", 2, _trait(lambda fields: fields.text(1))),
    "#SRU": Form("konto SRU-kod", 2, _trait(lambda fields: fields.filled(1))),
    "#DIM": Form("dimensionsnr namn", 1, _dimension),
    "#UNDERDIM": Form("dimensionsnr namn superdimension", 3, _underdimension),
    "#OBJEKT": Form("dimensionsnr objektnr objektnamn", 2, _object),
    "#IB": _YEAR_BALANCE,
    "#UB": _YEAR_BALANCE,
    "#RES": _YEAR_BALANCE,
    "#OIB": _OBJECT_BALANCE,
    "#OUB": _OBJECT_BALANCE,
    "#PSALDO": _PERIOD,
    "#PBUDGET": _PERIOD,
    VOUCHER: Form("serie vernr verdatum vertext regdatum sign", 3, _voucher),
    "#TRANS": _ROW,
    "#RTRANS": _ROW,
    "#BTRANS": _ROW,
    CHECKSUM: Form("kontrollsumma", 0, _checksum),
}
