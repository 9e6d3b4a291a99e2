"""What the page of a figure shows: its explanation, and how to cite it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enslinje.budget.figures import FIGURES
from enslinje.core.terms import Basis
from enslinje.figures.register import Explanation
from enslinje.organisation import directory
from enslinje.web import words, writing
from enslinje.web.about import rules
from enslinje.web.words import Word
from enslinje.web.writing import Shown

SETTING: Mapping[str, Word] = {
    "attained_from_numerator": _("Uppfylls helt från (täljare)"),
    "attained_from_denominator": _("Uppfylls helt från (nämnare)"),
    "partly_from_numerator": _("Uppfylls delvis från (täljare)"),
    "partly_from_denominator": _("Uppfylls delvis från (nämnare)"),
}


@dataclass(frozen=True)
class Setting:
    """A setting that the rule was used with."""

    words: Word
    value: Word


@dataclass(frozen=True)
class InputLine:
    """One input: what it is, its value, what it rests on, and who recorded it when."""

    label: str
    shown: Shown
    basis: Basis
    basis_words: Word
    source: str
    recorded: str
    actor: str
    note: str


@dataclass(frozen=True)
class FigurePage:
    """A figure's page. `back` is the page that shows it, "" when none does.

    One that is `is_of_money` is of the ledger, and not of the year's picture.
    """

    rule_anchor: str
    rule_words: Word
    settings: tuple[Setting, ...]
    inputs: tuple[InputLine, ...]
    basis_words: Word
    basis_about: Word
    back: str
    citation: str
    is_of_money: bool


def figure_page(figure: Explanation, address: str) -> FigurePage:
    """Return the page of a figure that is found under `address`."""
    return FigurePage(
        rule_anchor=rules.anchor(figure.rule),
        rule_words=figure.rule_name,
        settings=tuple(
            Setting(SETTING.get(name, capfirst(name)), rules.way_name(value))
            for name, value in figure.settings.items()
        ),
        inputs=tuple(
            InputLine(
                label=found.label,
                shown=Shown(found.value, found.reference, found.basis),
                basis=found.basis,
                basis_words=words.basis(found.basis),
                source=found.source_ref,
                recorded=writing.day(found.recorded_at) if found.recorded_at else "",
                actor=found.actor,
                note=found.note,
            )
            for found in figure.inputs
        ),
        basis_words=words.basis(figure.basis),
        basis_about=words.BASIS_ABOUT[figure.basis],
        back=_back_to_money(figure) or _back(figure),
        citation=_citation(figure, address),
        is_of_money=figure.reference.partition("/")[0] in OF_MONEY,
    )


OF_MONEY = frozenset(figure.name for figure in FIGURES)
OF_BODY = "resultatbudget.organ"
MONEY_PAGES = {
    "resultatbudget.cell": "web:budget",
    "reserv.ingaende": "web:reserve",
    "reserv.kvar": "web:reserve",
    "reserv.medgett": "web:reserve-amounts",
    "beslut.medgett": "web:ledger",
    "avsatt.medgett": "web:reserves",
    "avsatt.ansokt": "web:reserves",
}
"""The page that shows each figure of money, by the figure's name."""


def _back(figure: Explanation) -> str:
    """The address of the page that shows the figure, "" when there is none."""
    year = figure.year
    match figure.subject_kind:
        case "goal":
            return reverse("web:goal", kwargs={"year": year, "goal": figure.subject})
        case "indicator":
            return reverse("web:indicator", kwargs={"year": year, "code": figure.subject})
        case "register":
            return reverse("web:bodies", kwargs={"year": year})
        case "body" if slug := directory.body_slugs().get(figure.subject):
            return reverse("web:body", kwargs={"year": year, "slug": slug})
        case "year":
            return reverse("web:year", kwargs={"year": year})
        case _:
            return ""


def _back_to_money(figure: Explanation) -> str:
    """The page of a figure of money: its name says which, "" when it is none of them."""
    name, *parts = figure.reference.split("/")
    given: dict[str, int | str] = {"year": figure.year}
    if name == OF_BODY and (slug := directory.body_slugs().get(parts[1])):
        return reverse("web:body-budget", kwargs={**given, "slug": slug})
    if name not in MONEY_PAGES:
        return ""
    if name.startswith("reserv."):
        given["number"] = parts[1]
    return reverse(MONEY_PAGES[name], kwargs=given)


def _citation(figure: Explanation, address: str) -> str:
    value = f"{figure.shown} {figure.unit}".strip()
    return gettext("Enslinje, %(title)s: %(value)s, %(year)d, hämtat %(day)s, %(address)s") % {
        "title": figure.title,
        "value": value,
        "year": figure.year,
        "day": writing.day(timezone.localtime()),
        "address": address,
    }
