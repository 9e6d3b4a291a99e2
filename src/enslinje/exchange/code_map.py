"""Code strings to bodies, appropriation lines and accounts: by rules that are kept as data.

A code string is an account and what else a bookkeeping row is coded with: objects of dimensions in
SIE, ansvar, verksamhet, aktivitet, projekt and motpart in the files of an accounting system. Pure:
amounts and rules in, rows and what no rule covers out. Amounts are whole öre with the file's own
sign, debit positive; every one ends up in exactly one of three sums that together are the file's.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Target(StrEnum):
    """What a rule may say of an amount. `LEFT_OUT`, whichever rule says it, settles the matter."""

    BODY = "body"
    LINE = "line"
    ACCOUNT = "account"
    LEFT_OUT = "left_out"


NEEDED = (Target.BODY, Target.LINE)
"""What some rule must say of every amount. Without a rule for the account, it keeps its own."""


@dataclass(frozen=True, slots=True)
class CodedAmount:
    """One amount of a file: `year` is the budget year, `period` the month as 202101."""

    line: int
    year: int
    period: int
    account: str
    amount_ore: int
    codes: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Rule:
    """What holds for accounts from `first` to `last`, with `code` in `dimension` if one is named.

    Attributes:
        first, last: accounts, both included; None for any account.
        says: what the rule says, by target; a target that it does not name is left to others.
        line: its line in the file of rules.
    """

    says: Mapping[Target, str]
    first: int | None = None
    last: int | None = None
    dimension: str = ""
    code: str = ""
    line: int = 0

    def covers(self, amount: CodedAmount) -> bool:
        """Whether it is about this amount."""
        if self.dimension and amount.codes.get(self.dimension) != self.code:
            return False
        if self.first is None or self.last is None:
            return True
        if not (amount.account.isascii() and amount.account.isdecimal()):
            return False
        return self.first <= int(amount.account) <= self.last

    @property
    def strength(self) -> tuple[bool, bool, int]:
        """Of two rules the stronger decides: first one with a code, then the narrower interval."""
        has_accounts = self.first is not None and self.last is not None
        width = self.last - self.first if self.first is not None and self.last is not None else 0
        return bool(self.dimension), has_accounts, -width


@dataclass(frozen=True, slots=True)
class Known:
    """What there is to place amounts on, so that nothing is placed where there is nothing.

    Attributes:
        accounts: codes of accounts. A number that no rule turns into one of them is not settled.
        lines: appropriation lines by body. A body that has none needs none.
        body: whose books the file is from: whose an amount is when no rule says it.
        keep: dimensions whose codes are kept apart, in the order of `MappedRow.kept`; "" for none.
    """

    accounts: frozenset[str]
    lines: Mapping[str, frozenset[str]]
    body: str = ""
    keep: tuple[str, ...] = ()


class MappedRow(NamedTuple):
    """The sum of a file's amounts for one place in one month."""

    year: int
    period: int
    body: str
    line: str
    account: str
    amount_ore: int
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Uncovered:
    """Amounts of one code string that no rule settles.

    Attributes:
        line: the first row of the file that has it.
        target: what is not said of it; `rules` are the lines of the rules that say it differently.
    """

    line: int
    target: Target
    account: str
    codes: tuple[tuple[str, str], ...]
    count: int
    amount_ore: int
    rules: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Mapped:
    """Where a file's amounts went. `file_ore` is summed by itself: the other three make it."""

    rows: tuple[MappedRow, ...]
    uncovered: tuple[Uncovered, ...]
    file_ore: int
    mapped_ore: int
    left_out_ore: int
    uncovered_ore: int
    left_out_by_period: Mapping[int, int] = field(default_factory=dict, hash=False)

    @property
    def ties(self) -> bool:
        """Whether every öre of the file is accounted for."""
        return self.file_ore == self.mapped_ore + self.left_out_ore + self.uncovered_ore


def map_amounts(
    amounts: Iterable[CodedAmount], rules: Iterable[Rule], known: Known | None = None
) -> Mapped:
    """Put amounts where the rules say; with `known`, only where there is something.

    The same code string is looked up once. Rows come sorted; those that sum to zero are kept, since
    there was something in the file.
    """
    work = _Mapping(tuple(rules), known)
    for amount in amounts:
        work.take(amount)
    return work.result()


