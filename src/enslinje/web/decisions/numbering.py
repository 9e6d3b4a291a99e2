"""Case numbers on the pages of decisions: what a form proposes, and whose register one is of."""

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from enslinje.organisation import case_registers


def likely_prefixes(bodies: Iterable[str]) -> tuple[str, ...]:
    """Return the prefixes that a decision by these bodies is likely to have today, in order."""
    today = timezone.localdate()
    told = (case_registers.prefixes_for(body, on=today) for body in bodies)
    return tuple(dict.fromkeys(prefix for prefixes in told for prefix in prefixes))


def beginning(prefixes: tuple[str, ...]) -> str:
    """Return how a number of this year begins in the first of the registers, "" without any."""
    if not prefixes:
        return ""
    number = case_registers.example(prefixes[0], year=timezone.localdate().year)
    return f"{number.partition('/')[0]}/"


def how_written(prefixes: tuple[str, ...]) -> str:
    """Return what a form says of how the number is written."""
    if not case_registers.registers().are_kept:
        return _("Inga diarier är inlagda: numret skrivs fritt.")
    if not prefixes:
        return _("Nämnden eller bolaget har inget eget diarium inlagt.")
    words = _("Beteckning, år och löpnummer. Här brukar de börja med {prefixes}.")
    return words.format(prefixes=", ".join(prefixes))


def case_address(case_number: str) -> str:
    """Return the one address of the case with this number."""
    address = case_registers.registers().address(case_number)
    return reverse("web:case", kwargs={"case": address})


def register_words(case_number: str, names: Mapping[str, str]) -> str:
    """Return whose case register a number is of, "" when it is of none or that is not public."""
    register = case_registers.registers().of_number(case_number)
    if register is None or not register.is_public:
        return ""
    return f"{register.prefix}, {names.get(register.body, register.body)}"
