"""Forms of money with several rows under one decision: gross-ups, internal interest, postings."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enslinje.budget.drafts import GrossUpDraft, InterestDraft, PostingDraft, TransactionDraft
from enslinje.budget.words import category_name
from enslinje.core.budget_terms import GrossUpCategory, TransactionKind
from enslinje.core.errors import Refusal
from enslinje.core.terms import Basis
from enslinje.web.budget.forms import (
    AmountField,
    Choices,
    decision_field,
    offer,
    read_key,
    text_field,
)
from enslinje.web.forms import OperationForm

ROWS, MANY_ROWS = 5, 12
"""How many rows are typed at once; a transaction of many accounts has more of them."""
AMOUNTS = ("income_ore", "costs_ore", "depreciation_ore")
FREE: dict[str, Any] = {"required": False}
WHOSE = _("Nämnd eller bolag")


class RowsForm(OperationForm):
    """Rows under one decision. A row whose first field is empty is left out.

    Attributes:
        count: how many rows there are.
        names: the fields of a row, in order; the first says whether the row is filled in.
        amounts: those of them that are amounts; a filled row has all of `required`.
        lacks: what is said at the first field when only amounts are typed.
        head: the fields that are of no row.
    """

    decision = decision_field()
    text = text_field()

    count = ROWS
    names: Sequence[str] = ()
    amounts: Sequence[str] = ("amount_ore",)
    required: Sequence[str] = ("amount_ore",)
    lacks: Any = _("Ange vems budget det är.")
    head: Sequence[str] = ("key", "decision", "text")

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        decisions: Choices,
        row_fields: Callable[[], Mapping[str, forms.Field]],
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        offer(self, "decision", decisions)
        for row in range(self.count):
            self.fields |= {f"{name}_{row}": one for name, one in row_fields().items()}

    def rows(self) -> Iterable[Iterable[forms.BoundField]]:
        """The fields of each row, in order."""
        return [[self[f"{name}_{row}"] for name in self.names] for row in range(self.count)]

    def head_fields(self) -> list[forms.BoundField]:
        """The fields that are of no row."""
        return [self[name] for name in self.head]

    def filled(self) -> list[int]:
        """The rows that are filled in."""
        first = self.names[0]
        return [row for row in range(self.count) if self.cleaned_data.get(f"{first}_{row}")]

    def of_row(self, row: int) -> dict[str, Any]:
        """What is typed in a row, by the names of its fields."""
        return {name: self.cleaned_data.get(f"{name}_{row}") for name in self.names}

    def clean(self) -> dict[str, Any]:
        """Ask for the first field where amounts are typed, for the amounts, and for one row."""
        given = super().clean() or self.cleaned_data
        filled = self.filled()
        for row in range(self.count):
            typed = self.of_row(row)
            if row in filled:
                for name in self.required:
                    if typed[name] is None and f"{name}_{row}" not in self.errors:
                        self.add_error(f"{name}_{row}", _("Ange beloppet."))
            elif any(typed[name] is not None for name in self.amounts):
                self.add_error(f"{self.names[0]}_{row}", self.lacks)
        if not filled and not self.errors:
            self.add_error(f"{self.names[0]}_0", _("Fyll i minst en rad."))
        return given

    def refuse(self, refusal: Refusal) -> None:
        """Show each refusal in its row: at an amount, when it is about the row as a whole."""
        filled = self.filled()
        for one in refusal.all:
            row = filled[one.row] if one.row is not None and one.row < len(filled) else 0
            at = [one.column, f"{one.column}_{row}", f"{self.whole}_{row}"]
            field = next(name for name in at if name in self.fields)
            self.add_error(field, f"{one.what} {one.remedy}".strip())

    @property
    def whole(self) -> str:
        """Where stands what is about a row as a whole."""
        return self.amounts[0]


class GrossUpForm(RowsForm):
    """Gross-ups of several bodies at once."""

    names = ("body", "category", *AMOUNTS)
    amounts = AMOUNTS
    required = ()
    whole = "costs_ore"

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        bodies: Choices,
        decisions: Choices,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        categories = [(one.value, category_name(one)) for one in GrossUpCategory]
        super().__init__(
            data,
            initial=initial,
            decisions=decisions,
            row_fields=lambda: {
                "body": _choice(WHOSE, bodies),
                "category": _choice(_("Slag av ändring"), categories),
                "income_ore": AmountField(label=_("Intäkter"), **FREE),
                "costs_ore": AmountField(label=_("Kostnader"), **FREE),
                "depreciation_ore": AmountField(label=_("Avskrivningar"), **FREE),
            },
        )

    def drafts(self) -> list[GrossUpDraft]:
        """What the rows say, for the operation."""
        given, rows = self.cleaned_data, map(self.of_row, self.filled())
        return [
            GrossUpDraft(
                body=row["body"],
                category=GrossUpCategory(row["category"]) if row["category"] else None,
                decision=read_key(given["decision"]),
                text=given["text"],
                income_ore=row["income_ore"] or 0,
                costs_ore=row["costs_ore"] or 0,
                depreciation_ore=row["depreciation_ore"] or 0,
            )
            for row in rows
        ]


class InterestForm(RowsForm):
    """Internal interest that bodies pay to the unit of central finance."""

    central_finance = forms.ChoiceField(label=_("Finansförvaltningen"))

    names = ("body", "amount_ore")
    head = ("key", "central_finance", "decision", "text")

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        bodies: Choices,
        units: Choices,
        decisions: Choices,
    ) -> None:
        super().__init__(
            data,
            decisions=decisions,
            row_fields=lambda: {
                "body": _choice(WHOSE, bodies),
                "amount_ore": AmountField(label=_("Internränta"), **FREE),
            },
        )
        offer(self, "central_finance", units)

    def drafts(self) -> list[InterestDraft]:
        """What the rows say, for the operation."""
        given, rows = self.cleaned_data, map(self.of_row, self.filled())
        return [
            InterestDraft(
                body=row["body"],
                amount_ore=row["amount_ore"],
                decision=read_key(given["decision"]),
                text=given["text"],
            )
            for row in rows
        ]


class PostingsForm(RowsForm):
    """One transaction of many postings: the council's budget, a virement or what is rebudgeted."""

    kind = forms.ChoiceField(label=_("Slag"))

    count = MANY_ROWS
    names = ("account", "body", "line", "amount_ore")
    lacks = _("Ange kontot.")
    head = ("key", "kind", "decision", "text")

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        kinds: Mapping[TransactionKind, Any],
        accounts: Choices,
        units: Choices,
        decisions: Choices,
    ) -> None:
        super().__init__(
            data,
            decisions=decisions,
            row_fields=lambda: {
                "account": _choice(_("Konto"), accounts),
                "body": _choice(WHOSE, units),
                "line": forms.CharField(label=_("Anslagsrad"), max_length=40, **FREE),
                "amount_ore": AmountField(label=_("Belopp"), **FREE),
            },
        )
        offer(self, "kind", [(kind.value, words) for kind, words in kinds.items()])

    def draft(self) -> TransactionDraft:
        """What the form says, for the operation."""
        given = self.cleaned_data
        return TransactionDraft(
            kind=TransactionKind(given["kind"]),
            decision=read_key(given["decision"]),
            text=given["text"],
            basis=Basis.STATED,
            postings=tuple(
                PostingDraft(**self.of_row(row), basis=Basis.STATED) for row in self.filled()
            ),
        )

    def refuse(self, refusal: Refusal) -> None:
        """Show each refusal where what it is about was typed, or above the form."""
        for one in refusal.all:
            typed = (
                f"{one.column}_{row}"
                for row in self.filled()
                if one.value and self._named(row, one.column) == one.value
            )
            field = next(typed, one.column)
            text = f"{one.what} {one.remedy}".strip()
            self.add_error(field if field in self.fields else None, text)

    def _named(self, row: int, column: str) -> object:
        """What a refusal calls what is typed in a column of a row: a line with its body."""
        typed = self.of_row(row)
        return "{body}/{line}".format(**typed) if column == "line" else typed.get(column)


def _choice(label: Any, choices: Choices) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[("", "–"), *choices], **FREE)
