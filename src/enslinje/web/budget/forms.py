"""The forms about money: draws, corrections, and petitions in their three steps."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enslinje.budget import amounts
from enslinje.budget.drafts import DecisionKey, OpenPetition
from enslinje.budget.errors import AmountUnreadable
from enslinje.budget.words import category_name
from enslinje.core import versions
from enslinje.core.budget_terms import GrossUpCategory, PetitionKind
from enslinje.core.errors import Refusal
from enslinje.core.money import Unit
from enslinje.core.terms import DecisionOutcome
from enslinje.web.forms import OperationForm, VersionedForm

Choices = Sequence[tuple[str, Any]]
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


def decision_field(**given: Any) -> forms.ChoiceField:
    """A choice of the decision item that it rests on."""
    return forms.ChoiceField(
        label=_("Beslut"),
        error_messages={"required": _("Välj beslutet.")},
        **{"help_text": _("Beslutspunkter som är antecknade och bifallna."), **given},
    )


def text_field(label: Any = WHAT, **given: Any) -> forms.CharField:
    """A line that says what it is about."""
    asked = {"required": _("Skriv vad det gäller.")}
    return forms.CharField(label=label, max_length=300, error_messages=asked, **given)


def written_key(key: DecisionKey) -> str:
    """A decision item as a choice of a form."""
    return f"{key[1]}/{key[0]}"


def read_key(text: str) -> DecisionKey:
    """The decision item that a choice of a form says."""
    item, _slash, case = text.partition("/")
    return case, int(item)


def _why() -> forms.CharField:
    """Why a body asks, in as many words as it takes."""
    told = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=_("Motivering"), required=False, widget=told)


class DrawForm(OperationForm):
    """A budget adjustment that a reserve pays for."""

    reserve = forms.ChoiceField(label=_("Reserv"))
    earmark = forms.ChoiceField(label=_("Avsatta medel"), required=False)
    amount_ore = _amount(_("Belopp"))
    account = forms.ChoiceField(label=_("Konto som får pengarna"))
    body = forms.ChoiceField(label=_("Nämnd eller bolag"))
    line = forms.CharField(label=_("Anslagsrad"), max_length=40, required=False)
    decision = decision_field()
    text = text_field()

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


class ReversalForm(OperationForm):
    """A correction: which decision it rests on, and why."""

    decision = decision_field()
    text = text_field(_("Vad som var fel"))

    def __init__(self, data: Mapping[str, Any] | None = None, *, decisions: Choices) -> None:
        super().__init__(data)
        offer(self, "decision", decisions)


class PetitionForm(VersionedForm):
    """What a body asks for."""

    kind = forms.ChoiceField(label=_("Slag"))
    purpose = text_field(_("Ändamål"))
    asked_ore = _amount(_("Ansökt belopp"))
    reserve = forms.ChoiceField(label=_("Reserv"), required=False)
    account = forms.ChoiceField(label=_("Konto som får pengarna"), required=False)
    earmark = forms.ChoiceField(label=_("Avsatta medel"), required=False)
    note = _why()

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


class GrossUpPetitionForm(VersionedForm):
    """That a body's income and costs are to rise alike, and why."""

    purpose = text_field(_("Ändamål"))
    category = forms.ChoiceField(
        label=_("Kategori"), error_messages={"required": _("Välj kategorin.")}
    )
    income_ore = _amount(_("Intäkter ökar med"), help_text="")
    costs_ore = _amount(_("Kostnader ökar med"), help_text="")
    depreciation_ore = _amount(_("Avskrivningar ökar med"), help_text="", required=False)
    note = _why()

    columns = {"asked_ore": "income_ore"}

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, initial: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=initial)
        named = [(one.value, category_name(one)) for one in GrossUpCategory]
        offer(self, "category", [("", "–"), *named])

    def head_fields(self) -> list[forms.BoundField]:
        """The fields that stand before the amounts."""
        return [self[name] for name in ("key", "base", "purpose", "category")]

    def sides(self) -> list[forms.BoundField]:
        """The amounts, income beside what it pays for."""
        return [self[name] for name in ("income_ore", "costs_ore", "depreciation_ore")]


class EndorsementForm(VersionedForm):
    """How much of a petition the office endorses, and why."""

    endorsed_ore = _amount(_("Tillstyrkt belopp"))
    reason = forms.CharField(label=_("Skäl"), max_length=500, required=False)


class GrantForm(VersionedForm):
    """What was decided of a petition."""

    outcome = forms.ChoiceField(label=_("Utfall"))
    granted_ore = _amount(_("Medgivet belopp"))
    decision = decision_field(help_text=_("Beslutspunkter som är antecknade och kontrollerade."))
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


class RestForm(VersionedForm):
    """That all which is open was rejected by one decision. Its base is every petition seen."""

    decision = decision_field(help_text=_("Beslutspunkter som är antecknade och kontrollerade."))
    reason = forms.CharField(label=_("Skäl"), max_length=500, required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        there: Sequence[OpenPetition],
        decisions: Choices,
    ) -> None:
        self._there = json.dumps([(one.code, one.line, one.seen) for one in there])
        super().__init__(data, initial={"base": self._there})
        offer(self, "decision", decisions)

    @property
    def petitions(self) -> tuple[OpenPetition, ...]:
        """The petitions that were open when the form was shown, as they then stood.

        None of a base that no form has carried.
        """
        try:
            return tuple(
                OpenPetition(code=str(code), line=int(line), seen=versions.read(str(seen)))
                for code, line, seen in json.loads(self.cleaned_data["base"])
            )
        except (TypeError, ValueError, RecursionError):
            return ()

    def refuse(self, refusal: Refusal) -> None:
        """Rest on all that is open by now."""
        super().refuse(refusal)
        if self.conflict:
            self.data = {**self.data, self.add_prefix("base"): self._there}


def offer(form: forms.Form, name: str, choices: Choices) -> None:
    """Let a field choose among `choices`."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)
