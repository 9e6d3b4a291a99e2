"""What must hold of each voucher: it balances, has its number alone, and lies in a year."""

from itertools import pairwise

from enslinje.exchange.sie.calendar import Calendar
from enslinje.exchange.sie.faults import Code, Faults, Severity
from enslinje.exchange.sie.model import Row, RowKind, Voucher
from enslinje.exchange.sie.records import VOUCHER
from enslinje.exchange.sie.register import Register
from enslinje.exchange.sie.values import shown_day


class VoucherCheck:
    """Takes vouchers. Of each, its number and line are kept.

    Attributes:
        rows: how many rows that count there were.
        debit_ore: the sum of their debits.
    """

    def __init__(self, faults: Faults, calendar: Calendar, register: Register) -> None:
        self.rows = 0
        self.debit_ore = 0
        self._faults = faults
        self._calendar = calendar
        self._register = register
        self._numbers: dict[tuple[str, int | None], dict[str, int]] = {}
        self._added_alone: tuple[int, int] = (0, 0)

    def take(self, voucher: Voucher) -> None:
        """Look at a voucher and its rows."""
        year = self._calendar.day(voucher.dated, voucher.line, VOUCHER)
        self._number(voucher, year)
        debit = credit = 0
        posted = 0
        for row in voucher.rows:
            self._row(row)
            if row.kind is RowKind.POSTED:
                posted += 1
                debit += max(row.amount_ore, 0)
                credit -= min(row.amount_ore, 0)
        self.rows += posted
        self.debit_ore += debit
        self._added(voucher)
        if not voucher.is_whole:
            return  # What could not be read has been told; the sum of the rest says nothing.
        if not posted:
            self._faults.add(
                voucher.line, VOUCHER, Code.EMPTY_VOUCHER, _name(voucher), severity=Severity.REMARK
            )
        if debit != credit:
            self._unbalanced(voucher, debit, credit)

    def finish(self) -> None:
        """Tell of added rows that stand alone, once for the file."""
        line, count = self._added_alone
        if count:
            self._faults.remark(line, RowKind.ADDED, Code.ADDED_ALONE, count=count)

    def _number(self, voucher: Voucher, year: int | None) -> None:
        if not voucher.number:
            return
        numbers = self._numbers.setdefault((voucher.series, year), {})
        first = numbers.setdefault(voucher.number, voucher.line)
        if first != voucher.line:
            self._faults.add(
                voucher.line, VOUCHER, Code.REPEATED_VOUCHER, _name(voucher), first=first
            )

    def _row(self, row: Row) -> None:
        self._register.account(row.account, row.line, row.kind)
        if row.objects:
            self._register.refs(row.objects, row.line, row.kind)
        if row.dated is not None:
            self._calendar.day(row.dated, row.line, row.kind, severity=Severity.REMARK)

    def _added(self, voucher: Voucher) -> None:
        for row, following in pairwise((*voucher.rows, None)):
            if row is not None and row.kind is RowKind.ADDED and not _same(row, following):
                line, count = self._added_alone
                self._added_alone = line or row.line, count + 1

    def _unbalanced(self, voucher: Voucher, debit: int, credit: int) -> None:
        self._faults.add(
            voucher.line,
            VOUCHER,
            Code.UNBALANCED,
            _name(voucher),
            debit=_kronor(debit),
            credit=_kronor(credit),
            difference=_kronor(abs(debit - credit)),
        )


def _same(row: Row, following: Row | None) -> bool:
    if following is None or following.kind is not RowKind.POSTED:
        return False
    return _said(row) == _said(following)


def _said(row: Row) -> tuple[object, ...]:
    return row.account, row.objects, row.amount_ore, row.dated, row.text, row.quantity


def _name(voucher: Voucher) -> str:
    return f"{voucher.series} {voucher.number}".strip() or shown_day(voucher.dated)


def _kronor(amount_ore: int) -> str:
    whole, rest = divmod(amount_ore, 100)
    return f"{whole:,}".replace(",", "\u00a0") + f",{rest:02}"
