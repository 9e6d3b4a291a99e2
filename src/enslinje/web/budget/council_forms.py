"""Forms of the council's budget as a file: handed over, looked at and confirmed."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from enslinje.budget import amounts
from enslinje.core.errors import Refusal
from enslinje.core.money import Unit
from enslinje.web.budget.forms import Choices, decision_field, offer
from enslinje.web.forms import OperationForm, VersionedForm
from enslinje.web.outturn.forms import file_field

UNITS = ((Unit.MNKR.name, _("mnkr")), (Unit.TKR.name, _("tkr")), (Unit.KR.name, _("kr")))
BUDGETS, DEBIT = "budget", "debet"
SIGNS = (
    (BUDGETS, _("Intäkter är positiva, kostnader negativa")),
    (DEBIT, _("Debet är positivt, som i ekonomisystemet")),
)


class CouncilFileForm(OperationForm):
    """Hand over the council's budget, to be looked at before anything is saved."""

    file = file_field(_("Excel (.xlsx) eller CSV, med ett belopp på varje rad."))
    decision = decision_field()
    unit = forms.ChoiceField(
        label=_("Beloppens enhet"),
        choices=UNITS,
        help_text=_("Gäller belopp som inte själva säger vad de är i."),
    )
    sign = forms.ChoiceField(label=_("Tecken"), choices=SIGNS)
    total = forms.CharField(
        label=_("Filens summa"),
        required=False,
        max_length=40,
        help_text=_("Om du vet den, i samma enhet. Stämmer den inte läses inget in."),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: Any = None,
        *,
        decisions: Choices,
    ) -> None:
        super().__init__(data)
        self.files = files or MultiValueDict()
        offer(self, "decision", decisions)

    def clean_total(self) -> str:
        """Refuse what is no amount, with the sentence that says why."""
        text = str(self.cleaned_data["total"])
        if text:
            try:
                amounts.read(text, unit=Unit.KR)
            except Refusal as refusal:
                raise forms.ValidationError(f"{refusal.what} {refusal.remedy}") from refusal
        return text


class CouncilConfirmForm(VersionedForm):
    """Import what was looked at. Its base is the number of the budget that stood there then.

    `code_map` is the version of the rules that it was placed by, 0 for none.
    """

    code_map = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
