"""The accounts, dimensions and objects of a file, and what refers to them."""

from collections.abc import Collection

from enslinje.exchange.sie.faults import Code, Faults, Severity, shortened
from enslinje.exchange.sie.model import Account, AccountTrait, CostObject, Dimension, ObjectRef

STANDARD_DIMENSIONS = frozenset({1, 2, 6, 7, 8, 9, 10})
"""Those the standard has given a meaning: they need no #DIM."""


Stranger = tuple[object, int, str, int]
"""What is referred to and not there: what, the first line and record, and how often."""


class Uses:
    """How often something is referred to, and where first."""

    def __init__(self) -> None:
        self._uses: dict[object, list[int | str]] = {}

    def add(self, what: object, line: int, label: str, *, times: int = 1) -> None:
        """Count one, or more."""
        known = self._uses.get(what)
        if known is None:
            self._uses[what] = [line, label, times]
        else:
            known[2] = int(known[2]) + times

    def outside(self, declared: Collection[object]) -> list[Stranger]:
        """Return what is referred to and not declared."""
        return [
            (what, int(line), str(label), int(count))
            for what, (line, label, count) in self._uses.items()
            if what not in declared
        ]


class Register:
    """What is declared may come after what refers to it, so that is settled at the end."""

    def __init__(self, faults: Faults) -> None:
        self.accounts: dict[object, Account] = {}
        self.dimensions: dict[object, Dimension] = {}
        self.objects: dict[object, CostObject] = {}
        self._faults = faults
        self._traits: dict[tuple[str, str], AccountTrait] = {}
        self._with_objects: set[int] = set()
        self._account_uses = Uses()
        self._dimension_uses = Uses()
        self._object_uses = Uses()

    def take(self, item: Account | AccountTrait | Dimension | CostObject) -> None:
        """Add a declaration."""
        match item:
            case Account():
                first = self.accounts.setdefault(item.number, item)
                self._once(first, item, "#KONTO", item.number)
            case AccountTrait():
                self._trait(item)
            case Dimension():
                known = self.dimensions.setdefault(item.number, item)
                self._once(known, item, _label(item), str(item.number))
                if item.parent is not None:
                    self._dimension_uses.add(item.parent, item.line, _label(item))
            case CostObject():
                found = self.objects.setdefault(item.ref, item)
                self._once(found, item, "#OBJEKT", item.code)
                self._with_objects.add(item.dimension)
                self._dimension_uses.add(item.dimension, item.line, "#OBJEKT")

    def account(self, number: str, line: int, label: str) -> None:
        """Look at a reference to an account."""
        self._account_uses.add(number, line, label)

    def refs(self, objects: tuple[ObjectRef, ...], line: int, label: str) -> None:
        """Look at references to objects."""
        for ref in objects:
            self._object_uses.add(ref, line, label)

    def finish(self, *, is_import: bool) -> None:
        """Tell what is referred to and not declared.

        In vouchers for another system that is a remark, or nothing where nothing is declared.
        """
        severity = Severity.REMARK if is_import else Severity.FAULT
        if self.accounts or not is_import:
            self._accounts(severity)
        if self.objects or not is_import:
            for ref, line, label, count in self._object_uses.outside(self.objects):
                assert isinstance(ref, ObjectRef)  # noqa: S101  (only `refs` counts there)
                self._object(ref, line, label, count=count, severity=severity)
        self._dimensions()

    def _accounts(self, severity: Severity) -> None:
        for number, line, label, count in self._account_uses.outside(self.accounts):
            account = str(number)
            self._faults.add(
                line,
                label,
                Code.UNKNOWN_ACCOUNT,
                account,
                severity=severity,
                account=account,
                count=count,
            )

    def _dimensions(self) -> None:
        declared = {*self.dimensions, *STANDARD_DIMENSIONS}
        for dimension, line, label, count in self._dimension_uses.outside(declared):
            self._faults.add(
                line,
                label,
                Code.UNKNOWN_DIMENSION,
                str(dimension),
                dimension=str(dimension),
                count=count,
            )

    def _object(
        self, ref: ObjectRef, line: int, label: str, *, count: int, severity: Severity
    ) -> None:
        """An object that is not declared: the dimension may be what is wrong.

        Where no object of the dimension is declared, that is how the file is written: a remark.
        """
        if ref.dimension not in self.dimensions and ref.dimension not in STANDARD_DIMENSIONS:
            self._dimension_uses.add(ref.dimension, line, label, times=count)
            return
        if ref.dimension not in self._with_objects:
            severity = Severity.REMARK
        self._faults.add(
            line,
            label,
            Code.UNKNOWN_OBJECT,
            ref.code,
            severity=severity,
            dimension=ref.dimension,
            object=shortened(ref.code),
            count=count,
        )

    def _trait(self, item: AccountTrait) -> None:
        self._account_uses.add(item.account, item.line, item.label)
        if item.label != "#SRU":
            first = self._traits.setdefault((item.label, item.account), item)
            self._once(first, item, item.label, item.account)

    def _once(
        self,
        first: Account | AccountTrait | Dimension | CostObject,
        item: Account | AccountTrait | Dimension | CostObject,
        label: str,
        value: str,
    ) -> None:
        """The same said twice is a remark; two things said of one is a fault."""
        if first is not item:
            severity = Severity.REMARK if first == item else Severity.FAULT
            self._faults.add(
                item.line, label, Code.REPEATED_RECORD, value, severity=severity, first=first.line
            )


def _label(item: Dimension) -> str:
    return "#DIM" if item.parent is None else "#UNDERDIM"
