"""Programs that know nothing of this, asked what the ledger's accounts hold.

hledger and Beancount read the journals that we write, and add up by themselves: nothing here adds.
"""

import csv
import io
import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path

from enslinje.budget.exports import Form

CHECKERS = {
    Form.HLEDGER: ("hledger", "check", "--strict", "-f"),
    Form.BEANCOUNT: (str(Path(sys.executable).with_name("bean-check")),),
}

_BEANCOUNT = """
import datetime, json, sys
from beancount import loader
from beancount.core import realization

entries, errors, _options = loader.load_file(sys.argv[1])
if errors:
    sys.exit(repr(errors[:3]))
told = {}
for day in sys.argv[2:]:
    until = [entry for entry in entries if str(entry.date) <= day]
    told[day] = {
        account.account: str(position.units.number)
        for account in realization.iter_children(realization.realize(until))
        for position in account.balance
    }
print(json.dumps(told))
"""

Balances = dict[date, dict[str, int]]
"""By the last day of a period and the name of an account: öre. One with nothing may be left out."""


def is_there(form: Form) -> bool:
    """Whether the program that reads journals of `form` is installed."""
    return shutil.which(CHECKERS[form][0]) is not None


def check(form: Form, journal: Path) -> subprocess.CompletedProcess[str]:
    """Let the program check the journal: it answers 0 when it agrees with every balance in it."""
    return _run(*CHECKERS[form], str(journal))


def held(form: Form, journal: Path, days: Iterable[date]) -> Balances:
    """What the program says that each account holds at the end of each of the days."""
    asked = _of_hledger if form is Form.HLEDGER else _of_beancount
    return asked(journal, tuple(days))


def _of_hledger(journal: Path, days: tuple[date, ...]) -> Balances:
    said = {}
    for day in days:
        after = date.fromordinal(day.toordinal() + 1)
        options = ("--flat", "--no-total", "--layout=bare", "-O", "csv", "-e", str(after))
        answer = _run("hledger", "balance", "-f", str(journal), *options)
        assert answer.returncode == 0, answer.stderr
        rows = csv.DictReader(io.StringIO(answer.stdout))
        said[day] = {row["account"]: _ore(row["balance"]) for row in rows}
    return said


def _of_beancount(journal: Path, days: tuple[date, ...]) -> Balances:
    answer = _run(sys.executable, "-c", _BEANCOUNT, str(journal), *map(str, days))
    assert answer.returncode == 0, answer.stderr
    return {
        date.fromisoformat(day): {name: _ore(number) for name, number in accounts.items()}
        for day, accounts in json.loads(answer.stdout).items()
    }


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8")


def _ore(amount: str) -> int:
    return int(Decimal(amount).scaleb(2))
