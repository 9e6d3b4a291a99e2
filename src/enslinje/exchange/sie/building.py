"""Records one by one to a whole document."""

from dataclasses import replace

from enslinje.exchange.sie.model import (
    Account,
    AccountKind,
    AccountTrait,
    Balance,
    ChecksumMark,
    CostObject,
    Dimension,
    Document,
    FiscalYear,
    Header,
    HeaderValue,
    Item,
    PeriodAmount,
    Unknown,
    Voucher,
)


class Builder:
    """Gathers a file's records. Of a record that may stand once, the first is kept."""

    def __init__(self) -> None:
        self._header: dict[str, object] = {}
        self._comments: list[str] = []
        self._years: dict[int, FiscalYear] = {}
        self._accounts: dict[str, Account] = {}
        self._traits: dict[str, list[AccountTrait]] = {}
        self._dimensions: dict[int, Dimension] = {}
        self._objects: dict[tuple[int, str], CostObject] = {}
        self._balances: list[Balance] = []
        self._periods: list[PeriodAmount] = []
        self._vouchers: list[Voucher] = []
        self._unknown: list[Unknown] = []
        self._has_checksum = False

    def take(self, item: Item) -> None:  # noqa: C901  (a case for each kind)
        """Add a record."""
        match item:
            case Voucher():
                self._vouchers.append(item)
            case PeriodAmount():
                self._periods.append(item)
            case Balance():
                self._balances.append(item)
            case Account():
                self._accounts.setdefault(item.number, item)
            case AccountTrait():
                self._traits.setdefault(item.account, []).append(item)
            case CostObject():
                self._objects.setdefault((item.dimension, item.code), item)
            case Dimension():
                self._dimensions.setdefault(item.number, item)
            case FiscalYear():
                self._years.setdefault(item.number, item)
            case HeaderValue(name="comments"):
                self._comments.append(str(item.value))
            case HeaderValue():
                self._header.setdefault(item.name, item.value)
            case ChecksumMark():
                self._has_checksum = True
            case Unknown():
                self._unknown.append(item)

    def document(self) -> Document:
        """Return the document of what has come."""
        header = Header(**self._header, comments=tuple(self._comments))  # type: ignore[arg-type]
        return Document(
            header,
            tuple(self._years.values()),
            tuple(map(self._account, self._accounts.values())),
            tuple(self._dimensions.values()),
            tuple(self._objects.values()),
            tuple(self._balances),
            tuple(self._periods),
            tuple(self._vouchers),
            tuple(self._unknown),
            self._has_checksum,
        )

    def _account(self, account: Account) -> Account:
        traits = self._traits.get(account.number, ())
        said: dict[str, str] = {}
        for trait in traits:
            said.setdefault(trait.label, trait.value)
        kind = said.get("#KTYP")
        return replace(
            account,
            kind=AccountKind(kind) if kind else None,
            unit=said.get("#ENHET", ""),
            sru=tuple(trait.value for trait in traits if trait.label == "#SRU"),
        )
