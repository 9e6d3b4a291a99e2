"""The forms of a plan's steps."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enslinje.core.versions import Seen
from enslinje.filing.drafts import StageDraft
from enslinje.web.forms import VersionedForm


class StepForm(VersionedForm):
    """A step that asks for nothing but to be taken from where the plan was seen to stand."""

    columns: Mapping[str, str] = {"body": "base"}

    def draft(self, body: str) -> StageDraft:
        """The step as the operation takes it."""
        seen: Seen = self.seen
        return StageDraft(
            body=body,
            seen=seen,
            decision=self.chosen,
            reason=self.cleaned_data.get("reason", ""),
        )

    @property
    def chosen(self) -> tuple[str, int] | None:
        """The decision that is named, if the form asks for one."""
        return None


class ReasonForm(StepForm):
    """A step that says why."""

    reason = forms.CharField(
        label=_("Vad ska kompletteras?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": _("Skriv vad som ska kompletteras.")},
    )


class RevisionForm(StepForm):
    """A plan that has been submitted, ready for check once more."""

    reason = forms.CharField(
        label=_("Vad ändras eller prioriteras om, och varför?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text=_("Syns på planens offentliga sida när den nya versionen är inlämnad."),
        error_messages={"required": _("Skriv vad som ändras eller prioriteras om, och varför.")},
    )


class CorrectionForm(StepForm):
    """A correction of a submitted plan under the decision that it has."""

    reason = forms.CharField(
        label=_("Vad har rättats?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text=_("Syns på planens offentliga sida. Årsmål rättas inte så: de kräver beslut."),
        error_messages={"required": _("Skriv vad som har rättats.")},
    )


class SubmitForm(StepForm):
    """The submission itself, with what whoever submits declares."""

    declared = forms.BooleanField(
        label=_("Planen är den som nämnden eller styrelsen beslutade."),
        error_messages={"required": _("Bekräfta att det är den beslutade planen.")},
    )


class DecisionForm(StepForm):
    """The decision by which the body decided its plan, among its recorded ones."""

    columns: Mapping[str, str] = {"body": "base", "decision": "decision"}
    decision = forms.ChoiceField(
        label=_("Beslut"),
        help_text=_("Beslut som är antecknade ur protokollet och kontrollerade av en annan."),
        error_messages={"required": _("Välj beslutet."), "invalid_choice": _("Välj beslutet.")},
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        initial: Mapping[str, Any] | None = None,
        decisions: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(data, initial=initial)
        field = self.fields["decision"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - it is declared above
        field.choices = list(decisions)

    @property
    def chosen(self) -> tuple[str, int] | None:
        """Case number and item of the decision."""
        case, _bar, item = self.cleaned_data.get("decision", "").rpartition("|")
        return (case, int(item)) if case else None
