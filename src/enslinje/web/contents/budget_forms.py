"""The grid of a plan's budget: account groups by year, for each area, as money is written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from enslinje.core import money
from enslinje.core.budget_terms import COST_GROUPS, AccountGroup
from enslinje.core.terms import Basis
from enslinje.journal.vocabulary import word
from enslinje.plans.content_drafts import PlanBudgetDraft, PlannedAmountDraft
from enslinje.plans.content_rows import PlannedAmount
from enslinje.web.forms import VersionedForm, reason_field

MOST_AREAS = 60
"""More areas than any body plans in: a form with more has been made by somebody else."""

Area = tuple[str, str]
"""The code of an appropriation line, "" for the body as a whole, and the name of an area."""


class AmountField(forms.CharField):
    """An amount as it is written in Swedish, in mnkr when it does not say its unit."""

    def __init__(self, *, is_cost: bool, said: str) -> None:
        self.is_cost = is_cost
        widget = forms.TextInput(attrs={"aria-label": said, "inputmode": "text"})
        super().__init__(max_length=40, required=False, widget=widget, label=said)

    def clean(self, value: Any) -> int | None:
        """Return the amount in öre; None for nothing."""
        text = super().clean(value)
        if not text:
            return None
        try:
            ore = money.parse(text, unit=money.Unit.MNKR)
        except money.AmbiguousAmount as fault:
            raise forms.ValidationError(
                _("”{text}” kan läsas på två sätt. Skriv komma för decimaler: 12,5.").format(
                    text=text
                )
            ) from fault
        except money.FinerThanOre as fault:
            raise forms.ValidationError(_("Beloppet har fler decimaler än ören.")) from fault
        except money.AmountTooLarge as fault:
            raise forms.ValidationError(_("Beloppet är för stort.")) from fault
        except money.NotAnAmount as fault:
            raise forms.ValidationError(
                _("”{text}” är inget belopp. Skriv till exempel 12,5 eller 12 500 tkr.").format(
                    text=text
                )
            ) from fault
        if self.is_cost and ore > 0:
            raise forms.ValidationError(_("Skriv kostnader med minus, som i resultatbudgeten."))
        if not self.is_cost and ore < 0:
            raise forms.ValidationError(_("Skriv intäkter utan minus."))
        return ore


def written(ore: int | None) -> str:
    """An amount as it is typed: exactly, in mnkr, with a comma; "" for none."""
    if ore is None:
        return ""
    exact = money.exact_mnkr(ore).normalize()
    return f"{exact:f}".replace(".", ",").replace("-", "−")


@dataclass(frozen=True)
class Block:
    """The fields of one area: a row of years for each account group."""

    number: int
    heading: str
    line: BoundField
    area: BoundField
    is_new: bool
    rows: tuple[tuple[str, tuple[BoundField, ...]], ...]


class PlanBudgetForm(VersionedForm):
    """The whole budget of a plan. An area without amounts goes away; the last one is a new one."""

    columns = {"line": "reason", "amounts": "reason"}

    count = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=MOST_AREAS)
    reason = reason_field(required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        year: int,
        amounts: Sequence[PlannedAmount],
        lines: Iterable[tuple[str, str]],
        initial: Mapping[str, Any],
    ) -> None:
        self.years = (year, year + 1, year + 2)
        self.line_names = dict(lines)
        self.areas = list(dict.fromkeys((one.line, one.activity_area) for one in amounts))
        super().__init__(data, initial={"count": len(self.areas) + 1, **initial})
        there = {
            (one.line, one.activity_area, one.account_group, one.for_year): one.amount_ore
            for one in amounts
        }
        for number in range(self._number_of_blocks()):
            area = self.areas[number] if number < len(self.areas) else ("", "")
            self._add_block(number, area, there)

    def _number_of_blocks(self) -> int:
        """As many as the form was sent with, so that it is read as it was written."""
        told = str(self.data.get("count", "")) if self.is_bound else ""
        sent = int(told) if told.isascii() and told.isdigit() and len(told) < len("1000") else 0
        return min(sent, MOST_AREAS) or len(self.areas) + 1

    def _add_block(self, number: int, area: Area, there: Mapping[Any, int]) -> None:
        line, name = area
        self.fields[f"area-{number}"] = forms.CharField(
            label=_("Verksamhetsområde"), max_length=100, required=False, initial=name
        )
        self.fields[f"line-{number}"] = forms.ChoiceField(
            label=_("Anslag"),
            choices=[("", _("hela nämnden eller bolaget")), *self.line_names.items()],
            required=False,
            initial=line,
        )
        for group in AccountGroup:
            for year in self.years:
                said = f"{name or _('nytt område')}, {word(AccountGroup, group)} {year}"
                field = AmountField(is_cost=group in COST_GROUPS, said=said)
                field.initial = written(there.get((line, name, group, year)))
                self.fields[_cell(number, group, year)] = field

    @property
    def blocks(self) -> list[Block]:
        """The fields area by area."""
        return [
            Block(
                number,
                str(self[f"area-{number}"].value() or ""),
                self[f"line-{number}"],
                self[f"area-{number}"],
                number >= len(self.areas),
                tuple(
                    (
                        word(AccountGroup, group),
                        tuple(self[_cell(number, group, year)] for year in self.years),
                    )
                    for group in AccountGroup
                ),
            )
            for number in range(self._number_of_blocks())
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for the name of an area that has amounts, and that no area stands twice."""
        given = super().clean() or self.cleaned_data
        taken: set[Area] = set()
        for number in range(self._number_of_blocks()):
            if not self._amounts(number):
                continue
            area = (given.get(f"line-{number}", ""), given.get(f"area-{number}", ""))
            if not area[1]:
                self.add_error(f"area-{number}", _("Ange vilket verksamhetsområde det gäller."))
            elif area in taken:
                self.add_error(f"area-{number}", _("Området står två gånger. Slå ihop dem."))
            taken.add(area)
        return given

    def _amounts(self, number: int) -> dict[tuple[AccountGroup, int], int]:
        found = {
            (group, year): self.cleaned_data.get(_cell(number, group, year))
            for group in AccountGroup
            for year in self.years
        }
        return {place: ore for place, ore in found.items() if ore is not None}

    def draft(self, body: str) -> PlanBudgetDraft:
        """Return what the operation takes: all the amounts of the form."""
        given = self.cleaned_data
        return PlanBudgetDraft(
            body=body,
            basis=Basis.STATED,
            amounts=tuple(
                PlannedAmountDraft(
                    line=given[f"line-{number}"],
                    activity_area=given[f"area-{number}"],
                    account_group=group,
                    for_year=year,
                    amount_ore=ore,
                )
                for number in range(self._number_of_blocks())
                for (group, year), ore in self._amounts(number).items()
            ),
            seen=self.seen,
        )


def _cell(number: int, group: AccountGroup, year: int) -> str:
    return f"{group.value}-{number}-{year}"
