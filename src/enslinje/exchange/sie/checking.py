"""What must hold in a whole file, asked record by record: nothing is kept but what is referred to.

A fault makes the file unfit to use. A remark is a departure from the standard that leaves no doubt
about what the file says.
"""

from collections import Counter

from enslinje.exchange.sie.calendar import Calendar
from enslinje.exchange.sie.faults import Code, Faults, Severity
from enslinje.exchange.sie.model import (
    Account,
    AccountTrait,
    Balance,
    CostObject,
    Dimension,
    FiscalYear,
    HeaderValue,
    Item,
    PeriodAmount,
    SieType,
    Unknown,
    Voucher,
)
from enslinje.exchange.sie.records import FORMS, VOUCHER
from enslinje.exchange.sie.register import Register
from enslinje.exchange.sie.vouchers import VoucherCheck

WANTED = ("#FLAGGA", "#PROGRAM", "#FORMAT", "#GEN", "#SIETYP", "#FNAMN")
BALANCES = frozenset({"#IB", "#UB", "#RES", "#OIB", "#OUB", "#PSALDO", "#PBUDGET"})
_OBJECTS = frozenset({"#DIM", "#UNDERDIM", "#OBJEKT", "#OIB", "#OUB"})
_PERIODS = frozenset({"#PSALDO", "#PBUDGET"})
NOT_OF_TYPE: dict[SieType, frozenset[str]] = {
    SieType.YEARS: _OBJECTS | _PERIODS | {VOUCHER},
    SieType.PERIODS: _OBJECTS | {VOUCHER},
    SieType.OBJECTS: frozenset({VOUCHER}),
    SieType.VOUCHERS: frozenset(),
    SieType.VOUCHERS_IN: BALANCES,
}


class Check:
    """Takes every record of a file, and says at its end what does not hold.

    Attributes:
        counts: how many there were, by label.
        header: the value of each header record, the first where there are several.
    """

    def __init__(self, faults: Faults) -> None:
        self.counts: Counter[str] = Counter()
        self.header: dict[str, HeaderValue] = {}
        self.calendar = Calendar(faults)
        self.register = Register(faults)
        self.vouchers = VoucherCheck(faults, self.calendar, self.register)
        self._faults = faults
        self._first: dict[str, int] = {}
        self._stated: dict[tuple[object, ...], int] = {}

    @property
    def sie_type(self) -> SieType:
        """What the file says it is: type 1 when it says nothing, by the standard."""
        said = self.header.get("sie_type")
        return said.value if said and isinstance(said.value, SieType) else SieType.YEARS

    @property
    def is_import(self) -> bool:
        """Whether the file holds vouchers for another system, and so needs no chart of accounts.

        Most write its type as 4, like the one that is exported; it is told by having vouchers and
        neither accounts nor balances.
        """
        if self.sie_type is SieType.VOUCHERS:
            beside = BALANCES | {"#KONTO"}
            return VOUCHER in self.counts and not beside & self.counts.keys()
        return self.sie_type is SieType.VOUCHERS_IN

    def take(self, item: Item) -> None:
        """Look at a record."""
        match item:
            case Voucher():
                self._count(VOUCHER, item.line)
                self.vouchers.take(item)
            case PeriodAmount() | Balance():
                self._count(item.kind, item.line)
                self._amount(item)
            case Account() | AccountTrait() | Dimension() | CostObject():
                self._count(_label(item), item.line)
                self.register.take(item)
            case FiscalYear():
                self._count("#RAR", item.line)
                self.calendar.take(item)
            case HeaderValue():
                self._count(item.label, item.line)
                self._header(item)
            case Unknown():
                self._count(item.label, item.line)

    def finish(self) -> None:
        """Tell what only the end of the file settles."""
        self._required()
        self.register.finish(is_import=self.is_import)
        self.calendar.finish()
        self.vouchers.finish()
        covers = self.header.get("covers_until")
        if covers is not None:
            self.calendar.day(covers.value, covers.line, covers.label)
        flag = self.header.get("flag")
        if flag is not None and flag.value == 1:
            self._faults.remark(flag.line, flag.label, Code.ALREADY_READ)
        for label in sorted(NOT_OF_TYPE[self.sie_type] & self.counts.keys()):
            self._faults.remark(
                self._first[label],
                label,
                Code.RECORD_NOT_OF_TYPE,
                sie_type=self.sie_type,
                count=self.counts[label],
            )

    def _required(self) -> None:
        for label in WANTED:
            if label not in self.counts:
                form = f"{label} {FORMS[label].syntax}"
                self._faults.remark(None, label, Code.MISSING_RECORD, form=form)
        if not self.calendar.has_own_year and not self.is_import:
            form = "#RAR 0 start slut"
            self._faults.add(None, "#RAR", Code.MISSING_RECORD, form=form)

    def _count(self, label: str, line: int) -> None:
        self.counts[str(label)] += 1
        self._first.setdefault(str(label), line)

    def _header(self, item: HeaderValue) -> None:
        first = self.header.setdefault(item.name, item)
        if first is not item and item.name != "comments":
            severity = Severity.REMARK if first.value == item.value else Severity.FAULT
            self._faults.add(
                item.line, item.label, Code.REPEATED_RECORD, severity=severity, first=first.line
            )

    def _amount(self, item: Balance | PeriodAmount) -> None:
        """An amount for an account: all it refers to must be there, and it must stand once."""
        period = item.period if isinstance(item, PeriodAmount) else None
        self.calendar.used(item.year, period, item.line, item.kind)
        self.register.account(item.account, item.line, item.kind)
        self.register.refs(item.objects, item.line, item.kind)
        key = (item.kind, item.year, period, item.account, item.objects)
        first = self._stated.setdefault(key, item.line)
        if first != item.line:
            self._faults.add(item.line, item.kind, Code.REPEATED_RECORD, item.account, first=first)


def _label(item: Account | AccountTrait | Dimension | CostObject) -> str:
    match item:
        case AccountTrait():
            return item.label
        case Account():
            return "#KONTO"
        case CostObject():
            return "#OBJEKT"
        case Dimension():
            return "#DIM" if item.parent is None else "#UNDERDIM"
