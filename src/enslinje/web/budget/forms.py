"""The forms about money: draws, gross-ups, corrections, and petitions in their three steps."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enslinje.budget import amounts
from enslinje.budget.drafts import DecisionKey, GrossUpDraft
from enslinje.budget.errors import AmountUnreadable
from enslinje.budget.words import category_name
from enslinje.core.budget_terms import GrossUpCategory, PetitionKind
from enslinje.core.errors import Refusal
from enslinje.core.money import Unit
from enslinje.core.terms import DecisionOutcome
from enslinje.web.forms import OperationForm, VersionedForm

Choices = Sequence[tuple[str, Any]]
ROWS = 5
"""How many gross-ups are typed at once."""
AMOUNTS = ("income_ore", "costs_ore", "depreciation_ore")
WHAT = _("Vad det gäller")
HELP = _("I mnkr, om du inte skriver något annat: 1 234,5 eller 1 234,50 kr.")


class AmountField(forms.CharField):
    """An amount as people write it: in mnkr when it does not say so itself. Its value is öre."""

    def __init__(self, **given: Any) -> None:
        told = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(max_length=60, widget=told, **given)

    def clean(self, value: Any) -> int | None:
        """Return the öre; None for nothing. What is ambiguous is refused with a sentence."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return amounts.read(text, unit=Unit.MNKR)
        except AmountUnreadable as fault:
            raise forms.ValidationError(f"{fault.what} {fault.remedy}") from fault


def _amount(label: Any, **given: Any) -> AmountField:
    asked = {"required": _("Ange beloppet.")}
    return AmountField(label=label, error_messages=asked, **{"help_text": HELP, **given})


def _decision(**given: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Beslut"),
        error_messages={"required": _("Välj beslutet.")},
        help_text=_("Beslutspunkter som är antecknade och bifallna."),
        **given,
    )


def _text(label: Any = WHAT, **given: Any) -> forms.CharField:
    asked = {"required": _("Skriv vad det gäller.")}
    return forms.CharField(label=label, max_length=300, error_messages=asked, **given)


def written_key(key: DecisionKey) -> str:
    """A decision item as a choice of a form."""
    return f"{key[1]}/{key[0]}"


def read_key(text: str) -> DecisionKey:
    """The decision item that a choice of a form says."""
    item, _slash, case = text.partition("/")
    return case, int(item)


class DrawForm(OperationForm):
    """A budget adjustment that a reserve pays for."""

    reserve = forms.ChoiceField(label=_("Reserv"))
    earmark = forms.ChoiceField(label=_("Avsatta medel"), required=False)
    amount_ore = _amount(_("Belopp"))
    account = forms.ChoiceField(label=_("Konto som får pengarna"))
    body = forms.ChoiceField(label=_("Nämnd eller bolag"))
    line = forms.CharField(label=_("Anslagsrad"), max_length=40, required=False)
    decision = _decision()
    text = _text()

    columns = {"amount": "amount_ore"}

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        reserves: Choices,
        earmarks: Choices,
        accounts: Choices,
        bodies: Choices,
        decisions: Choices,
    ) -> None:
        super().__init__(data)
        offer(self, "reserve", reserves)
        offer(self, "earmark", [("", "–"), *earmarks])
        offer(self, "account", accounts)
        offer(self, "body", bodies)
        offer(self, "decision", decisions)


