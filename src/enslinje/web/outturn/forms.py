"""Forms of files: what is booked or forecast, the confirmation of it, and the rules."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from enslinje.budget import amounts
from enslinje.budget.models.actuals import FILE_NAME_LENGTH
from enslinje.core import versions
from enslinje.core.budget_terms import AmountKind
from enslinje.core.errors import Refusal
from enslinje.core.money import Unit
from enslinje.core.versions import Seen
from enslinje.exchange.reading import MOST_BYTES
from enslinje.exchange.table_files import HandedFile
from enslinje.web.forms import OperationForm, VersionedForm

KINDS = (
    (AmountKind.ACTUAL.value, _("Utfall")),
    (AmountKind.FORECAST.value, _("Prognos för hela året")),
    (AmountKind.PERIOD_BUDGET.value, _("Budget per månad")),
)
MONTHS = (("", _("Alla i filen")), *((str(number), str(number)) for number in range(1, 13)))


def file_field(help_text: Any) -> forms.FileField:
    """A field for a file that is handed over."""
    return forms.FileField(
        label=_("Fil"),
        help_text=help_text,
        max_length=FILE_NAME_LENGTH,
        error_messages={"required": _("Välj en fil."), "empty": _("Filen är tom.")},
    )


def handed_over(file: "UploadedFile[Any]") -> HandedFile:
    """Return an uploaded file's name and bytes; of one that is too large, just too many."""
    name = str(file.name or "fil")
    return HandedFile(name, file.read(MOST_BYTES + 1))


class AmountFileForm(OperationForm):
    """Hand over a file of amounts, to be looked at before anything is saved."""

    file = file_field(_("Excel (.xlsx), CSV eller SIE 4."))
    kind = forms.ChoiceField(label=_("Vad beloppen är"), choices=KINDS)
    month = forms.TypedChoiceField(
        label=_("Månad"), choices=MONTHS, coerce=int, empty_value=None, required=False
    )
    books = forms.ChoiceField(label=_("Vems bokföring"), required=False)
    total = forms.CharField(
        label=_("Filens summa, i kronor"),
        required=False,
        max_length=40,
        help_text=_("Om du vet den. Stämmer den inte läses inget in."),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: Any = None,
        *,
        books: Mapping[str, str],
    ) -> None:
        super().__init__(data)
        self.files = files or MultiValueDict()
        choice = self.fields["books"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 - declared so above
        choice.choices = [("", _("Stadens")), *books.items()]

    def clean_total(self) -> str:
        """Refuse what is no amount, with the sentence that says why."""
        text = str(self.cleaned_data["total"])
        if text:
            try:
                amounts.read(text, unit=Unit.KR)
            except Refusal as refusal:
                raise forms.ValidationError(f"{refusal.what} {refusal.remedy}") from refusal
        return text


class ConfirmForm(OperationForm):
    """Import what was looked at. `seen` is what stood in each month then, `code_map` the rules."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2_000)
    code_map = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    @property
    def seen_by_month(self) -> dict[int, Seen]:
        """What the writer saw in each month."""
        return read_seen(self.cleaned_data.get("seen", ""))


def written_seen(seen: Mapping[int, int | None]) -> str:
    """Return what a form says of what stood in each month: `202103:17 202104:-`."""
    return " ".join(f"{period}:{versions.written(pk)}" for period, pk in seen.items())


def read_seen(text: str) -> dict[int, Seen]:
    """Read what `written_seen` wrote; what nobody could have written there is left out."""
    pairs = (part.partition(":") for part in text.split())
    return {
        int(period): versions.read(said)
        for period, _colon, said in pairs
        if period.isascii() and period.isdigit() and len(period) == 6  # noqa: PLR2004 - ååååmm
    }


class RulesForm(VersionedForm):
    """Hand over the year's rules for code strings."""

    file = file_field(_("Excel (.xlsx) eller CSV, med en regel på varje rad."))

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: Any = None,
        *,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.files = files or MultiValueDict()
