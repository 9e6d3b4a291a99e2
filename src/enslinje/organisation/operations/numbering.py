"""Case numbers of decisions that are recorded: read, held against the registers, spelled."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext as _

from enslinje.core import case_numbers
from enslinje.core.case_numbers import Fault, NotACaseNumber
from enslinje.core.errors import Refusals
from enslinje.organisation import case_registers
from enslinje.organisation.case_registers import CaseRegisters, Found
from enslinje.organisation.directory import CaseRegisterRow
from enslinje.organisation.drafts import DecisionDraft
from enslinje.organisation.errors import CaseNumberRefused
from enslinje.organisation.models import Decision


@dataclass(frozen=True)
class _Numbering:
    """What a number is held against: the registers, the decider, and its case's latest day."""

    registers: CaseRegisters
    decided_by: str
    latest: date

    def number(self, text: str) -> str:
        """Return the number spelled. Raise `_Misnumbered` when it cannot be one."""
        try:
            number = case_numbers.read(text)
        except NotACaseNumber as none:
            what = gettext(_FAULTS[none.fault]).format(text=text)
            raise _Misnumbered(what, self._written_as()) from none
        register = self.registers.of_number(text)
        if register is None:
            what = _("Inget diarium har beteckningen {prefix}.").format(prefix=number.prefix)
            raise _Misnumbered(what, self._prefixes())
        self._check_year(number.year, register)
        return str(number.spelled(register.prefix))

    def _check_year(self, year: int, register: CaseRegisterRow) -> None:
        if not case_numbers.FIRST_YEAR <= year <= self.latest.year:
            mend = _("Året är det då ärendet öppnades: tidigast {first} och senast {last}.")
            raise _Misnumbered(
                _("Ett ärende från {year} kan inte avgöras {day}.").format(
                    year=year, day=self.latest.isoformat()
                ),
                mend.format(first=case_numbers.FIRST_YEAR, last=self.latest.year),
            )
        if not register.has_year(year):
            raise _Misnumbered(
                _("Diariet {prefix} tog inte emot några ärenden {year}.").format(
                    prefix=register.prefix, year=year
                ),
                _("Rätta numret, eller ändra dagarna för diariet."),
            )

    def _likely(self) -> tuple[str, ...]:
        return case_registers.prefixes_for(self.decided_by, on=self.latest)

    def _prefixes(self) -> str:
        if not self._likely():
            return _("Lägg in beslutsfattarens diarium bland stamdata först.")
        return _("Beslutsfattaren har {prefixes}.").format(prefixes=", ".join(self._likely()))

    def _written_as(self) -> str:
        any_prefix = next(iter(self.registers.by_prefix.values())).prefix
        shown = next(iter(self._likely()), any_prefix)
        return _("Skriv beteckning, år och löpnummer: {example}.").format(
            example=case_registers.example(shown, year=self.latest.year)
        )


def checked(
    text: str, *, decided_by: str, latest: date, registers: CaseRegisters, column: str
) -> str:
    """Return the number of a case that was settled on the day `latest`, as its register spells it.

    Raises:
        CaseNumberRefused: it cannot be one.
    """
    if not registers.are_kept:
        return " ".join(text.split())
    try:
        return _Numbering(registers, decided_by, latest).number(text)
    except _Misnumbered as fault:
        raise CaseNumberRefused(
            fault.what, row=0, column=column, value=text, remedy=fault.remedy
        ) from fault


class _Misnumbered(Exception):
    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what, self.remedy = what, remedy


_FAULTS = {
    Fault.EMPTY: gettext_noop("Diarienumret saknas."),
    Fault.NO_PREFIX: gettext_noop("{text} saknar beteckning."),
    Fault.NO_YEAR: gettext_noop("{text} saknar år med fyra siffror."),
    Fault.NO_SERIAL: gettext_noop("{text} saknar löpnummer."),
    Fault.OTHER: gettext_noop("{text} är inget diarienummer."),
}


def numbered(
    drafts: Sequence[DecisionDraft],
    there: Found[Decision],
    registers: CaseRegisters,
    refusals: Refusals,
) -> list[DecisionDraft]:
    """Return the drafts with their case numbers as they are kept: as their registers spell them.

    One of what is `there` keeps the number that it has; where nobody keeps a register it is the
    text as it stands. What cannot be a number of its decision is among `refusals`:
    `CaseNumberRefused`.
    """
    found = [there.get((draft.case_number, draft.item_no)) for draft in drafts]
    numbers = [
        one.standing_number if one else _number_of(draft, registers, row, refusals)
        for row, (draft, one) in enumerate(zip(drafts, found, strict=True))
    ]
    return [replace(one, case_number=to) for one, to in zip(drafts, numbers, strict=True)]


def _number_of(draft: DecisionDraft, registers: CaseRegisters, row: int, refusals: Refusals) -> str:
    text = draft.case_number
    if not registers.are_kept:
        return text
    latest = draft.decided_on or draft.minutes_approved_on or timezone.localdate()
    try:
        return _Numbering(registers, draft.decided_by, latest).number(text)
    except _Misnumbered as fault:
        refusals.add(
            CaseNumberRefused(
                fault.what, row=row, column="case_number", value=text, remedy=fault.remedy
            )
        )
        return text
