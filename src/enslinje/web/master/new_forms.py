"""The forms of what is not there yet in a year: an indicator, a group of bodies."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enslinje.core.terms import Basis, Frequency, IndicatorKind, OutcomeSource, Polarity, RollUp
from enslinje.goals.drafts import IndicatorDraft
from enslinje.journal.versions import Version
from enslinje.web.master.goal_forms import GroupForm, code_field
from enslinje.web.master.indicator_forms import IndicatorForm
from enslinje.web.words import INDICATOR_KIND

KINDS = (IndicatorKind.COUNCIL, IndicatorKind.MANDATORY)
"""The kinds that the centre defines: bodies define their own, the council the base metrics."""

BLANK: Mapping[str, Any] = {
    **dict.fromkeys(("name", "definition"), ""),
    **dict.fromkeys(("form", "end_year", "survey_answers_required")),
    **dict.fromkeys(("counts", "by_sex", "survey"), False),
    **dict.fromkeys(("goal__code", "sub_area__code", "base__code", "answering_body__code")),
    "decimals": 0,
    "tolerance": 0,
    "polarity": Polarity.HIGHER.value,
    "roll_up": RollUp.SUM.value,
    "outcome_source": OutcomeSource.BODIES.value,
    "frequency": Frequency.YEARLY.value,
    "definition_version": 1,
    "basis": Basis.STATED.value,
    "basis_by_field": {},
}
"""What an indicator is before anybody has said anything of it."""


class NewIndicatorForm(IndicatorForm):
    """An indicator that is not there yet: what never changes of it is said here alone."""

    field_order = ("code", "kind", "unit", "name", "goal")
    code = code_field()
    kind = forms.ChoiceField(
        label=_("Slag"), choices=lambda: [(kind.value, INDICATOR_KIND[kind]) for kind in KINDS]
    )
    unit = forms.ChoiceField(label=_("Enhet"))

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        choices: Mapping[str, Iterable[tuple[str, Any]]],
        units: Iterable[tuple[str, Any]],
    ) -> None:
        nothing = Version(None, dict(BLANK), {})
        super().__init__(data, there=nothing, choices=choices, base={"base": "-"})
        self.fields["unit"].choices = list(units)  # type: ignore[attr-defined]

    def new(self, owner: str) -> IndicatorDraft:
        """Return what the operation takes, for an indicator of `owner`."""
        given = self.cleaned_data
        self.there = {
            **BLANK,
            "indicator__code": given["code"],
            "indicator__kind": given["kind"],
            "indicator__owner__code": owner,
            "unit__code": given["unit"],
            "definition": given["definition"],
        }
        return self.draft()


class NewGroupForm(GroupForm):
    """A group that is not there yet."""

    field_order = ("code", "name", "bodies")
    columns = {"members": "bodies"}
    code = code_field()
    name = forms.CharField(
        label=_("Namn"), max_length=200, error_messages={"required": _("Ange namnet.")}
    )