class _Mapping:
    def __init__(self, rules: tuple[Rule, ...], known: Known | None) -> None:
        self._rules = rules
        self._known = known
        self._keep = known.keep if known else ()
        self._settled: dict[_Codes, _Settled] = {}
        self._rows: dict[tuple[int, int, str, str, str, tuple[str, ...]], int] = {}
        self._uncovered: dict[tuple[_Codes, Target], _Count] = {}
        self._left_out: dict[int, int] = {}
        self._sums = dict.fromkeys(("file", "mapped", "left_out", "uncovered"), 0)

    def take(self, amount: CodedAmount) -> None:
        codes = amount.account, tuple(sorted(amount.codes.items()))
        settled = self._settled.get(codes)
        if settled is None:
            settled = _settle(amount, self._rules, self._known)
            self._settled[codes] = settled
        self._sums["file"] += amount.amount_ore
        where = self._placed(amount, codes, settled)
        self._sums[where] += amount.amount_ore
        if where == "left_out":
            before = self._left_out.get(amount.period, 0)
            self._left_out[amount.period] = before + amount.amount_ore

    def _placed(self, amount: CodedAmount, codes: "_Codes", settled: "_Settled") -> str:
        """Place one amount, and say in which of the sums it belongs."""
        if Target.LEFT_OUT in settled.said:
            return "left_out"
        for target in settled.unsettled:
            count = self._uncovered.setdefault((codes, target), _Count(amount.line))
            count.times += 1
            count.amount_ore += amount.amount_ore
        if settled.unsettled:
            return "uncovered"
        said = settled.said
        account = said.get(Target.ACCOUNT) or amount.account
        kept = tuple(amount.codes.get(dimension, "") for dimension in self._keep)
        body, line = said[Target.BODY], said.get(Target.LINE, "")
        place = amount.year, amount.period, body, line, account, kept
        self._rows[place] = self._rows.get(place, 0) + amount.amount_ore
        return "mapped"

    def result(self) -> Mapped:
        return Mapped(
            tuple(
                MappedRow(*place[:5], amount, place[5])
                for place, amount in sorted(self._rows.items())
            ),
            tuple(sorted(self._told(), key=lambda one: (one.line, one.account, one.target))),
            self._sums["file"],
            self._sums["mapped"],
            self._sums["left_out"],
            self._sums["uncovered"],
            dict(self._left_out),
        )

    def _told(self) -> Iterator[Uncovered]:
        for (codes, target), count in self._uncovered.items():
            account, parts = codes
            rules = self._settled[codes].unsettled[target]
            yield Uncovered(
                count.line, target, account, parts, count.times, count.amount_ore, rules
            )


_Codes = tuple[str, tuple[tuple[str, str], ...]]


@dataclass
class _Count:
    line: int
    times: int = 0
    amount_ore: int = 0


@dataclass(frozen=True)
class _Settled:
    """What is said of a code string, and what is not, with the rules that disagree if any."""

    said: dict[Target, str]
    unsettled: dict[Target, tuple[int, ...]]


def _settle(amount: CodedAmount, rules: tuple[Rule, ...], known: Known | None) -> _Settled:
    covering = [rule for rule in rules if rule.covers(amount)]
    said: dict[Target, str] = {}
    unsettled: dict[Target, tuple[int, ...]] = {}
    for target in Target:
        saying = [rule for rule in covering if target in rule.says]
        strongest = max((rule.strength for rule in saying), default=None)
        deciding = [rule for rule in saying if rule.strength == strongest]
        values = {rule.says[target] for rule in deciding}
        if len(values) == 1:
            said[target] = values.pop()
        elif values:
            unsettled[target] = tuple(sorted(rule.line for rule in deciding))
    for target in _lacking(amount, said, known):
        unsettled.setdefault(target, ())
    return _Settled(said, unsettled)


def _lacking(amount: CodedAmount, said: dict[Target, str], known: Known | None) -> Iterator[Target]:
    """What some rule must say and none does, or what is said and there is no such thing."""
    if known is None:
        yield from (target for target in NEEDED if target not in said)
        return
    if known.body:
        said.setdefault(Target.BODY, known.body)
    if Target.BODY not in said:
        yield Target.BODY
    lines = known.lines.get(said.get(Target.BODY, ""), frozenset())
    if said.get(Target.LINE, "") not in (lines or {""}):
        yield Target.LINE
    if said.get(Target.ACCOUNT, amount.account) not in known.accounts:
        yield Target.ACCOUNT
