"""The forms about decisions: recorded from the minutes, and sent back."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_lazy as _

from enslinje.core.terms import Basis, DecisionOutcome
from enslinje.journal.vocabulary import WORDS
from enslinje.organisation.decision_queries import RecordedDecision
from enslinje.organisation.drafts import DecisionDraft
from enslinje.web.decisions import numbering
from enslinje.web.forms import OperationForm, day_field


class DecisionForm(OperationForm):
    """A decision item as the approved minutes have it."""

    decided_by = forms.ChoiceField(
        label=_("Beslutat av"), error_messages={"required": _("Ange vem som beslutade.")}
    )
    case_number = forms.CharField(
        label=_("Diarienummer"),
        max_length=60,
        error_messages={"required": _("Ange ärendets diarienummer.")},
    )
    item_no = forms.IntegerField(
        label=_("Beslutspunkt"),
        min_value=1,
        max_value=9999,
        initial=1,
        help_text=_("Ärendets punkter räknas från 1."),
        error_messages={"required": _("Ange punktens nummer.")},
    )
    subject = forms.CharField(
        label=_("Vad beslutet gäller"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Ange vad beslutet gäller.")},
    )
    outcome = forms.ChoiceField(
        label=_("Utfall"),
        choices=[(one.value, gettext_lazy(WORDS[DecisionOutcome][one])) for one in DecisionOutcome],
        error_messages={"required": _("Välj utfallet.")},
    )
    decided_on = day_field(_("Sammanträdesdag"))
    paragraph = forms.CharField(
        label=_("Paragraf"),
        max_length=20,
        help_text=_("Som i protokollet, till exempel § 12."),
        error_messages={"required": _("Ange paragrafen.")},
    )
    minutes_approved_on = day_field(_("Protokollet justerat"))
    reservations = forms.CharField(
        label=_("Reservationer och särskilda yttranden"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Vilka som inte delade beslutet, som protokollet har det."),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        deciders: Sequence[tuple[str, str]],
        prefixes: tuple[str, ...] = (),
        anew: RecordedDecision | None = None,
    ) -> None:
        super().__init__(
            data,
            initial=_as_it_was(anew) if anew else {"case_number": numbering.beginning(prefixes)},
        )
        self.fields["case_number"].help_text = numbering.how_written(prefixes)
        chosen = self.fields["decided_by"]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 - declared above
        chosen.choices = list(deciders)
        if len(deciders) == 1:
            chosen.widget = forms.HiddenInput()
            chosen.initial = deciders[0][0]

    def draft(self, recorder: str) -> DecisionDraft:
        """Return what the operation takes, recorded by the person with the code `recorder`."""
        given = self.cleaned_data
        return DecisionDraft(
            case_number=given["case_number"],
            item_no=given["item_no"],
            decided_by=given["decided_by"],
            subject=given["subject"],
            outcome=DecisionOutcome(given["outcome"]),
            decided_on=given["decided_on"],
            minutes_approved_on=given["minutes_approved_on"],
            paragraph=given["paragraph"],
            reservations=given["reservations"],
            recorded_by=recorder,
            basis=Basis.STATED,
        )


class SendBackForm(OperationForm):
    """Why a record is sent back to whoever made it."""

    reason = forms.CharField(
        label=_("Vad är fel?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Den som antecknade läser det, och det står kvar."),
        error_messages={"required": _("Ange vad som är fel.")},
    )


def _as_it_was(one: RecordedDecision) -> dict[str, Any]:
    return {
        "decided_by": one.decided_by,
        "case_number": one.case_number,
        "item_no": one.item_no,
        "subject": one.subject,
        "outcome": one.outcome.value if one.outcome else None,
        "decided_on": one.decided_on,
        "paragraph": one.paragraph,
        "minutes_approved_on": one.minutes_approved_on,
        "reservations": one.reservations,
    }
