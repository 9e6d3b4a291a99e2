"""Load a data set that comes with the product, or a folder of the same form."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from enslinje.core import actors
from enslinje.core.actors import Source
from enslinje.core.errors import DomainError
from enslinje.demo import accounts, comments
from enslinje.demo.source import STATED_FIGURES
from enslinje.exchange import dataset, loading
from enslinje.goals import queries

FOLDERS = {"stockholm-2021": "stockholm_2021"}
"""The data sets that come with the product, and the folders beside this module they are in."""


class UnknownDataSet(DomainError):
    """No data set has that name."""


class YearAlreadyRecorded(DomainError):
    """The database already holds goals of the data set's year. Nothing was loaded."""

    def __init__(self, year: int) -> None:
        super().__init__(
            _(
                "Databasen har redan mål för {year}: inget har lästs in. "
                "Använd en tom databas, eller --if-empty för att låta det vara."
            ).format(year=year)
        )
        self.year = year


@dataclass(frozen=True)
class LoadReport:
    """What was loaded: code and year of the data set, and the rows of each table by its name."""

    name: str
    year: int
    counts: Mapping[str, int]


def load(name: str, *, folder: Path | None = None, clock: date | None = None) -> LoadReport:
    """Load the data set called `name`, all of it or nothing, and open the demo's accounts.

    They have commented on a plan; each comment says that it is invented.

    Args:
        name: one of `FOLDERS`.
        folder: read from here instead: a folder with tables of the same form, without accounts.
        clock: as it stood on that day: plans submitted later are not yet.

    Raises:
        UnknownDataSet: no data set has that name.
        DataSetRefused: the tables have faults; it carries them all.
        YearAlreadyRecorded: the database holds the year.
    """
    if name not in FOLDERS:
        names = ", ".join(FOLDERS)
        raise UnknownDataSet(
            _("Det finns ingen datamängd {name}: välj {names}.").format(name=name, names=names)
        )
    where = folder or Path(__file__).parent / FOLDERS[name]
    data = dataset.read(where, also=(STATED_FIGURES,))
    if data.year in queries.years():
        raise YearAlreadyRecorded(data.year)
    loader = actors.system(Source.DEMO)
    with transaction.atomic():
        counts = loading.load(data, actor=loader, clock=clock)
        if folder is None:
            accounts.open_them(name, actor=loader)
            comments.write_them(name, year=data.year)
    return LoadReport(data.code, data.year, counts)