class GrossUpForm(OperationForm):
    """Gross-ups of several bodies at once, under one decision. A row without a body is left out."""

    decision = _decision()
    text = _text()

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, bodies: Choices, decisions: Choices
    ) -> None:
        super().__init__(data)
        offer(self, "decision", decisions)
        categories = [(one.value, category_name(one)) for one in GrossUpCategory]
        for row in range(ROWS):
            optional: dict[str, Any] = {"required": False}
            self.fields[f"body_{row}"] = forms.ChoiceField(
                label=_("Nämnd eller bolag"), choices=[("", "–"), *bodies], **optional
            )
            self.fields[f"category_{row}"] = forms.ChoiceField(
                label=_("Slag av ändring"), choices=[("", "–"), *categories], **optional
            )
            self.fields[f"income_ore_{row}"] = AmountField(label=_("Intäkter"), **optional)
            self.fields[f"costs_ore_{row}"] = AmountField(label=_("Kostnader"), **optional)
            self.fields[f"depreciation_ore_{row}"] = AmountField(
                label=_("Avskrivningar"), **optional
            )

    def rows(self) -> Iterable[Iterable[forms.BoundField]]:
        """The fields of each row, in order."""
        names = ("body", "category", *AMOUNTS)
        return [[self[f"{name}_{row}"] for name in names] for row in range(ROWS)]

    def head_fields(self) -> list[forms.BoundField]:
        """The fields that are of no row."""
        return [self[name] for name in ("key", "decision", "text")]

    def clean(self) -> dict[str, Any]:
        """Ask for a body where amounts are typed, and for one row at least."""
        given = super().clean() or self.cleaned_data
        filled = []
        for row in range(ROWS):
            has_amounts = any(given.get(f"{name}_{row}") is not None for name in AMOUNTS)
            if given.get(f"body_{row}"):
                filled.append(row)
            elif has_amounts:
                self.add_error(f"body_{row}", _("Ange vems budget det är."))
        if not filled and not self.errors:
            self.add_error("body_0", _("Fyll i minst en rad."))
        return given

    def filled(self) -> list[int]:
        """The rows that are about a body."""
        return [row for row in range(ROWS) if self.cleaned_data.get(f"body_{row}")]

    def drafts(self) -> list[GrossUpDraft]:
        """What the rows say, for the operation."""
        given = self.cleaned_data
        return [
            GrossUpDraft(
                body=given[f"body_{row}"],
                category=GrossUpCategory(given[f"category_{row}"])
                if given[f"category_{row}"]
                else None,
                decision=read_key(given["decision"]),
                text=given["text"],
                income_ore=given[f"income_ore_{row}"] or 0,
                costs_ore=given[f"costs_ore_{row}"] or 0,
                depreciation_ore=given[f"depreciation_ore_{row}"] or 0,
            )
            for row in self.filled()
        ]

    def refuse(self, refusal: Refusal) -> None:
        """Show each refusal in its row: at the costs, when it is about the row as a whole."""
        filled = self.filled()
        for one in refusal.all:
            row = filled[one.row] if one.row is not None and one.row < len(filled) else 0
            named = [one.column, f"{one.column}_{row}", f"costs_ore_{row}"]
            field = next(name for name in named if name in self.fields)
            self.add_error(field, f"{one.what} {one.remedy}".strip())


class ReversalForm(OperationForm):
    """A correction: which decision it rests on, and why."""

    decision = _decision()
    text = _text(_("Vad som var fel"))

    def __init__(self, data: Mapping[str, Any] | None = None, *, decisions: Choices) -> None:
        super().__init__(data)
        offer(self, "decision", decisions)


class PetitionForm(VersionedForm):
    """What a body asks for."""

    kind = forms.ChoiceField(label=_("Slag"))
    purpose = _text(_("Ändamål"))
    asked_ore = _amount(_("Ansökt belopp"))
    reserve = forms.ChoiceField(label=_("Reserv"), required=False)
    account = forms.ChoiceField(label=_("Konto som får pengarna"), required=False)
    earmark = forms.ChoiceField(label=_("Avsatta medel"), required=False)
    note = forms.CharField(
        label=_("Motivering"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        initial: Mapping[str, Any] | None = None,
        kinds: Mapping[PetitionKind, Any],
        reserves: Choices,
        accounts: Choices,
        earmarks: Choices,
    ) -> None:
        super().__init__(data, initial=initial)
        offer(self, "kind", [(kind.value, words) for kind, words in kinds.items()])
        offer(self, "reserve", [("", "–"), *reserves])
        offer(self, "account", [("", "–"), *accounts])
        offer(self, "earmark", [("", "–"), *earmarks])


class EndorsementForm(VersionedForm):
    """How much of a petition the office endorses, and why."""

    endorsed_ore = _amount(_("Tillstyrkt belopp"))
    reason = forms.CharField(label=_("Skäl"), max_length=500, required=False)


class GrantForm(VersionedForm):
    """What was decided of a petition."""

    outcome = forms.ChoiceField(label=_("Utfall"))
    granted_ore = _amount(_("Medgivet belopp"))
    decision = _decision()
    reason = forms.CharField(label=_("Skäl"), max_length=500, required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        initial: Mapping[str, Any] | None = None,
        outcomes: Mapping[DecisionOutcome, Any],
        decisions: Choices,
    ) -> None:
        super().__init__(data, initial=initial)
        offer(self, "outcome", [(one.value, words) for one, words in outcomes.items()])
        offer(self, "decision", decisions)


def offer(form: forms.Form, name: str, choices: Choices) -> None:
    """Let a field choose among `choices`."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)
