"""What a SIE file says, as data: frozen, exact, and without any way of writing it.

Amounts are whole hundredths of the file's currency, öre when #VALUTA says nothing else; debit is
positive and credit negative, as in the file. A text that is left out is "". `line` is the line of
the file a record was read from, 0 when it was made otherwise; it takes no part in comparisons.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple, TypeAlias

Field: TypeAlias = str | tuple[str, ...]
"""One field of a record: text, or the texts of a list within braces."""


class SieType(StrEnum):
    """What a file holds: balances of years, of periods, of objects, or vouchers."""

    YEARS = "1"
    PERIODS = "2"
    OBJECTS = "3"
    VOUCHERS = "4"
    VOUCHERS_IN = "4I"


class AccountKind(StrEnum):
    ASSET = "T"
    LIABILITY = "S"
    COST = "K"
    INCOME = "I"


class BalanceKind(StrEnum):
    """The record that states a balance of a year, for an account or for one of its objects."""

    OPENING = "#IB"
    CLOSING = "#UB"
    OBJECT_OPENING = "#OIB"
    OBJECT_CLOSING = "#OUB"
    RESULT = "#RES"

    @property
    def has_object(self) -> bool:
        return self in {BalanceKind.OBJECT_OPENING, BalanceKind.OBJECT_CLOSING}


class PeriodKind(StrEnum):
    ACTUAL = "#PSALDO"
    BUDGET = "#PBUDGET"


class RowKind(StrEnum):
    """Only `POSTED` rows count. An added row is followed by the same row as posted."""

    POSTED = "#TRANS"
    ADDED = "#RTRANS"
    REMOVED = "#BTRANS"


class ObjectRef(NamedTuple):
    """An object of a dimension, such as cost centre 100: (1, "100")."""

    dimension: int
    code: str


class Period(NamedTuple):
    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year:04}{self.month:02}"


@dataclass(frozen=True, slots=True)
class Program:
    name: str
    version: str = ""


@dataclass(frozen=True, slots=True)
class Generated:
    on: date
    signature: str = ""


@dataclass(frozen=True, slots=True)
class Organisation:
    number: str
    acquisition: str = ""
    activity: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    contact: str = ""
    street: str = ""
    postal: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """Who made the file and whom it is about. What is left out is None or ""."""

    flag: int | None = None
    program: Program | None = None
    format: str = ""
    generated: Generated | None = None
    sie_type: SieType | None = None
    comments: tuple[str, ...] = ()
    company_type: str = ""
    company_id: str = ""
    organisation: Organisation | None = None
    industry: str = ""
    address: Address | None = None
    company_name: str = ""
    tax_year: int | None = None
    covers_until: date | None = None
    chart: str = ""
    currency: str = ""


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """Year 0 is the file's own, −1 the one before."""

    number: int
    begins: date
    ends: date
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Account:
    number: str
    name: str = ""
    kind: AccountKind | None = None
    unit: str = ""
    sru: tuple[str, ...] = ()
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Dimension:
    """A way to part the accounts. One with a parent is an underdimension of it."""

    number: int
    name: str = ""
    parent: int | None = None
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class CostObject:
    """An object of a dimension: a cost centre, a project."""

    dimension: int
    code: str
    name: str = ""
    line: int = field(default=0, compare=False, repr=False)

    @property
    def ref(self) -> ObjectRef:
        return ObjectRef(self.dimension, self.code)


@dataclass(frozen=True, slots=True)
class Balance:
    """What stands on an account in a year. Objects only for the kinds that have them."""

    kind: BalanceKind
    year: int
    account: str
    amount_ore: int
    objects: tuple[ObjectRef, ...] = ()
    quantity: Decimal | None = None
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class PeriodAmount:
    """How an account changed in a month, or was budgeted to.

    Without objects it is the whole account; with an object it is a part of that whole, so the two
    are never added together.
    """

    kind: PeriodKind
    year: int
    period: Period
    account: str
    amount_ore: int
    objects: tuple[ObjectRef, ...] = ()
    quantity: Decimal | None = None
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a voucher. `dated` and `text` are the voucher's own when left out."""

    kind: RowKind
    account: str
    amount_ore: int
    objects: tuple[ObjectRef, ...] = ()
    dated: date | None = None
    text: str = ""
    quantity: Decimal | None = None
    signature: str = ""
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Unknown:
    """A record that the standard does not have. `block` holds what stood within its braces."""

    label: str
    fields: tuple[Field, ...] = ()
    block: tuple["Unknown", ...] | None = None
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Voucher:
    """A voucher with its rows. `is_whole` is false when some row could not be read."""

    series: str
    number: str
    dated: date
    text: str = ""
    registered_on: date | None = None
    signature: str = ""
    rows: tuple[Row, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    line: int = field(default=0, compare=False, repr=False)
    is_whole: bool = field(default=True, compare=False, repr=False)

    @property
    def posted(self) -> tuple[Row, ...]:
        """The rows that count."""
        return tuple(row for row in self.rows if row.kind is RowKind.POSTED)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole file. `has_checksum`: it is written between two #KSUMMA."""

    header: Header = Header()
    years: tuple[FiscalYear, ...] = ()
    accounts: tuple[Account, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    objects: tuple[CostObject, ...] = ()
    balances: tuple[Balance, ...] = ()
    periods: tuple[PeriodAmount, ...] = ()
    vouchers: tuple[Voucher, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    has_checksum: bool = False


# What a reader meets one by one; a document gathers them.


@dataclass(frozen=True, slots=True)
class HeaderValue:
    """One header record: the field of `Header` it fills in, and with what."""

    label: str
    name: str
    value: object
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class AccountTrait:
    """What #KTYP, #ENHET or #SRU says of an account."""

    label: str
    account: str
    value: str
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ChecksumMark:
    """#KSUMMA: where the checksum begins, or with a value where it ends."""

    value: int | None
    line: int = field(default=0, compare=False, repr=False)


Item: TypeAlias = (
    HeaderValue
    | FiscalYear
    | Account
    | AccountTrait
    | Dimension
    | CostObject
    | Balance
    | PeriodAmount
    | Voucher
    | Row
    | Unknown
    | ChecksumMark
)
