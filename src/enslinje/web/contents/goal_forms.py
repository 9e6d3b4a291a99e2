"""The forms of a body's own goals, its units' goals and its own indicators."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enslinje.core.terms import (
    Basis,
    Form,
    Frequency,
    IndicatorKind,
    Polarity,
    RollUp,
)
from enslinje.goals.drafts import EndedDraft, GoalDraft, IndicatorDraft
from enslinje.goals.rows import GoalRow, UnitRow
from enslinje.journal.versions import Version
from enslinje.web.contents.codes import code_field
from enslinje.web.forms import VersionedForm, reason_field
from enslinje.web.goal_editions import GoalEditionForm
from enslinje.web.master.words import of, optional
from enslinje.web.writing import in_language

NAME: dict[str, Any] = {
    "label": _("Namn"),
    "max_length": 4000,
    "widget": forms.Textarea(attrs={"rows": 3}),
    "error_messages": {"required": _("Ange namnet.")},
}
LAST = 9999
"""The place among its siblings of a goal that nobody has given another."""


class OwnGoalForm(GoalEditionForm):
    """How a body's own goal, or a goal of one of its units, reads in the year."""

    number = forms.CharField(
        label=_("Nummer"),
        max_length=20,
        help_text=_("Som ni kallar det, till exempel 1.1.2."),
        error_messages={"required": _("Ange ett nummer.")},
    )
    name = forms.CharField(**NAME)
    level = forms.ChoiceField(label=_("Nivå"))
    parent = forms.ChoiceField(
        label=_("Ligger under"), error_messages={"required": _("Välj vilket mål det ligger under.")}
    )
    expected_result = forms.CharField(
        label=_("Förväntat resultat"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Vad målet ska leda till, så att det går att se om det har nåtts."),
    )

    def draft(self, code: str, owner: str, *, sort_order: int = LAST) -> GoalDraft:
        """Return what the operation takes."""
        return self.edition(code, owner, sort_order)


class ChangeOwnGoalForm(OwnGoalForm):
    """One that is there."""

    reason = reason_field(required=False)


class NewOwnGoalForm(OwnGoalForm):
    """One that is not there yet."""

    columns = {"code": "number"}
    code = code_field()


class OwnIndicatorForm(VersionedForm):
    """How an indicator that a body has for itself reads in the year."""

    columns = {"indicator": "name"}

    name = forms.CharField(**NAME)
    goal = forms.ChoiceField(
        label=_("Mål"), error_messages={"required": _("Välj vilket mål den mäter.")}
    )
    polarity = forms.ChoiceField(label=_("Riktning"), choices=of(Polarity))
    form = forms.ChoiceField(
        label=_("Villkor"), required=False, choices=lambda: optional(of(Form)())
    )
    decimals = forms.IntegerField(
        label=_("Decimaler"),
        min_value=0,
        max_value=4,
        initial=0,
        error_messages={"invalid": _("Skriv ett heltal 0–4.")},
    )
    frequency = forms.ChoiceField(label=_("Mäts"), choices=of(Frequency))
    by_sex = forms.BooleanField(label=_("Könsuppdelad"), required=False)
    definition = forms.CharField(
        label=_("Så mäts den"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        initial: Mapping[str, Any],
        goals: Iterable[GoalRow],
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["goal"].choices = optional(  # type: ignore[attr-defined]
            (row.code, f"{row.number} {row.name}") for row in goals
        )

    def draft(self, code: str, owner: str, unit: str, *, version: int = 1) -> IndicatorDraft:
        """Return what the operation takes; it is rolled up nowhere, since it is the body's own."""
        given = self.cleaned_data
        return IndicatorDraft(
            code=code,
            kind=IndicatorKind.BODY,
            owner=owner,
            name=given["name"],
            goal=given["goal"],
            unit=unit,
            decimals=given["decimals"],
            polarity=Polarity(given["polarity"]),
            form=Form(given["form"]) if given["form"] else None,
            roll_up=RollUp.NONE,
            frequency=Frequency(given["frequency"]),
            by_sex=given["by_sex"],
            definition=given["definition"],
            definition_version=version,
            basis=Basis.STATED,
            seen=self.seen,
        )


class ChangeOwnIndicatorForm(OwnIndicatorForm):
    """One that is there."""

    reason = reason_field(required=False)


class NewOwnIndicatorForm(OwnIndicatorForm):
    """One that is not there yet. Its unit never changes afterwards."""

    field_order = ("key", "base", "code", "name", "goal", "unit")
    code = code_field()
    unit = forms.ChoiceField(label=_("Måttenhet"))

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        initial: Mapping[str, Any],
        goals: Iterable[GoalRow],
        units: Iterable[UnitRow],
    ) -> None:
        super().__init__(data, initial=initial, goals=goals)
        self.fields["unit"].choices = [  # type: ignore[attr-defined]
            (row.code, in_language(row.name_sv, row.name_en)) for row in units
        ]


class EndForm(VersionedForm):
    """Why a goal or an indicator of one's own is no more."""

    columns = {"goal": "reason", "indicator": "reason", "code": "reason"}
    reason = reason_field()

    def ended(self, code: str) -> EndedDraft:
        """Return what the operation takes."""
        return EndedDraft(code=code, seen=self.seen)


def indicator_shown(there: Version) -> dict[str, Any]:
    """Return what the form shows first of an indicator that is there."""
    names = ("name", "polarity", "form", "decimals", "frequency", "by_sex", "definition")
    return {name: there.values[name] for name in names} | {"goal": there.values["goal__code"] or ""}
