"""Amounts as people write them, read into öre, or refused with a sentence in their language."""

from django.utils.translation import gettext as _

from enslinje.budget.errors import AmountUnreadable
from enslinje.core import money
from enslinje.core.money import Unit


def read(text: str, *, unit: Unit, row: int | None = None, column: str = "amount") -> int:
    """Return the öre of an amount that somebody has written: `1 234,5`, `−3`, `1 234,50 kr`.

    Raises:
        AmountUnreadable: it is none; the sentence says why, and what to write instead.
    """
    try:
        return money.parse(text, unit=unit)
    except money.NotAnAmount as fault:
        what, remedy = _told(text, fault)
        raise AmountUnreadable(what, row=row, column=column, value=text, remedy=remedy) from fault


def _told(text: str, fault: money.NotAnAmount) -> tuple[str, str]:
    match fault:
        case money.AmbiguousAmount():
            return (
                _("Punkten i ”{text}” kan betyda tusental eller decimaler.").format(text=text),
                _("Skriv komma för decimaler och mellanrum mellan tusental: 1 234,5."),
            )
        case money.FinerThanOre():
            return (
                _("”{text}” har fler decimaler än ören.").format(text=text),
                _("Skriv högst två decimaler i kronor, åtta i mnkr."),
            )
        case money.AmountTooLarge():
            return (
                _("”{text}” är ett för stort belopp.").format(text=text),
                _("Se efter att enheten är rätt: kr, tkr eller mnkr."),
            )
        case _:
            return (
                _("”{text}” är inget belopp.").format(text=text),
                _("Skriv ett tal, till exempel 1 234,5 eller 1 234,50 kr."),
            )
